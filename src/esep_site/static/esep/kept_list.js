// Lists the inspections that this browser keeps: those that wait to be sent, drafts, and pages without one.
(async () => {
  const list = document.querySelector("[data-kept-list]");
  if (!list || !window.esepKept || !("indexedDB" in window)) return;
  const drafts = new Map((await window.esepKept.all("drafts")).map((each) => [each.address, each]));
  const pages = new Map((await window.esepKept.all("pages")).map((each) => [each.address, each]));
  for (const [address, { name }] of new Map([...drafts, ...pages])) {
    const draft = drafts.get(address);
    const link = document.createElement("a");
    link.href = address;
    link.textContent = name;
    const state = document.createElement("span");
    state.className = "quiet-text";
    state.textContent = ` ${draft ? (draft.waiting ? list.dataset.waiting : list.dataset.typed) : list.dataset.empty}`;
    const row = document.createElement("li");
    row.append(link, state);
    list.append(row);
  }
  document.querySelector("[data-kept-none]").hidden = list.children.length > 0;
})();

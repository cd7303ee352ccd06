// A form with data-draft is kept in this browser until it was sent: its texts and its photos, in IndexedDB.
// Without a connection "Send" keeps the draft and says so; it is there again when the page is opened anew.
(() => {
  const form = document.querySelector("form[data-draft]");
  if (!form || !("indexedDB" in window)) return;
  const key = form.dataset.draft;
  const note = form.querySelector("[data-draft-note]");
  const kept = new Set(["csrfmiddlewaretoken"]);
  let files = {};

  const store = (mode) => new Promise((done, failed) => {
    const opening = indexedDB.open("esep-drafts", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("drafts");
    opening.onerror = () => failed(opening.error);
    opening.onsuccess = () => done(opening.result.transaction("drafts", mode).objectStore("drafts"));
  });
  const asked = (request) => new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
  const say = (text) => { if (note) { note.textContent = text; note.hidden = !text; } };

  const typed = () => {
    const fields = {};
    for (const field of form.elements) {
      if (!field.name || kept.has(field.name) || field.type === "file") continue;
      fields[field.name] = ["checkbox", "radio"].includes(field.type) ? field.checked : field.value;
    }
    return fields;
  };
  const keep = async () => (await store("readwrite")).put({ fields: typed(), files, at: Date.now() }, key);
  const forget = async () => (await store("readwrite")).delete(key);

  const restore = async () => {
    if (form.querySelector(".fault")) return; // the server answers with what was typed
    const draft = await asked((await store("readonly")).get(key));
    if (!draft) return;
    for (const field of form.elements) {
      if (!(field.name in draft.fields)) continue;
      if (["checkbox", "radio"].includes(field.type)) field.checked = draft.fields[field.name];
      else field.value = draft.fields[field.name];
    }
    files = draft.files || {};
    for (const [name, list] of Object.entries(files)) {
      const field = form.elements[name];
      const held = new DataTransfer();
      list.forEach((each) => held.items.add(new File([each.blob], each.name, { type: each.blob.type })));
      if (field) field.files = held.files;
    }
    say(form.dataset.draftFound);
  };

  form.addEventListener("input", () => { keep(); });
  form.addEventListener("change", async (event) => {
    if (event.target.type === "file") {
      files = { ...files, [event.target.name]: [...event.target.files].map((each) => ({ name: each.name, blob: each })) };
    }
    await keep();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await keep();
    if (!form.reportValidity()) return;
    let answer;
    try {
      answer = await fetch(form.action || location.href, { method: "POST", body: new FormData(form), redirect: "follow" });
    } catch {
      say(form.dataset.draftKept);
      note?.scrollIntoView();
      return;
    }
    if (answer.redirected && answer.ok && !answer.url.includes("/sign-in/")) {
      await forget();
      location.assign(answer.url);
      return;
    }
    form.submit(); // the answer with its faults is shown as without this script
  });
  restore();
})();

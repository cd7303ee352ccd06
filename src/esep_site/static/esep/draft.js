// A form with data-draft is kept in this browser until it was sent: its page, its texts and its photos.
// Without a connection "Send" keeps it, and it is sent when the connection is back or the page opened again.
(() => {
  const form = document.querySelector("form[data-draft]");
  const kept = window.esepKept;
  if (!form || !kept || !("indexedDB" in window)) return;
  const { draft: key, name, worker, scope, offline, list } = form.dataset;
  const address = location.pathname;
  const note = form.querySelector("[data-draft-note]");
  const AGAIN = 15000; // milliseconds until a sending that failed is tried again
  let files = {};
  let waiting = false;
  let sending = false;
  let missed = false; // the connection came back while a sending that was begun without it still ran
  let sent = false;

  const say = (text) => { note.textContent = text; note.hidden = !text; };

  const typed = () => {
    const fields = {};
    for (const field of form.elements) {
      if (!field.name || field.name === "csrfmiddlewaretoken" || field.type === "file") continue;
      fields[field.name] = ["checkbox", "radio"].includes(field.type) ? field.checked : field.value;
    }
    return fields;
  };
  let last = Promise.resolve(); // one after another, so that the latest stays
  const keep = () => {
    last = last.catch(() => {}).then(() => kept.put("drafts", key, { fields: typed(), files, waiting, name, address }));
    return last;
  };
  let keeping = Promise.resolve(); // the page, which must not be put back behind what forgets it
  const forget = async () => {
    await Promise.allSettled([last, keeping]);
    await kept.remove("drafts", key);
    await kept.forgetPage(address);
  };

  const restore = async () => {
    const draft = await kept.get("drafts", key);
    if (!draft) {
      // The page that is kept has one mark for ever; two inspections must not have the same
      const mark = form.elements.draft;
      if (mark && window.crypto.randomUUID && !form.querySelector(".fault")) mark.value = crypto.randomUUID();
      return;
    }
    files = draft.files || {};
    for (const [field, list] of Object.entries(files)) {
      const held = new DataTransfer();
      list.forEach((each) => held.items.add(new File([each.blob], each.name, { type: each.blob.type })));
      if (form.elements[field]) form.elements[field].files = held.files;
    }
    if (form.querySelector(".fault")) return; // the server answers with the rest of what was typed
    for (const field of form.elements) {
      if (!(field.name in draft.fields)) continue;
      if (["checkbox", "radio"].includes(field.type)) field.checked = draft.fields[field.name];
      else field.value = draft.fields[field.name];
    }
    waiting = draft.waiting;
    say(waiting ? form.dataset.draftKept : form.dataset.draftFound);
    if (waiting) await send();
  };

  const isSignIn = (answer) => answer.url.includes("/people/");

  // The key of the form is that of the session now, which may have begun after the page was kept
  const renewed = async () => {
    const page = await fetch(address, { cache: "no-store" });
    if (isSignIn(page)) return false;
    const found = new DOMParser().parseFromString(await page.text(), "text/html");
    const key = found.querySelector("form[data-draft] [name=csrfmiddlewaretoken]");
    if (key) form.elements.csrfmiddlewaretoken.value = key.value;
    return Boolean(key);
  };

  const send = async () => {
    if (sending) return;
    sending = waiting = true;
    try {
      await keep();
      if (!(await renewed())) {
        say(form.dataset.draftSignIn);
        return;
      }
      say(form.dataset.draftSending);
      const answer = await fetch(address, { method: "POST", body: new FormData(form), redirect: "follow" });
      if (isSignIn(answer)) {
        say(form.dataset.draftSignIn);
      } else if (answer.redirected && answer.ok) {
        sent = true;
        await forget();
        location.assign(answer.url);
      } else {
        waiting = false;
        await keep();
        form.submit(); // the answer with its faults is shown as without this script
      }
    } catch {
      say(form.dataset.draftKept);
      note.scrollIntoView();
    } finally {
      sending = false;
      const again = missed && waiting && !sent;
      missed = false;
      if (again) send();
    }
  };

  form.addEventListener("input", () => { waiting = false; keep(); });
  form.addEventListener("change", (event) => {
    if (event.target.type === "file") {
      files = { ...files, [event.target.name]: [...event.target.files].map((each) => ({ name: each.name, blob: each })) };
    }
    keep();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (form.reportValidity()) send();
  });
  window.addEventListener("online", () => {
    missed = sending;
    if (waiting) send();
  });
  setInterval(() => { if (waiting && navigator.onLine) send(); }, AGAIN);

  const keepPage = async () => {
    if (!("caches" in window) || !navigator.serviceWorker) return; // without https no browser allows it
    await navigator.serviceWorker.register(worker, { scope });
    if (navigator.onLine && !form.querySelector(".fault")) {
      const parts = document.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src]");
      const resources = [...parts].map((part) => part.href || part.src);
      const plain = new Request(offline, { credentials: "omit" }); // nobody's name stands in its head
      await kept.keepPage(address, name, [...resources, list, plain]);
    }
    form.querySelector("[data-draft-offline]").hidden = false;
  };
  restore().then(() => {
    if (!sent) keeping = keepPage().catch(() => {});
  }).catch(() => {});
})();

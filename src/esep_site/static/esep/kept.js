// What this browser keeps of inspections until they are sent: pages that open without a connection, drafts,
// photos. Everything goes when an inspection was sent, when its person signs out, or after a month.
window.esepKept = (() => {
  const PAGES = "esep-inspections"; // as in worker.js
  const MONTH = 30 * 24 * 3600 * 1000;

  const asked = (request) => new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
  const opened = () => {
    const opening = indexedDB.open("esep-drafts", 2);
    opening.onupgradeneeded = () => {
      for (const name of ["drafts", "pages"]) {
        if (!opening.result.objectStoreNames.contains(name)) opening.result.createObjectStore(name);
      }
    };
    return asked(opening);
  };
  const within = async (store, mode, act) => {
    const database = await opened();
    try {
      return await asked(act(database.transaction(store, mode).objectStore(store)));
    } finally {
      database.close();
    }
  };
  const get = (store, key) => within(store, "readonly", (rows) => rows.get(key));
  const all = (store) => within(store, "readonly", (rows) => rows.getAll());
  const put = (store, key, value) => within(store, "readwrite", (rows) => rows.put({ ...value, key, at: Date.now() }, key));
  const remove = (store, key) => within(store, "readwrite", (rows) => rows.delete(key));

  const keepPage = async (address, name, resources) => {
    const cache = await caches.open(PAGES);
    await cache.addAll(resources);
    const page = await fetch(address, { cache: "no-store" });
    if (!page.ok || page.redirected) throw new Error("the page is not to be kept");
    await cache.put(address, page);
    await put("pages", address, { name, address });
  };
  const forgetPage = async (address) => {
    await remove("pages", address);
    if ("caches" in window) await (await caches.open(PAGES)).delete(address, { ignoreVary: true });
  };
  const forgetAll = async () => {
    for (const store of ["drafts", "pages"]) await within(store, "readwrite", (rows) => rows.clear());
    if ("caches" in window) await caches.delete(PAGES);
  };
  const forgetOld = async () => {
    const old = Date.now() - MONTH;
    for (const draft of await all("drafts")) if (draft.at < old) await remove("drafts", draft.key);
    for (const page of await all("pages")) if (page.at < old) await forgetPage(page.address);
  };

  // The head of every page: how many inspections wait to be sent, and a question before signing out
  const link = document.querySelector("[data-kept-link]");
  const leaving = document.querySelector("form[data-kept-question]");
  const tell = async () => {
    await forgetOld();
    const number = (await all("drafts")).length;
    if (link && number) {
      link.textContent = `${link.dataset.keptLink}: ${number}`;
      link.hidden = false;
    }
  };
  leaving?.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      if ((await all("drafts")).length && !confirm(leaving.dataset.keptQuestion)) return;
      await forgetAll();
    } catch { /* a browser that keeps nothing */ }
    leaving.submit();
  });
  if ("indexedDB" in window) tell().catch(() => {});

  return { get, all, put, remove, keepPage, forgetPage };
})();

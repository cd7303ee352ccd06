// Shows kept pages of inspections when there is no connection, or one too slow to wait for. It keeps nothing
// by itself: kept.js puts the pages there and takes them away.
const PAGES = "esep-inspections"; // as in kept.js
const PATIENCE = 8000; // milliseconds

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { method, mode, destination } = event.request;
  if (method === "GET" && (mode === "navigate" || ["style", "script", "image"].includes(destination))) {
    event.respondWith(answer(event.request));
  }
});

const found = (address) => caches.match(address, { cacheName: PAGES, ignoreVary: true });

async function answer(request) {
  const network = fetch(request);
  const kept = await found(request);
  if (!kept) return network.catch(() => otherwise(request));
  const late = new Promise((done) => setTimeout(() => done(kept), PATIENCE));
  return Promise.race([network.catch(() => kept), late]);
}

async function otherwise(request) {
  const language = new URL(request.url).pathname.split("/")[1];
  const page = request.mode === "navigate" && (await found(`/${language}/delivery/offline/`));
  return page || Response.error();
}

// The service worker: keeps the page for a visit without a network. `kata site` fills in the three constants.

const VERSION = "VERSION";
const PYODIDE = "PYODIDE"; // where Python comes from, kept when it is first asked for
const FILES = ["FILES"];

const PAGE = `gradkata page ${VERSION} ${self.registration.scope}`;
const PYTHON = `gradkata python ${PYODIDE} ${self.registration.scope}`;
const isOwn = (name) => name.startsWith("gradkata ") && name.endsWith(` ${self.registration.scope}`);
const here = (path) => new URL(path, self.registration.scope).href;

async function install() {
  const cache = await caches.open(PAGE);
  await cache.addAll(FILES.map((path) => new Request(here(path), { cache: "reload" })));
}

async function activate() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => isOwn(name) && name !== PAGE && name !== PYTHON).map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function kept(request, name) {
  const cache = await caches.open(name);
  const found = await cache.match(request, { ignoreVary: true });
  if (found) return found;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(request, answer.clone()).catch(() => {}); // a full storage keeps nothing
  return answer;
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => event.data === "take over" && self.skipWaiting());
self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  const url = event.request.url.split(/[?#]/)[0];
  const asked = url === self.registration.scope ? here("index.html") : url;
  if (url.startsWith(here(PYODIDE))) event.respondWith(kept(event.request, PYTHON));
  else if (FILES.some((path) => here(path) === asked)) event.respondWith(kept(asked, PAGE));
});

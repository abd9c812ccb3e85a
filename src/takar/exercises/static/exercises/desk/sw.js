/**
 * Keeps the desk's own files so that the page opens without the network. It never touches the API: entries travel through the
 * page's outbox, sheets are kept in IndexedDB. The files are kept as one whole version, checked by their hashes; a newer one
 * is fetched completely before any of it is used, and a page that is open keeps the version it was opened with.
 */

const DESK = "/asesor/";
const LIST = "/asesor/version.json";
const PREFIX = "takar-asesor-";
const PATIENCE_MS = 3000;

let chosen;
let renewing;

self.addEventListener("install", (event) => event.waitUntil(renewed().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== location.origin) return;
  if (pathname === DESK && event.request.mode === "navigate") event.respondWith(page(event.request));
  else if (pathname.startsWith("/static/")) event.respondWith(file(event.request));
});

/** The page is opened: the server decides who is signed in, unless it cannot be reached. */
async function page(request) {
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, null));
  const answer = await Promise.race([fetch(request).catch(() => null), late]);
  if (answer && !answer.ok && answer.status < 500) return answer; // to the sign-in page
  if (answer?.ok) await Promise.race([renewed().catch(() => undefined), late]);
  chosen = await newest();
  return (chosen && (await caches.match(DESK, { cacheName: chosen }))) ?? answer ?? Response.error();
}

async function file(request) {
  const version = chosen ?? (await newest());
  const kept = version ? await caches.match(new URL(request.url).pathname, { cacheName: version }) : undefined;
  return kept ?? fetch(request);
}

/** The version that was completed last; the list is put in at the end. */
async function newest() {
  for (const name of (await caches.keys()).reverse())
    if (name.startsWith(PREFIX) && (await caches.match(LIST, { cacheName: name }))) return name;
  return undefined;
}

function renewed() {
  renewing ??= renew().finally(() => (renewing = undefined));
  return renewing;
}

async function renew() {
  const answer = await fetch(LIST, { cache: "no-store", redirect: "error" });
  if (!answer.ok) throw new Error(`${LIST}: ${answer.status}`);
  const text = await answer.clone().text();
  const name = PREFIX + (await hash(new TextEncoder().encode(text))).slice(0, 16);
  const before = await newest();
  if (before === name) return;
  for (const other of await caches.keys()) if (other.startsWith(PREFIX) && other !== before) await caches.delete(other);
  const cache = await caches.open(name);
  await Promise.all(Object.entries(JSON.parse(text)).map(([path, wanted]) => keep(cache, path, wanted)));
  await cache.put(LIST, answer);
}

async function keep(cache, path, wanted) {
  const answer = await fetch(path, { cache: "no-cache", redirect: "error" });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  if ((await hash(await answer.clone().arrayBuffer())) !== wanted) throw new Error(`${path} is not of this version`);
  await cache.put(path, answer);
}

async function hash(bytes) {
  return [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

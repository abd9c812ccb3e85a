// @ts-check
/**
 * Keeps the exam client's own files so that the page opens without the network. It never touches /api:
 * answers travel through the page's outbox, questions are kept in IndexedDB.
 *
 * The files are kept as one whole version. When the page is opened, the server's list says which version
 * it has; a newer one is fetched completely before any of it is used. So an update on the server, or a
 * network that fails in the middle, never puts old and new files together.
 */

const LIST = "/client/version.json";
const PREFIX = "takar-client-";
/** A slow network must not keep an exam from opening: after this the kept version is used. */
const PATIENCE_MS = 3000;

const worker = /** @type {any} */ (self);

/** @typedef {Record<string, string>} Files address and ETag of every file */

worker.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(renew().then(() => worker.skipWaiting())));

worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(worker.clients.claim()));

worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== location.origin) return;
  if (pathname === "/") event.respondWith(page());
  else if (pathname.startsWith("/client/") && pathname !== LIST) event.respondWith(file(pathname));
});

/** The page is opened: this is the only moment at which the version may change. */
async function page() {
  await Promise.race([renew().catch(() => undefined), new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
  return file("/");
}

/**
 * @param {string} path
 * @returns {Promise<Response>}
 */
async function file(path) {
  const name = await current();
  return (name && (await (await caches.open(name)).match(path))) || fetch(path);
}

/** @returns {Promise<string|undefined>} the newest version that is here completely */
async function current() {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  for (const name of names.reverse()) if (await (await caches.open(name)).match(LIST)) return name;
  return undefined;
}

/** Bring the server's version here; the one before it stays until the next time, for a page that is still loading. */
async function renew() {
  const answer = await fetch(LIST, { cache: "no-store" });
  if (!answer.ok) throw new Error(`${LIST}: ${answer.status}`);
  const list = await answer.clone().json();
  const name = PREFIX + (await digest(list));
  const known = await current();
  if (known === name) return;
  await tidy(known);
  const cache = await caches.open(name);
  await Promise.all(Object.entries(list).map(([path, tag]) => keep(cache, path, tag)));
  await cache.put(LIST, answer);
}

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

/** @type {string|undefined} the version of the page that was opened last: all its files come from there */
let chosen;
/** @type {Promise<void>|undefined} */
let renewing;

worker.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(renewed().then(() => worker.skipWaiting())));

worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(worker.clients.claim()));

worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== location.origin) return;
  if (pathname === "/") event.respondWith(page());
  else if (pathname.startsWith("/client/") && pathname !== LIST) event.respondWith(file(pathname));
});

/** The page is opened: the only moment at which the version may change. */
async function page() {
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  await Promise.race([renewed().catch(() => undefined), late]);
  chosen = await newest();
  return file("/");
}

/**
 * @param {string} path
 * @returns {Promise<Response>}
 */
async function file(path) {
  const version = chosen ?? (await newest());
  const kept = version ? await caches.match(path, { cacheName: version }) : undefined;
  return kept ?? fetch(path);
}

/** @returns {Promise<string|undefined>} the version that was completed last; the list is put in at the end */
async function newest() {
  for (const name of (await caches.keys()).reverse())
    if (name.startsWith(PREFIX) && (await caches.match(LIST, { cacheName: name }))) return name;
  return undefined;
}

function renewed() {
  renewing ??= renew().finally(() => (renewing = undefined));
  return renewing;
}

/** Fetch the server's version whole. The one before it stays until the next time: a page may still be loading. */
async function renew() {
  const answer = await fetch(LIST, { cache: "no-store" });
  if (!answer.ok) throw new Error(`${LIST}: ${answer.status}`);
  const text = await answer.clone().text();
  const name = PREFIX + (await fingerprint(text));
  const before = await newest();
  if (before === name) return;
  for (const other of await caches.keys()) if (other.startsWith(PREFIX) && other !== before) await caches.delete(other);
  const cache = await caches.open(name);
  await Promise.all(Object.entries(JSON.parse(text)).map(([path, tag]) => keep(cache, path, tag)));
  await cache.put(LIST, answer);
}

/**
 * @param {Cache} cache
 * @param {string} path
 * @param {string} tag
 */
async function keep(cache, path, tag) {
  const answer = await fetch(path, { cache: "no-cache" });
  const found = answer.headers.get("ETag")?.replace(/^W\//, "");
  if (!answer.ok || (found && found !== tag)) throw new Error(`${path} is not of this version`);
  await cache.put(path, answer);
}

/** @param {string} text */
async function fingerprint(text) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return [...bytes.slice(0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

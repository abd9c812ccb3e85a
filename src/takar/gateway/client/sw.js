// @ts-check
/**
 * Keeps the exam client's own files so that the page opens without the network. It never touches /api:
 * answers travel through the page's outbox, questions are kept in IndexedDB. The list must name every
 * file; a test compares it with the folder.
 */

const CACHE = "takar-client-1";

const FILES = [
  "/",
  "/client/app.css",
  "/client/app.js",
  "/client/app.webmanifest",
  "/client/dom.js",
  "/client/exam.js",
  "/client/fonts/inter.woff2",
  "/client/icon.svg",
  "/client/keep/database.js",
  "/client/keep/leftovers.js",
  "/client/keep/outbox.js",
  "/client/keep/shelf.js",
  "/client/main.js",
  "/client/net/api.js",
  "/client/net/sync.js",
  "/client/net/tabs.js",
  "/client/parts/clocks.js",
  "/client/parts/figure.js",
  "/client/parts/file.js",
  "/client/parts/help.js",
  "/client/parts/item.js",
  "/client/parts/lamp.js",
  "/client/parts/link.js",
  "/client/parts/map.js",
  "/client/parts/radar.js",
  "/client/parts/tables.js",
  "/client/rules/clock.js",
  "/client/rules/keys.js",
  "/client/rules/merge.js",
  "/client/rules/progress.js",
  "/client/rules/retry.js",
  "/client/screens/before.js",
  "/client/screens/login.js",
  "/client/screens/notices.js",
  "/client/screens/result.js",
  "/client/screens/review.js",
  "/client/screens/sending.js",
  "/client/screens/sitting.js",
  "/client/stage.js",
  "/client/text/en.js",
  "/client/text/id.js",
  "/client/text/text.js",
];

/** A slow network must not keep an exam from opening: after this the kept file is used. */
const PATIENCE_MS = 3000;
/** After one failure every file comes from the cache for a while, instead of waiting for each in turn. */
const OFFLINE_MS = 10_000;

const worker = /** @type {any} */ (self);
let offlineUntil = 0;

worker.addEventListener("install", (/** @type {any} */ event) => {
  event.waitUntil(fill().then(() => worker.skipWaiting()));
});

worker.addEventListener("activate", (/** @type {any} */ event) => {
  event.waitUntil(tidy().then(() => worker.clients.claim()));
});

worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method === "GET" && origin === location.origin && FILES.includes(pathname)) event.respondWith(file(pathname));
});

async function fill() {
  const cache = await caches.open(CACHE);
  await cache.addAll(FILES.map((path) => new Request(path, { cache: "reload" })));
}

async function tidy() {
  const old = (await caches.keys()).filter((name) => name.startsWith("takar-client-") && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/**
 * The network first, so that a corrected file arrives; the kept copy when the network fails or is slow.
 * @param {string} path
 * @returns {Promise<Response>}
 */
async function file(path) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(path);
  if (kept && Date.now() < offlineUntil) return kept;
  try {
    const fresh = await fetch(path, { signal: AbortSignal.timeout(kept ? PATIENCE_MS : 30_000), cache: "no-cache" });
    if (!fresh.ok) throw new Error(`${path}: ${fresh.status}`);
    await cache.put(path, fresh.clone());
    return fresh;
  } catch (error) {
    offlineUntil = Date.now() + OFFLINE_MS;
    if (kept) return kept;
    throw error;
  }
}

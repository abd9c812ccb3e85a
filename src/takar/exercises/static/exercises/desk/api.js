// @ts-check
/** One request to the office, answered in JSON or not at all. */

/** @typedef {{code: string, id: string, en: string, data?: any}} Refusal */
/** @typedef {{ok: true, body: any} | {ok: false, status: number, refusal: Refusal}} Reply */

const PATIENCE_MS = 10_000;

/** @type {Refusal} */
const OFFLINE = {
  code: "OFFLINE",
  id: "Server tidak dapat dihubungi. Periksa jaringan; percobaan diulang otomatis.",
  en: "The server cannot be reached. Check the network; we keep trying.",
};
/** @type {Refusal} */
const SIGNED_OUT = {
  code: "SIGNED_OUT",
  id: "Sesi Anda berakhir. Masuk lagi; semua catatan di perangkat ini tetap ada dan akan dikirim.",
  en: "Your session has ended. Sign in again; everything on this device is kept and will be sent.",
};

const token = () => /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? "";

/**
 * @param {string} path below /asesor/api/
 * @param {unknown} [body] makes it a POST
 * @param {{keepalive?: boolean}} [options]
 * @returns {Promise<Reply>}
 */
export async function call(path, body, { keepalive = false } = {}) {
  const reply = await once(path, body, keepalive);
  // A token of a session that has ended: asking for anything brings a new one.
  if (body === undefined || reply.ok || reply.refusal.code !== "STALE_TOKEN") return reply;
  await once("today", undefined, false);
  return once(path, body, keepalive);
}

/**
 * @param {string} path
 * @param {unknown} body
 * @param {boolean} keepalive
 * @returns {Promise<Reply>}
 */
async function once(path, body, keepalive) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE_MS);
  /** @type {RequestInit} */
  const init = { signal: stop.signal, keepalive, cache: "no-store", credentials: "same-origin", redirect: "manual" };
  if (body !== undefined) {
    Object.assign(init, { method: "POST", body: JSON.stringify(body) });
    init.headers = { "Content-Type": "application/json", "X-CSRFToken": token() };
  }
  try {
    return await heard(await fetch(`/asesor/api/${path}`, init));
  } catch {
    return { ok: false, status: 0, refusal: OFFLINE };
  } finally {
    clearTimeout(timer);
  }
}

/**
 * @param {Response} response
 * @returns {Promise<Reply>}
 */
async function heard(response) {
  if (response.type === "opaqueredirect") return { ok: false, status: 401, refusal: SIGNED_OUT };
  const json = (response.headers.get("Content-Type") ?? "").includes("application/json");
  const answer = json ? await response.json() : null;
  if (response.ok && answer) return { ok: true, body: answer };
  if (answer?.error) return { ok: false, status: response.status, refusal: answer.error };
  if (response.status === 403) return { ok: false, status: 403, refusal: { ...SIGNED_OUT, code: "STALE_TOKEN" } };
  return { ok: false, status: response.status, refusal: OFFLINE };
}

/** @param {{status: number, refusal: Refusal}} reply worth trying again unchanged */
export const passing = (reply) => reply.status === 0 || reply.status === 429 || reply.status >= 500 || reply.refusal.code === "OFFLINE";

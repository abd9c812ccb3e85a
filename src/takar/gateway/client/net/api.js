// @ts-check
/** Calls to the gateway. A refusal is a value; only a missing network is "offline". */

/** @typedef {import("../types.js").Refusal} Refusal */

/**
 * @template T
 * @typedef {{ok: true, status: number, body: T, sent: number, received: number}
 *   | {ok: false, status: number, refusal: Refusal, retryAfterMs: number|null}} Reply
 */

export const TIMEOUT_MS = 8000;

/** @type {Refusal} */
const OFFLINE = {
  code: "OFFLINE",
  id: "Server tidak dapat dihubungi. Periksa kabel atau Wi-Fi; percobaan diulang otomatis.",
  en: "The server cannot be reached. Check the cable or Wi-Fi; we keep trying.",
};

/** @type {Refusal} */
const FAULT = {
  code: "SERVER_FAULT",
  id: "Server sedang terganggu. Percobaan diulang otomatis; bila berlanjut, panggil pengawas.",
  en: "The server has a fault. We keep trying; if it goes on, call the proctor.",
};

/**
 * @param {string} path
 * @param {unknown} [body] makes it a POST
 * @param {{timeoutMs?: number, keepalive?: boolean}} [options]
 * @returns {Promise<Reply<any>>}
 */
export async function call(path, body, { timeoutMs = TIMEOUT_MS, keepalive = false } = {}) {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), timeoutMs);
  const sent = performance.now();
  try {
    const response = await fetch(path, request(body, abort.signal, keepalive));
    const answer = await response.json().catch(() => null);
    const received = performance.now();
    if (response.ok && answer !== null) return { ok: true, status: response.status, body: answer, sent, received };
    return refused(response, answer);
  } catch {
    return { ok: false, status: 0, refusal: OFFLINE, retryAfterMs: null };
  } finally {
    clearTimeout(timer);
  }
}

/**
 * @param {unknown} body
 * @param {AbortSignal} signal
 * @param {boolean} keepalive
 * @returns {RequestInit}
 */
function request(body, signal, keepalive) {
  /** @type {RequestInit} */
  const init = { signal, keepalive, cache: "no-store", credentials: "same-origin" };
  if (body === undefined) return init;
  return { ...init, method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json" } };
}

/**
 * @param {Response} response
 * @param {any} answer
 * @returns {Reply<any>}
 */
function refused(response, answer) {
  const seconds = Number(response.headers.get("Retry-After"));
  const refusal = answer?.error?.code ? answer.error : FAULT;
  return { ok: false, status: response.status, refusal, retryAfterMs: seconds > 0 ? seconds * 1000 : null };
}

/**
 * Worth trying again unchanged: no network, too busy, server fault.
 * @param {{status: number}} reply
 */
export function passing(reply) {
  return reply.status === 0 || reply.status === 408 || reply.status === 429 || reply.status >= 500;
}

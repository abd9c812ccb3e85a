// @ts-check
/** Canonical text and SHA-256. By hand, because the browser's own is missing over plain HTTP. Pure. */

/**
 * RFC 8785 for what our files hold: ASCII keys, strings, whole numbers, booleans, null.
 * @param {any} value
 * @returns {string}
 */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
}

/** The first 32 bits of the fractional parts of a root of the first primes (FIPS 180-4). */
const roots = (/** @type {number} */ count, /** @type {number} */ power) => {
  const found = [];
  for (let n = 2; found.length < count; n += 1) if (isPrime(n)) found.push(((n ** power) % 1) * 2 ** 32 | 0);
  return found;
};

/** @param {number} n */
function isPrime(n) {
  for (let by = 2; by * by <= n; by += 1) if (n % by === 0) return false;
  return true;
}

const ROUNDS = roots(64, 1 / 3);
const START = roots(8, 1 / 2);

/**
 * @param {string} text
 * @returns {string} lower-case hexadecimal
 */
export function sha256(text) {
  const bytes = new TextEncoder().encode(text);
  const padded = new Uint8Array(((bytes.length + 8) >> 6 << 6) + 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 4, bytes.length * 8);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29));
  let state = START;
  for (let at = 0; at < padded.length; at += 64) state = block(state, view, at);
  return state.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

const turned = (/** @type {number} */ x, /** @type {number} */ by) => (x >>> by) | (x << (32 - by));

/**
 * @param {number[]} before
 * @param {DataView} view
 * @param {number} at
 */
function block(before, view, at) {
  const words = Array.from({ length: 16 }, (_, i) => view.getInt32(at + 4 * i));
  for (let i = 16; i < 64; i += 1) {
    const [w15, w2] = [words[i - 15], words[i - 2]];
    const s0 = turned(w15, 7) ^ turned(w15, 18) ^ (w15 >>> 3);
    const s1 = turned(w2, 17) ^ turned(w2, 19) ^ (w2 >>> 10);
    words.push((words[i - 16] + s0 + words[i - 7] + s1) | 0);
  }
  let [a, b, c, d, e, f, g, h] = before;
  for (let i = 0; i < 64; i += 1) {
    const one = (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + ROUNDS[i] + words[i]) | 0;
    const two = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [a, b, c, d, e, f, g, h] = [(one + two) | 0, a, b, c, (d + one) | 0, e, f, g];
  }
  return [a, b, c, d, e, f, g, h].map((word, i) => (word + before[i]) | 0);
}

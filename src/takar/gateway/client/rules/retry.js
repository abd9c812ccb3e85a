// @ts-check
/** How long to wait before the next attempt. Pure: the random number is an argument. */

export const FIRST_MS = 1000;
export const LONGEST_MS = 15_000;

/**
 * Doubling with full jitter between half and whole, so that a hall of clients does not come back in step.
 * @param {number} failures attempts that failed in a row, from 1
 * @param {number} random in [0, 1)
 * @param {number|null} [retryAfterMs] what the server asked for
 */
export function waitAfter(failures, random, retryAfterMs = null) {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1));
  return Math.max(retryAfterMs ?? 0, Math.round(ceiling * (0.5 + random / 2)));
}

/**
 * @param {number} mean ms
 * @param {number} random in [0, 1)
 * @returns {number} between 0.8 and 1.2 of the mean
 */
export function jittered(mean, random) {
  return Math.round(mean * (0.8 + 0.4 * random));
}

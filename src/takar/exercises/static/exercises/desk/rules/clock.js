// @ts-check
/** The exercise's clock: seconds that ran, by a start that outlives a reload. Pure; times are ms.
 * @typedef {{ran_ms: number, since_ms: number|null}} Clock
 */

/** @type {Clock} */
export const STOPPED = { ran_ms: 0, since_ms: null };

/**
 * @param {Clock} clock
 * @param {number} now
 * @returns {number} whole seconds, never negative even when the device's clock was set back
 */
export function seconds(clock, now) {
  const running = clock.since_ms === null ? 0 : Math.max(0, now - clock.since_ms);
  return Math.floor((clock.ran_ms + running) / 1000);
}

/**
 * @param {Clock} clock
 * @param {number} now
 * @returns {Clock}
 */
export function toggled(clock, now) {
  if (clock.since_ms === null) return { ran_ms: clock.ran_ms, since_ms: now };
  return { ran_ms: clock.ran_ms + Math.max(0, now - clock.since_ms), since_ms: null };
}

/** @param {number} value seconds */
export function minutes(value) {
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  const hours = Math.floor(value / 3600);
  return `${hours ? `${hours}.` : ""}${two(Math.floor(value / 60) % 60)}.${two(value % 60)}`;
}

// @ts-check
/**
 * The server's clock, as this device knows it. Pure: times are arguments.
 *
 * Each exchange says that the server read `server_ms` somewhere between sending and receiving, so the
 * offset (server minus steady local time) lies in [server - received, server - sent]. Intervals are
 * intersected; the shortest round trip decides. The device's own wall clock is never asked: the local
 * time is a steady counter that starts with the page.
 */

/** Offsets older than this no longer bound the estimate: crystals drift about 50 ppm (30 ms in 10 minutes). */
export const KEEP_MS = 600_000;

/** @typedef {{low: number, high: number, at: number}} Bound */

export class ServerClock {
  constructor() {
    /** @type {Bound|null} */
    this.bound = null;
    /** @type {number|null} server time that is certainly past, kept over an offline reload */
    this.floor = null;
    this.floorAt = 0;
  }

  /**
   * @param {number} serverMs
   * @param {number} sent steady ms when the request left
   * @param {number} received steady ms when the answer was here
   */
  sample(serverMs, sent, received) {
    const fresh = { low: serverMs - received, high: serverMs - sent, at: received };
    const old = this.bound;
    if (!old || received - old.at > KEEP_MS) this.bound = fresh;
    else this.bound = narrowed(old, fresh);
  }

  /**
   * After an offline reload only a lower limit is known: the last server time this device has seen.
   * @param {number} serverMs
   * @param {number} steady
   */
  atLeast(serverMs, steady) {
    this.floor = serverMs;
    this.floorAt = steady;
  }

  /** True once the server has answered since the page was loaded. */
  get exact() {
    return this.bound !== null;
  }

  /**
   * @param {number} steady
   * @returns {number|null} server ms, or null when nothing is known
   */
  now(steady) {
    if (this.bound) return steady + (this.bound.low + this.bound.high) / 2;
    return this.floor === null ? null : this.floor + (steady - this.floorAt);
  }
}

/**
 * @param {Bound} old
 * @param {Bound} fresh
 * @returns {Bound} the overlap; the fresh one when they contradict each other (the device slept)
 */
export function narrowed(old, fresh) {
  const low = Math.max(old.low, fresh.low);
  const high = Math.min(old.high, fresh.high);
  if (low > high) return fresh;
  const width = fresh.high - fresh.low;
  return { low, high, at: width <= old.high - old.low ? fresh.at : old.at };
}

/**
 * @param {number|null} deadline server ms
 * @param {number|null} now server ms
 * @returns {number|null} seconds left, never negative
 */
export function secondsLeft(deadline, now) {
  if (deadline === null || deadline === undefined || now === null) return null;
  return Math.max(0, Math.ceil((deadline - now) / 1000));
}

/** Minutes at which the participant is told how much time is left. */
export const WARN_MINUTES = [10, 5, 1];

/**
 * @param {number|null} before seconds left at the previous look
 * @param {number} after seconds left now
 * @returns {number|null} the minute mark that was just passed
 */
export function warningDue(before, after) {
  if (before === null) return null;
  return WARN_MINUTES.findLast((minutes) => before > minutes * 60 && after <= minutes * 60) ?? null;
}

/**
 * @param {number} seconds
 * @returns {string} "1.02.03" or "32.03": Indonesian times are written with dots
 */
export function asClock(seconds) {
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h ? `${h}.${two(m)}.${two(s)}` : `${two(m)}.${two(s)}`;
}

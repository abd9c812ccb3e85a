// @ts-check
/**
 * One tab at a time. The holder of the lock may sit; a second tab says so and offers to take over.
 * Where the page is not a secure context there is no lock manager; then a lease on the shelf does.
 */

const NAME = "takar-exam";
const LEASE_MS = 3000;

/** @typedef {import("../keep/shelf.js").Shelf} Shelf */

export class OneTab {
  /** @param {Shelf} shelf */
  constructor(shelf) {
    this.shelf = shelf;
    this.name = Math.random().toString(36).slice(2);
    this.channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(NAME);
    /** @type {() => void} called when another tab has taken over */
    this.onlost = () => {};
    /** @type {(() => void)|null} */
    this.release = null;
    this.channel?.addEventListener("message", (message) => message.data === "yield" && this.yielded());
  }

  /** @returns {Promise<boolean>} whether this tab may sit now */
  claim() {
    return navigator.locks ? this.request({ ifAvailable: true }) : this.lease(false);
  }

  /** Ask the other tab to stop; take the lock by force if it does not answer (it may be frozen). */
  async takeOver() {
    this.channel?.postMessage("yield");
    if (!navigator.locks) return this.lease(true);
    const soon = new Promise((resolve) => setTimeout(resolve, 1500, false));
    if (await Promise.race([this.request({ ifAvailable: false }), soon])) return true;
    return this.request({ steal: true });
  }

  /**
   * @param {LockOptions} options
   * @returns {Promise<boolean>}
   */
  request(options) {
    return new Promise((resolve) => {
      navigator.locks
        .request(NAME, options, (lock) => {
          resolve(lock !== null);
          if (lock !== null) return new Promise((release) => (this.release = () => release(undefined)));
        })
        .catch(() => this.lost());
    });
  }

  yielded() {
    if (!this.release) return;
    const release = this.release;
    this.lost();
    release();
  }

  /** The page goes away: the next one need not wait for the lease to run out. */
  leave() {
    if (this.shelf.get("tab")?.name === this.name) this.shelf.remove("tab");
  }

  lost() {
    this.release = null;
    this.onlost();
  }

  /**
   * @param {boolean} force
   * @returns {Promise<boolean>}
   */
  async lease(force) {
    const held = this.shelf.get("tab");
    if (!force && held && held.name !== this.name && Date.now() - held.at < LEASE_MS) return false;
    const renew = () => this.shelf.put("tab", { name: this.name, at: Date.now() });
    renew();
    const timer = setInterval(renew, LEASE_MS / 3);
    this.release = () => clearInterval(timer);
    return true;
  }
}

// @ts-check
/** Sends what the sheets' outboxes hold until the server has it; one request at a time in this browser, never giving up. */

import { call, passing } from "./api.js";

const GATHER_MS = 150;
const LONGEST_MS = 15_000;
const LOCK = "takar-asesor-kirim";

/** @typedef {import("./keep/outbox.js").Outbox} Outbox */

export class Sync {
  /**
   * @param {() => Outbox[]} outboxes
   * @param {{onlink: () => void, onrefused: (refusal: any, outbox: Outbox) => void, oncounted: (outbox: Outbox, refused: [number, string][]) => void}} listener
   */
  constructor(outboxes, listener) {
    this.outboxes = outboxes;
    this.listener = listener;
    this.online = true;
    this.signedOut = false;
    this.failures = 0;
    this.busy = false;
    /** @type {Set<string>} sheets that the server will not take from this user */
    this.stuck = new Set();
    /** @type {ReturnType<typeof setTimeout>|undefined} */
    this.timer = undefined;
    this.channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("takar-asesor");
    this.channel?.addEventListener("message", ({ data }) => this.overheard(data));
    window.addEventListener("online", () => this.retry());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.retry());
  }

  /** Something was written. */
  kick() {
    if (!this.failures) this.plan(GATHER_MS);
  }

  retry() {
    this.failures = 0;
    this.stuck.clear();
    this.plan(0);
  }

  /** @param {number} ms */
  plan(ms) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.run(), ms);
  }

  next() {
    return this.outboxes().find((one) => one.waiting.size && !this.stuck.has(one.sheet));
  }

  async run() {
    if (this.busy) return this.plan(GATHER_MS);
    if (!this.next()) return undefined;
    this.busy = true;
    const work = () => this.send();
    try {
      await (navigator.locks ? navigator.locks.request(LOCK, work) : work());
    } finally {
      this.busy = false;
    }
    if (this.next()) this.plan(this.failures ? this.pause() : 0);
    return undefined;
  }

  pause() {
    return Math.min(LONGEST_MS, 1000 * 2 ** (this.failures - 1)) * (0.5 + Math.random() / 2);
  }

  async send() {
    const outbox = this.next();
    if (!outbox) return;
    const entries = outbox.batch();
    const { device } = entries[0];
    const reply = await call("save", { sheet: outbox.sheet, device, entries: entries.map(wire) });
    if (!reply.ok) return this.failed(reply, outbox);
    this.link(true, false);
    const heard = { user: outbox.user, sheet: outbox.sheet, device, acked: reply.body.acked, refused: reply.body.refused };
    this.channel?.postMessage(heard);
    const before = outbox.waiting.size;
    outbox.acknowledge(device, heard.acked, heard.refused);
    if (outbox.waiting.size === before) this.failures += 1; // a gap that only a reload can fill
    this.listener.oncounted(outbox, heard.refused);
  }

  /**
   * @param {{status: number, refusal: any}} reply
   * @param {Outbox} outbox
   */
  failed(reply, outbox) {
    this.failures += 1;
    if (passing(reply)) return this.link(false, this.signedOut);
    if (reply.status === 401 || reply.refusal.code === "STALE_TOKEN") return this.link(true, true);
    this.stuck.add(outbox.sheet);
    this.link(true, false);
    return this.listener.onrefused(reply.refusal, outbox);
  }

  /**
   * @param {boolean} online
   * @param {boolean} signedOut
   */
  link(online, signedOut) {
    if (online && !signedOut) this.failures = 0;
    const changed = online !== this.online || signedOut !== this.signedOut;
    [this.online, this.signedOut] = [online, signedOut];
    if (changed) this.listener.onlink();
  }

  /** @param {any} data another tab was answered */
  overheard(data) {
    const outbox = this.outboxes().find((one) => one.user === data.user && one.sheet === data.sheet);
    outbox?.acknowledge(data.device, data.acked, data.refused);
  }

  /**
   * Resolves true when nothing of the sheet waits any more, false when it cannot be sent now.
   * @param {Outbox} outbox
   */
  async flushed(outbox) {
    for (let attempt = 0; attempt < 40 && outbox.waiting.size; attempt += 1) {
      if (this.failures && attempt > 2) return false;
      this.plan(0);
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
    return outbox.waiting.size === 0;
  }

  /** The page is being closed: one more try that outlives it. Losing it costs nothing. */
  farewell() {
    const outbox = this.next();
    const entries = outbox?.batch().slice(0, 50) ?? [];
    if (outbox && entries.length) void call("save", { sheet: outbox.sheet, device: entries[0].device, entries: entries.map(wire) }, { keepalive: true });
  }
}

/** @param {any} entry */
function wire({ user: _, sheet: __, device: ___, ...entry }) {
  return entry;
}

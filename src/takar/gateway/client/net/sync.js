// @ts-check
/** Sends what the outbox holds until the server has it; one request at a time, never giving up. */

import { call, passing } from "./api.js";
import { jittered, waitAfter } from "../rules/retry.js";

/** @typedef {import("../keep/outbox.js").Outbox} Outbox */
/** @typedef {import("../rules/clock.js").ServerClock} ServerClock */
/** @typedef {import("../types.js").Refusal} Refusal */

/** A click waits this long for company, so that quick changes travel together. */
const GATHER_MS = 250;
const HEARTBEAT_MS = 12_000;
/** A request that outlives its page may be 64 KiB at most. */
const FAREWELL_BYTES = 48 * 1024;

/**
 * @typedef {object} Listener
 * @property {(reply: any, settled: import("../types.js").AnswerEvent[]) => void} onacked after each acknowledgement
 * @property {(reply: any) => void} onbeat      after each heartbeat
 * @property {(online: boolean) => void} onlink when the connection comes or goes
 * @property {(refusal: Refusal, status: number) => void} onrefused the server will not take it: signed out, moved, submitted
 */

export class Sync {
  /**
   * @param {Outbox} outbox
   * @param {ServerClock} clock
   * @param {{sitting: string, device: string}} who
   * @param {Listener} listener
   */
  constructor(outbox, clock, who, listener) {
    Object.assign(this, { outbox, clock, who, listener });
    this.outbox = outbox;
    this.clock = clock;
    this.who = who;
    this.listener = listener;
    this.failures = 0;
    this.online = true;
    /** @type {Refusal|null} why it is not online: no network, or a server that is in trouble and says so */
    this.trouble = null;
    this.stopped = true;
    this.busy = false;
    /** @type {ReturnType<typeof setTimeout>|undefined} */
    this.timer = undefined;
    /** @type {ReturnType<typeof setTimeout>|undefined} */
    this.beatTimer = undefined;
    /** @type {Set<() => void>} */
    this.waiters = new Set();
    this.wake = () => this.retryNow();
  }

  start() {
    this.stopped = false;
    window.addEventListener("online", this.wake);
    this.plan(0);
    this.beatLater(jittered(1500, Math.random()));
  }

  stop() {
    this.stopped = true;
    clearTimeout(this.timer);
    clearTimeout(this.beatTimer);
    window.removeEventListener("online", this.wake);
    this.tell();
  }

  /** A click was recorded. */
  kick() {
    if (this.failures === 0) this.plan(jittered(GATHER_MS, Math.random()));
  }

  retryNow() {
    if (this.stopped) return;
    this.plan(0);
    this.beatLater(jittered(500, Math.random()));
  }

  /** @param {number} ms */
  plan(ms) {
    if (this.stopped || this.busy) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.send(), ms);
  }

  async send() {
    const events = this.outbox.batch();
    if (this.stopped || this.busy || events.length === 0) return;
    this.busy = true;
    const reply = await call("/api/save", { ...this.who, events: events.map(wire) });
    this.busy = false;
    if (this.stopped) return;
    if (reply.ok) this.acknowledged(reply);
    else this.failed(reply);
  }

  /** @param {{body: any, sent: number, received: number}} reply */
  acknowledged(reply) {
    this.up(reply);
    const settled = this.outbox.acknowledge(reply.body.acked, reply.body.received_ms ?? reply.body.server_ms, reply.body.refused);
    this.listener.onacked(reply.body, settled);
    this.tell();
    if (this.outbox.batch().length) this.plan(0);
  }

  /** @param {{status: number, refusal: Refusal, retryAfterMs: number|null}} reply */
  failed(reply) {
    if (!passing(reply)) return this.listener.onrefused(reply.refusal, reply.status);
    this.down(reply.refusal);
    this.plan(waitAfter(this.failures, Math.random(), reply.retryAfterMs));
  }

  /** @param {number} ms */
  beatLater(ms) {
    clearTimeout(this.beatTimer);
    if (!this.stopped) this.beatTimer = setTimeout(() => void this.beat(), ms);
  }

  async beat() {
    const reply = await call("/api/heartbeat", { ...this.who, last_seq: this.outbox.last });
    if (this.stopped) return;
    if (reply.ok) {
      const back = !this.online;
      this.up(reply);
      this.listener.onbeat(reply.body);
      if (back || this.outbox.batch().length) this.plan(0);
    } else if (passing(reply)) this.down(reply.refusal);
    else return this.listener.onrefused(reply.refusal, reply.status);
    this.beatLater(this.online ? jittered(HEARTBEAT_MS, Math.random()) : waitAfter(Math.min(this.failures, 3), Math.random()));
  }

  /** @param {{body: any, sent: number, received: number}} reply */
  up(reply) {
    this.failures = 0;
    this.clock.sample(reply.body.server_ms, reply.sent, reply.received);
    if (!this.online) this.listener.onlink((this.online = true));
  }

  /** @param {Refusal} trouble */
  down(trouble) {
    this.failures += 1;
    this.trouble = trouble;
    if (this.online) this.listener.onlink((this.online = false));
  }

  /**
   * Resolves when everything up to `seq` is acknowledged, or when the sync is stopped.
   * @param {number} seq
   * @returns {Promise<boolean>}
   */
  async flushed(seq) {
    while (!this.stopped && this.outbox.acked < seq) {
      this.plan(this.failures ? 1000 : 0);
      await new Promise((resolve) => this.waiters.add(() => resolve(undefined)));
    }
    return this.outbox.acked >= seq;
  }

  tell() {
    const waiting = [...this.waiters];
    this.waiters.clear();
    waiting.forEach((resume) => resume());
  }

  /** The page is being hidden or closed: one more try that outlives it. Losing it costs nothing. */
  farewell() {
    this.outbox.dry();
    const events = this.outbox.batch(FAREWELL_BYTES);
    if (!this.stopped && events.length) void call("/api/save", { ...this.who, events: events.map(wire) }, { keepalive: true });
  }
}

/** @param {import("../types.js").AnswerEvent} event */
function wire({ seq, epoch, kind, item, value, at_ms }) {
  return { seq, epoch, kind, item, value, at_ms };
}

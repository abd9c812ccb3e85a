// @ts-check
/**
 * Clicks of one sitting on this device, from the click until the server has acknowledged them.
 * Guarantees and counter-examples: docs/rules/outbox.md.
 */

import { gaps } from "../rules/merge.js";

/** @typedef {import("../types.js").AnswerEvent} AnswerEvent */
/** @typedef {import("../types.js").View} View */
/** @typedef {import("./shelf.js").Shelf} Shelf */
/** @typedef {import("./database.js").Database} Database */

/** How many clicks go into one request. */
export const BATCH = 100;
/** And so much of text: the server reads no more than 256 KiB. One answer is never larger than this. */
export const BATCH_BYTES = 160 * 1024;

export class Outbox {
  /**
   * @param {Shelf} shelf
   * @param {Database|null} database
   * @param {View} view
   */
  constructor(shelf, database, view) {
    this.shelf = shelf;
    this.database = database;
    this.sitting = view.sitting;
    this.epoch = view.epoch;
    this.acked = view.last_seq[view.device] ?? 0;
    /** @type {Map<number, AnswerEvent>} every click of this device that it still knows */
    this.events = new Map();
    /** @type {Set<number>} numbers whose database copy is on disk */
    this.durable = new Set();
    /** @type {Set<number>} numbers that a request may have carried: what they say never changes again */
    this.carried = new Set();
    /** @type {Set<number>} numbers of texts that wait until the hand rests */
    this.wet = new Set();
    /** @type {Set<number>} numbers of texts that changed since the database was told */
    this.changed = new Set();
  }

  /**
   * Read both copies back and go on with the next number. What is only on the shelf is copied to the database.
   * @param {number} atMs server time of the view
   * @param {boolean} live false when the view is this device's own copy: then later acknowledgements are remembered here
   * @returns {Promise<void>}
   */
  async restore(atMs, live) {
    for (const event of (await this.database?.events(this.sitting).catch(() => [])) ?? []) {
      this.events.set(event.seq, event);
      this.durable.add(event.seq);
    }
    for (const key of this.shelf.keys(this.prefix())) {
      const event = this.shelf.get(key);
      if (event && !this.events.get(event.seq)?.received_ms) this.events.set(event.seq, event);
    }
    for (const seq of this.events.keys()) this.carried.add(seq);
    while (!live && this.events.get(this.acked + 1)?.received_ms) this.acked += 1;
    this.fillGaps();
    const settled = this.settle(atMs);
    await this.copy([...this.events.values()].filter((event) => settled.includes(event) || !this.durable.has(event.seq)));
  }

  /**
   * What the server already reported as received, although its acknowledgement never arrived here.
   * @param {number} atMs
   * @returns {AnswerEvent[]} everything at or below the acknowledged number
   */
  settle(atMs) {
    const settled = [...this.events.values()].filter((event) => event.seq <= this.acked);
    for (const event of settled) event.received_ms ??= atMs;
    return settled;
  }

  /**
   * A new view of the same sitting: another login, a restart, a restored server.
   * @param {View} view
   */
  agree(view) {
    this.epoch = view.epoch;
    this.acked = view.last_seq[view.device] ?? 0;
    this.fillGaps();
    void this.copy(this.settle(view.server_ms));
  }

  /** The highest number this device has given out. */
  get last() {
    return Math.max(this.acked, this.shelf.get(`seq.${this.sitting}`) ?? 0, ...this.events.keys());
  }

  /**
   * Number a click and keep it. Returns after the synchronous copy is made.
   * @param {AnswerEvent["kind"]} kind
   * @param {string} item
   * @param {string|boolean|null} value
   * @param {number} atMs
   * @returns {{event: AnswerEvent, kept: boolean}} `kept` is false when only memory has it
   */
  record(kind, item, value, atMs) {
    const event = this.numbered(this.last + 1, kind, item, value, atMs);
    this.events.set(event.seq, event);
    const kept = this.shelf.put(this.prefix() + event.seq, event);
    this.shelf.put(`seq.${this.sitting}`, event.seq);
    void this.copy([event]);
    return { event, kept };
  }

  /**
   * A keystroke in a text. While no request has carried the last answer to this item, the new text takes its place
   * under the same number: an hour of writing without a network is one answer and not a thousand.
   * @param {string} item
   * @param {string|null} value
   * @param {number} atMs
   * @returns {{event: AnswerEvent, kept: boolean}}
   */
  write(item, value, atMs) {
    const known = this.newest(item);
    const open = known && known.seq > this.acked && known.epoch === this.epoch && !this.carried.has(known.seq);
    const event = open ? { ...known, value, at_ms: Math.round(atMs) } : this.numbered(this.last + 1, "answer", item, value, atMs);
    this.events.set(event.seq, event);
    this.changed.add(event.seq);
    if (!open) this.wet.add(event.seq); // one that is on its way out takes the new text along
    const kept = this.shelf.put(this.prefix() + event.seq, event);
    if (!open) this.shelf.put(`seq.${this.sitting}`, event.seq);
    return { event, kept };
  }

  /** Texts are as they are for now: to the database with them, and into the next request. */
  dry() {
    const written = [...this.changed].flatMap((seq) => this.events.get(seq) ?? []);
    this.wet.clear();
    this.changed.clear();
    void this.copy(written);
  }

  /** @param {string} item @returns {AnswerEvent|null} the last answer to it that this device knows */
  newest(item) {
    let newest = null;
    for (const event of this.events.values())
      if (event.kind === "answer" && event.item === item && event.seq > (newest?.seq ?? 0)) newest = event;
    return newest;
  }

  /**
   * @param {number} seq
   * @param {AnswerEvent["kind"]} kind
   * @param {string} item
   * @param {string|boolean|null} value
   * @param {number} atMs
   * @returns {AnswerEvent}
   */
  numbered(seq, kind, item, value, atMs) {
    return { sitting: this.sitting, seq, epoch: this.epoch, kind, item, value, at_ms: Math.round(atMs), received_ms: null };
  }

  /** @returns {AnswerEvent[]} what the server has not acknowledged, oldest first */
  pending() {
    return [...this.events.values()].filter((event) => event.seq > this.acked).sort((a, b) => a.seq - b.seq);
  }

  /**
   * The next request: in order, up to a text that is still being written.
   * @param {number} [bytes]
   * @returns {AnswerEvent[]}
   */
  batch(bytes = BATCH_BYTES) {
    const waiting = this.pending();
    const wet = waiting.findIndex((event) => this.wet.has(event.seq));
    const ready = fitting(wet < 0 ? waiting : waiting.slice(0, wet), bytes);
    for (const event of ready) this.carried.add(event.seq);
    return ready;
  }

  /** @returns {Set<string>} items with a click that is not acknowledged */
  unsentItems() {
    return new Set(this.pending().map((event) => event.item));
  }

  /** @returns {Set<string>} items that were answered or cleared here under the present login */
  touched() {
    const own = [...this.events.values()].filter((event) => event.kind === "answer" && event.epoch >= this.epoch);
    return new Set(own.map((event) => event.item));
  }

  /**
   * The server has everything up to `acked`. Only now may the shelf's copies go, and each only when the
   * database's copy is on disk.
   * @param {number} acked
   * @param {number} receivedMs server time
   * @param {{seq: number, code: string}[]} refused
   * @returns {AnswerEvent[]} what was waiting until now
   */
  acknowledge(acked, receivedMs, refused = []) {
    const codes = new Map(refused.map((one) => [one.seq, one.code]));
    const settled = this.pending().filter((event) => event.seq <= acked);
    this.acked = Math.max(this.acked, acked);
    for (const event of settled) {
      event.received_ms = receivedMs;
      event.refused = codes.get(event.seq) ?? null;
      this.shelf.put(this.prefix() + event.seq, event);
    }
    this.fillGaps();
    void this.copy(settled);
    return settled;
  }

  /**
   * A number that storage lost stands in the way of every later acknowledgement. Repeating an older
   * click under that number changes nothing: the later numbers decide.
   */
  fillGaps() {
    const waiting = this.pending();
    for (const seq of gaps(this.acked, waiting.map((event) => event.seq))) {
      const [next] = waiting.filter((event) => event.seq > seq);
      const filler = this.numbered(seq, next.kind, next.item, next.value, next.at_ms);
      this.events.set(seq, { ...filler, epoch: next.epoch });
      this.shelf.put(this.prefix() + seq, this.events.get(seq));
    }
  }

  /** @param {AnswerEvent[]} events */
  async copy(events) {
    if (!this.database || events.length === 0) return;
    try {
      await this.database.putEvents(events.map((event) => ({ ...event })));
    } catch {
      return; // the shelf keeps its copies
    }
    for (const event of events) {
      if (this.events.get(event.seq) === event) this.durable.add(event.seq);
      if (event.seq <= this.acked && event.received_ms !== null) this.shelf.remove(this.prefix() + event.seq);
    }
  }

  /** Forget this sitting. Refuses while anything is not acknowledged. */
  async erase() {
    if (this.pending().length) return false;
    for (const key of [...this.shelf.keys(this.prefix()), `seq.${this.sitting}`]) this.shelf.remove(key);
    await this.database?.erase(this.sitting).catch(() => undefined);
    this.events.clear();
    return true;
  }

  prefix() {
    return `event.${this.sitting}.`;
  }
}

/**
 * As many as go into one request; the first one always does.
 * @param {AnswerEvent[]} events
 * @param {number} bytes
 */
function fitting(events, bytes) {
  const limit = events.slice(0, BATCH);
  let left = bytes;
  const full = limit.findIndex((event) => (left -= sizeOf(event)) < 0);
  return full < 0 ? limit : limit.slice(0, Math.max(1, full));
}

const utf8 = new TextEncoder();

/** @param {AnswerEvent} event @returns {number} bytes on the wire, about */
function sizeOf(event) {
  return typeof event.value === "string" && event.value.length > 64 ? utf8.encode(JSON.stringify(event.value)).length + 150 : 200;
}

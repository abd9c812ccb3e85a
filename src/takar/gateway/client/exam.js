// @ts-check
/** One sitting on this device: what is on the screen, what was chosen, what the server has. */

import { Outbox } from "./keep/outbox.js";
import { Sync } from "./net/sync.js";
import { Pen } from "./pen.js";
import { call, passing } from "./net/api.js";
import { latest, merge, setFlag } from "./rules/merge.js";
import { secondsLeft } from "./rules/clock.js";
import { say } from "./text/text.js";
import { countUp, firstWhere } from "./rules/progress.js";
import { places } from "./rules/writing.js";

/** @typedef {import("./types.js").View} View */
/** @typedef {import("./types.js").Section} Section */
/** @typedef {import("./types.js").Refusal} Refusal */
/** @typedef {import("./app.js").App} App */
/** @typedef {"none"|"kept"|"received"|"unsent"|"memory"|"refused"} LampState */

export class Exam extends EventTarget {
  /**
   * @param {App} app
   * @param {View} view
   */
  constructor(app, view) {
    super();
    this.app = app;
    this.view = view;
    this.outbox = new Outbox(app.shelf, app.database, view);
    this.sync = new Sync(this.outbox, app.clock, { sitting: view.sitting, device: view.device }, {
      onacked: (reply, settled) => this.acknowledged(reply, settled),
      onbeat: (reply) => this.beat(reply),
      onlink: () => this.changed("link"),
      onrefused: (refusal, status) => void this.refused(refusal, status),
    });
    this.pen = new Pen(this);
    /** @type {Section|null} */
    this.section = null;
    /** @type {import("./types.js").Item[]} where the open section is answered */
    this.items = [];
    this.position = 0;
    this.code = view.code ?? "";
    /** @type {Set<number>} numbers that only memory holds */
    this.fragile = new Set();
    this.answers = new Map();
    this.flags = new Set();
    /** @type {Map<number, import("./types.js").Sentence>} why the server did not count a click, by its number */
    this.reasons = new Map();
    this.seat = view.participant.seat;
  }

  /**
   * @param {App} app
   * @param {View} view
   * @param {boolean} live whether the server has just sent it
   */
  static async open(app, view, live) {
    const exam = new Exam(app, view);
    await exam.outbox.restore(view.server_ms, live);
    exam.remerge();
    exam.sync.start();
    return exam;
  }

  remerge() {
    const { answers, flags } = merge(this.view, this.outbox.events.values());
    this.answers = answers;
    this.flags = flags;
  }

  /**
   * A newer view of this sitting from the server.
   * @param {View} view
   */
  adopt(view) {
    const moved = view.section !== this.view.section;
    this.view = view;
    this.code = view.code ?? this.code;
    this.seat = view.participant.seat;
    if (moved) this.open(null);
    this.outbox.agree(view);
    this.remerge();
    this.changed("change");
  }

  /**
   * The open section with its items: from this device if it was loaded before, so that the exam opens offline.
   * @returns {Promise<Refusal|null>} null when it is there
   */
  async load() {
    const index = this.view.section ?? 0;
    if (this.section) return null;
    const kept = await this.app.database?.section(this.view.sitting, index).catch(() => null);
    if (kept) this.open(kept);
    else {
      const reply = await call(`/api/section/${index}`);
      if (!reply.ok) return reply.refusal;
      this.open(reply.body);
      await this.app.database?.putSection(this.view.sitting, index, reply.body).catch(() => undefined);
    }
    const left = this.app.shelf.get(`position.${this.view.sitting}`);
    const open = Math.max(0, firstWhere(this.items, (item) => !this.answers.has(item.id)));
    this.position = left?.section === index ? Math.min(left.index, this.items.length - 1) : open;
    this.keepPosition();
    return null;
  }

  /** @param {Section|null} section */
  open(section) {
    this.section = section;
    this.items = places(section?.items ?? []);
  }

  get item() {
    return this.items[this.position];
  }

  /** @param {number} index */
  goTo(index) {
    this.position = Math.max(0, Math.min(index, this.items.length - 1));
    this.keepPosition();
    this.changed("move");
  }

  keepPosition() {
    this.app.shelf.put(`position.${this.view.sitting}`, { section: this.view.section, index: this.position });
  }

  /**
   * @param {string} item
   * @param {string} option
   */
  choose(item, option) {
    if (this.answers.get(item) === option && this.lamp(item) !== "refused") return;
    this.answers.set(item, option);
    this.keep("answer", item, option);
  }

  /**
   * Take an answer back: a click like any other.
   * @param {string} item
   * @returns {boolean} whether there was one
   */
  clear(item) {
    if (!this.answers.delete(item)) return false;
    this.keep("answer", item, null);
    return true;
  }

  /** @param {string} item */
  toggleFlag(item) {
    const on = !this.flags.has(item);
    setFlag(this.flags, item, on);
    this.keep("flag", item, on);
    return on;
  }

  /**
   * @param {"answer"|"flag"} kind
   * @param {string} item
   * @param {string|boolean|null} value
   */
  keep(kind, item, value) {
    const { event, kept } = this.outbox.record(kind, item, value, this.app.now() ?? this.view.server_ms);
    if (!kept) this.fragile.add(event.seq);
    this.sync.kick();
    this.changed("change");
  }

  /**
   * @param {string} item
   * @returns {LampState}
   */
  lamp(item) {
    const event = this.newest(item);
    if (!this.answers.has(item) && event?.value !== null) return "none";
    if (event?.refused) return "refused";
    if (!event || event.seq <= this.outbox.acked) return "received";
    if (this.fragile.has(event.seq) && !this.outbox.durable.has(event.seq)) return "memory";
    return this.sync.online ? "kept" : "unsent";
  }

  /**
   * When the server received the answer now shown, if this device knows it.
   * @param {string} item
   * @returns {number|null}
   */
  receivedAt(item) {
    const event = latest(this.outbox.events.values(), "answer").get(item);
    return event && event.value === (this.answers.get(item) ?? null) ? event.received_ms : null;
  }

  /** @param {string} item */
  newest(item) {
    return this.outbox.newest(item);
  }

  /**
   * @param {string} item
   * @returns {string} why its last click does not count, in words
   */
  why(item) {
    const event = this.newest(item);
    return say(this.reasons.get(event?.seq ?? 0)) || event?.refused || "";
  }

  counts() {
    return countUp(this.items.map((item) => item.id), this.answers, this.flags, this.outbox.unsentItems());
  }

  /** @returns {{section: number|null, total: number|null, exact: boolean}} seconds left by the server's clock */
  timeLeft() {
    const now = this.app.now();
    return {
      section: secondsLeft(this.view.section_deadline_ms, now),
      total: secondsLeft(this.view.deadline_ms, now),
      exact: this.app.clock.exact,
    };
  }

  /**
   * @param {any} reply
   * @param {import("./types.js").AnswerEvent[]} settled
   */
  acknowledged(reply, settled) {
    if (reply.superseded) this.app.moved();
    // What an earlier login left behind may have changed the answer that counts: only the server knows.
    else if (settled.some((event) => event.epoch < this.view.epoch)) void this.app.refresh();
    this.code = reply.code ?? this.code;
    for (const one of reply.refused ?? []) this.reasons.set(one.seq, one);
    this.deadlines(reply);
    this.changed("change");
  }

  /** @param {any} reply */
  beat(reply) {
    this.deadlines(reply);
    for (const notice of reply.notices ?? []) this.notice(notice);
    if (reply.seat && reply.seat !== this.seat) this.changed("seat", (this.seat = reply.seat));
    if (reply.state !== "sitting" || reply.section !== this.view.section) void this.app.refresh();
  }

  /** @param {{id: string, en: string, at_ms: number}} notice */
  notice(notice) {
    const seen = `notice.${this.view.sitting}`;
    if (notice.at_ms <= (this.app.shelf.get(seen) ?? 0)) return;
    this.app.shelf.put(seen, notice.at_ms);
    this.changed("notice", notice);
  }

  /** @param {any} reply */
  deadlines(reply) {
    const { deadline_ms, section_deadline_ms } = reply;
    if (deadline_ms === undefined) return;
    const moved = deadline_ms !== this.view.deadline_ms || section_deadline_ms !== this.view.section_deadline_ms;
    this.view = { ...this.view, deadline_ms, section_deadline_ms };
    if (moved) this.app.keepView(this.view);
  }

  /**
   * @param {Refusal} refusal
   * @param {number} status
   */
  async refused(refusal, status) {
    if (refusal.code === "SEAT_TAKEN_OVER") return this.app.moved();
    if (status === 401 || status === 403) return this.app.signedOut(refusal);
    this.sync.failures += 1;
    await this.app.refresh();
    if (this.outbox.pending().length) this.sync.plan(3000);
    this.sync.beatLater(6000);
  }

  /**
   * Ask until the network lets the question through.
   * @param {string} path
   * @param {() => unknown} body
   * @returns {Promise<import("./net/api.js").Reply<any>>} the first answer that is not just "no network"
   */
  async insist(path, body) {
    for (let wait = 500; ; wait = Math.min(wait * 2, 8000)) {
      const reply = await call(path, body());
      if (reply.ok || !passing(reply)) return reply;
      this.sync.down(reply.refusal);
      await new Promise((resolve) => setTimeout(resolve, wait * (0.5 + Math.random() / 2)));
    }
  }

  /** Where the server should find everything: the body of section change and submission. */
  mark() {
    return { sitting: this.view.sitting, device: this.view.device, last_seq: this.outbox.last };
  }

  /**
   * @param {string} type
   * @param {any} [detail]
   */
  changed(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

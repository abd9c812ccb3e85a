// @ts-check
/** Which screen is shown, and why. Every decision follows the server's view; offline, this device's copy of it. */

import { openDatabase } from "./keep/database.js";
import { openShelf } from "./keep/shelf.js";
import { call, passing } from "./net/api.js";
import { OneTab } from "./net/tabs.js";
import { ServerClock } from "./rules/clock.js";
import { Stage } from "./stage.js";
import { Exam } from "./exam.js";
import { useZone } from "./text/text.js";
import { login } from "./screens/login.js";
import { briefing, confirm, waiting } from "./screens/before.js";
import { sitting } from "./screens/sitting.js";
import { result } from "./screens/result.js";
import { booting, movedAway, otherTab, signedOut } from "./screens/notices.js";

/** @typedef {import("./types.js").View} View */
/** @typedef {import("./types.js").Refusal} Refusal */
/** @typedef {import("./keep/database.js").Database} Database */
/** @typedef {(app: App, ...rest: any[]) => (void|(() => void))} Screen a function that draws; it may return its tidying up */

/** Screens of a running sitting: a new view of the same section does not replace them. */
const WORKING = new Set(["sitting", "review", "sending"]);

export class App {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.shelf = openShelf();
    this.clock = new ServerClock();
    this.stage = new Stage(this.shelf, root);
    this.tab = new OneTab(this.shelf);
    /** @type {Database|null} */
    this.database = null;
    /** @type {View|null} */
    this.view = null;
    /** @type {Exam|null} */
    this.exam = null;
    this.screen = "";
    this.device = "";
    /** @type {(() => void)|void} */
    this.tidy = undefined;
  }

  async boot() {
    this.go(booting);
    this.database = await openDatabase();
    await this.nameDevice();
    this.tab.onlost = () => this.lostTab();
    if (await this.tab.claim()) return this.enter();
    this.go(otherTab, false);
  }

  /** This tab may sit: ask the server where we are; without it, go on from what the device kept. */
  async enter() {
    this.recallClock();
    const reply = await call("/api/state", undefined, { timeoutMs: 4000 });
    if (reply.ok) return this.received(reply);
    const kept = await this.keptView();
    if (passing(reply) && kept) return this.take(kept, false);
    if (passing(reply)) return this.go(booting, true);
    this.go(login);
  }

  /** @returns {Promise<View|null>} the last view of the sitting that was open here */
  async keptView() {
    const current = this.shelf.get("current");
    if (!current) return (await this.database?.newestView().catch(() => null)) ?? null;
    return (await this.database?.view(current).catch(() => null)) ?? this.shelf.get("view");
  }

  /**
   * @param {{body: View, sent: number, received: number}} reply
   */
  received(reply) {
    this.clock.sample(reply.body.server_ms, reply.sent, reply.received);
    return this.take(reply.body, true);
  }

  /** Ask again; a missing network changes nothing. */
  async refresh() {
    const reply = await call("/api/state");
    if (reply.ok) await this.received(reply);
    else if (reply.refusal.code === "SEAT_TAKEN_OVER") this.moved();
    else if (reply.status === 401) this.signedOut(reply.refusal);
    return reply;
  }

  /**
   * Follow a view.
   * @param {View} view
   * @param {boolean} live whether the server has just sent it
   */
  async take(view, live) {
    const before = this.view;
    this.view = view;
    useZone(view.assessment.zone);
    if (live) this.keepView(view);
    if (view.superseded) return this.superseded(view, live);
    if (view.state === "sitting") return this.work(view, before, live);
    if (view.state === "submitted") return this.finished(view, live);
    this.prepare(view);
  }

  /**
   * Another device has the seat: lock, but send what is left here.
   * @param {View} view
   * @param {boolean} live
   */
  async superseded(view, live) {
    if (this.exam?.view.sitting !== view.sitting) await this.openExam(view, live);
    this.moved();
  }

  /**
   * @param {View} view
   * @param {View|null} before
   * @param {boolean} live
   */
  async work(view, before, live) {
    const same = this.exam?.view.sitting === view.sitting;
    if (!same) await this.openExam(view, live);
    else this.exam?.adopt(view);
    const stay = same && WORKING.has(this.screen) && before?.section === view.section;
    if (!stay) this.go(sitting);
  }

  /**
   * @param {View} view
   * @param {boolean} live
   */
  async openExam(view, live) {
    this.exam?.sync.stop();
    this.exam = await Exam.open(this, view, live);
  }

  /**
   * @param {View} view
   * @param {boolean} live
   */
  async finished(view, live) {
    if (this.exam?.view.sitting !== view.sitting) await this.openExam(view, live);
    else this.exam.adopt(view);
    if (this.screen !== "result") this.go(result);
  }

  /** @param {View} view */
  prepare(view) {
    const step = this.shelf.get(`step.${view.sitting}`);
    if (this.screen === "waiting" || this.screen === "briefing") return;
    if (!step) this.go(confirm);
    else if (step === "confirmed") this.go(briefing);
    else this.go(waiting);
  }

  /**
   * Show a screen and tidy up after the one before.
   * @param {Screen} screen
   * @param {...any} rest
   */
  go(screen, ...rest) {
    this.tidy?.();
    this.tidy = undefined;
    if (screen !== sitting) this.stage.tell(null);
    this.screen = screen.name;
    this.stage.redraw = () => this.go(screen, ...rest);
    this.tidy = screen(this, ...rest);
  }

  /** @returns {number|null} the server's clock in ms, or a lower limit of it, or null */
  now() {
    return this.clock.now(performance.now());
  }

  recallClock() {
    const floor = this.shelf.get("clock");
    if (floor) this.clock.atLeast(floor, performance.now());
  }

  rememberClock() {
    const now = this.now();
    if (now !== null) this.shelf.put("clock", Math.floor(now));
  }

  /** @param {View} view */
  keepView(view) {
    this.shelf.put("current", view.sitting);
    this.shelf.put("view", view);
    void this.database?.putView(view).catch(() => undefined);
  }

  /** This browser's name, made once. Kept twice: after a power cut the shelf may lack its last seconds. */
  async nameDevice() {
    const stored = await this.database?.device().catch(() => null);
    this.device = stored ?? this.shelf.get("device") ?? drawnName();
    this.shelf.put("device", this.device);
    if (!stored) await this.database?.putDevice(this.device).catch(() => undefined);
  }

  /** Another device has the seat. What is left here is still sent; the server merges it by its own number. */
  moved() {
    if (this.screen !== "movedAway") this.go(movedAway);
  }

  /** @param {Refusal} refusal */
  signedOut(refusal) {
    this.exam?.sync.stop();
    if (this.screen !== "signedOut" && this.screen !== "login") this.go(signedOut, refusal);
  }

  lostTab() {
    this.exam?.sync.stop();
    this.exam = null;
    this.view = null;
    this.go(otherTab, true);
  }

  /** Forget a finished sitting on this device. @param {string} sittingId */
  async erase(sittingId) {
    const outbox = this.exam?.view.sitting === sittingId ? this.exam.outbox : null;
    if (outbox && !(await outbox.erase())) return false;
    this.exam?.sync.stop();
    if (!outbox) await this.database?.erase(sittingId).catch(() => undefined);
    for (const key of ["position", "notice", "step", "nonce", "seq"]) this.shelf.remove(`${key}.${sittingId}`);
    for (const key of this.shelf.keys(`event.${sittingId}.`)) this.shelf.remove(key);
    for (const key of ["current", "view", "clock"]) this.shelf.remove(key);
    this.exam = null;
    this.view = null;
    return true;
  }
}

/** @returns {string} 16 letters and digits from the browser's random numbers */
function drawnName() {
  const letters = "abcdefghijkmnpqrstuvwxyz23456789";
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => letters[byte % 32]).join("");
}

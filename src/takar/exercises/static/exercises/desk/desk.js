// @ts-check
/** The page as a whole: who is signed in, his sheets, which screen is shown. */

import { call } from "./api.js";
import { openDatabase } from "./keep/database.js";
import { Outbox } from "./keep/outbox.js";
import { Shelf } from "./keep/shelf.js";
import { leaveDialog } from "./parts/leaving.js";
import { SheetScreen } from "./screens/sheet.js";
import { TodayScreen } from "./screens/today.js";
import { Sync } from "./sync.js";
import { language, t } from "./text/text.js";

/** @typedef {import("./rules/due.js").Line} Line */

const random = () => Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, "0")).join("");

export class Desk {
  /** @param {HTMLElement} place */
  constructor(place) {
    this.place = place;
    this.shelf = new Shelf();
    this.device = random();
    /** @type {import("./keep/database.js").Database|null} */
    this.database = null;
    this.user = "";
    /** @type {any} what `today` said last */
    this.list = null;
    this.stale = true;
    this.offset = 0;
    /** @type {Map<string, Outbox>} */
    this.outboxes = new Map();
    /** @type {any} */
    this.screen = null;
    /** @type {{kind: string, text: string}|null} */
    this.notice = null;
    this.sync = new Sync(() => [...this.outboxes.values()], {
      onlink: () => this.linkChanged(),
      onrefused: (refusal, outbox) => this.refused(refusal, outbox),
      oncounted: (outbox, refused) => this.counted(outbox, refused),
    });
  }

  async start() {
    document.documentElement.lang = language();
    // Held while this page lives: other tabs leave its drafts alone.
    if (navigator.locks) void navigator.locks.request(`takar-asesor:${this.device}`, () => new Promise(() => undefined));
    this.database = await openDatabase();
    await this.signedIn(await call("today"));
    window.addEventListener("hashchange", () => this.route());
    window.addEventListener("storage", ({ key, newValue }) => this.outboxes.forEach((one) => one.overheard(key, newValue)));
    window.addEventListener("pagehide", () => this.farewell());
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && this.settle());
    this.route();
    this.sync.plan(0);
    setInterval(() => void this.refresh(), 60_000);
  }

  now() {
    return Date.now() + this.offset;
  }

  /** @returns {Promise<Set<string>>} devices of open pages of this browser */
  async alive() {
    const held = (await navigator.locks?.query())?.held ?? [];
    return new Set(held.map((one) => one.name?.replace("takar-asesor:", "") ?? ""));
  }

  /** @param {import("./api.js").Reply} reply to `today` */
  async signedIn(reply) {
    if (reply.ok) {
      this.offset = reply.body.server_ms - Date.now();
      if (this.shelf.get("user") !== reply.body.user) await this.another(reply.body.user);
      this.list = reply.body;
      this.stale = false;
      this.shelf.put("user", this.list.user);
      void this.database?.write(({ lists }) => lists.put(this.list)).catch(() => undefined);
    } else {
      this.user = this.shelf.get("user") ?? "";
      this.list ??= (await this.database?.get("lists", this.user).catch(() => null)) ?? null;
      this.stale = true;
      this.sync.link(reply.status !== 0, reply.status === 401);
    }
    if (this.list && this.user !== this.list.user) this.user = this.list.user;
    await this.openWaiting();
  }

  /** Somebody else signs in here: what the one before left goes, unless the server lacks it. @param {string} user */
  async another(user) {
    const before = this.shelf.get("user");
    this.outboxes.clear();
    this.user = user;
    this.list = null;
    if (before && this.unsentOf(before) === 0) await this.wipe(before);
  }

  /** @param {string} user how many entries and drafts of his wait on the shelf */
  unsentOf(user) {
    return this.shelf.keys(`${user}:e:`).length + this.shelf.keys(`${user}:d:`).length;
  }

  /** Names of others with entries on this device. */
  others() {
    const users = new Set(this.shelf.keys("").filter((key) => /:[ed]:/.test(key)).map((key) => key.split(":")[0]));
    return [...users].filter((one) => one !== this.user).map((who) => ({ who, n: this.unsentOf(who) }));
  }

  /** @param {string} user */
  async wipe(user) {
    for (const key of this.shelf.keys(`${user}:`)) this.shelf.remove(key);
    await this.database?.eraseUser(user).catch(() => undefined);
  }

  /** Sheets with anything unsent are sent whichever screen is open. */
  async openWaiting() {
    const stored = (await this.database?.all("entries").catch(() => [])) ?? [];
    const shelved = this.shelf.keys(`${this.user}:`).filter((key) => /:[ed]:/.test(key)).map((key) => key.split(":")[2]);
    const sheets = new Set([...stored.filter((one) => one.user === this.user).map((one) => one.sheet), ...shelved]);
    for (const sheet of sheets) await this.outbox(sheet);
  }

  /** @param {string} sheet */
  async outbox(sheet) {
    const known = this.outboxes.get(sheet);
    if (known) return known;
    const made = new Outbox(this, sheet);
    this.outboxes.set(sheet, made);
    await made.restore();
    made.onchange = () => this.changed(made);
    return made;
  }

  /** @param {Outbox} outbox */
  changed(outbox) {
    if (outbox.waiting.size) this.sync.kick();
    this.screen?.update();
  }

  get unsent() {
    return [...this.outboxes.values()].reduce((sum, one) => sum + one.waiting.size + one.drafts.size, 0);
  }

  linkChanged() {
    if (this.sync.online && !this.sync.signedOut && this.stale) void this.refresh();
    this.screen?.update();
  }

  async refresh() {
    if (document.visibilityState === "hidden") return;
    await this.signedIn(await call("today"));
    this.screen?.update();
  }

  /**
   * @param {any} refusal
   * @param {Outbox} outbox
   */
  refused(refusal, outbox) {
    this.tell("danger", language() === "en" ? refusal.en : refusal.id);
    this.screen?.reload?.(outbox.sheet);
  }

  /**
   * @param {Outbox} outbox
   * @param {[number, string][]} refused
   */
  counted(outbox, refused) {
    for (const [, code] of refused) this.tell("warning", code === "SHEET_LOCKED" ? t("lateEntry") : t("refusedEntry", { code }));
    if (refused.length) this.screen?.reload?.(outbox.sheet);
    this.screen?.update();
  }

  /**
   * @param {string} kind
   * @param {string} text
   */
  tell(kind, text) {
    this.notice = { kind, text };
    this.screen?.update();
  }

  route() {
    const name = decodeURIComponent(location.hash.slice(1));
    this.settle();
    this.screen?.close();
    this.notice = null;
    const leaving = name === "keluar";
    this.screen = name && !leaving ? new SheetScreen(this, name) : new TodayScreen(this);
    this.place.replaceChildren(this.screen.root);
    this.screen.opened();
    if (leaving) void leaveDialog(this);
  }

  settle() {
    this.outboxes.forEach((one) => one.settleDrafts());
  }

  farewell() {
    this.settle();
    this.sync.farewell();
  }
}

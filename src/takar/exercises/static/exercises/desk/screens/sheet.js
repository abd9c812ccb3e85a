// @ts-check
/** One sheet: notes on one side, what they are evidence for and the rating on the other. */

import { call } from "../api.js";
import { h, isText } from "../dom.js";
import { bar, banners } from "../parts/bar.js";
import { ClockPart } from "../parts/clock.js";
import { helpDialog } from "../parts/help.js";
import { lockDialog } from "../parts/locking.js";
import { MaterialPart } from "../parts/material.js";
import { NotesPart } from "../parts/notes.js";
import { RatingPart } from "../parts/rating.js";
import { command } from "../rules/keys.js";
import { done, evidence, missing, notes, NO_EVIDENCE, value as valueOf } from "../rules/sheet.js";
import { decimal, hour, language, said, t } from "../text/text.js";

export class SheetScreen {
  /**
   * @param {import("../desk.js").Desk} desk
   * @param {string} id
   */
  constructor(desk, id) {
    this.desk = desk;
    this.id = id;
    /** @type {import("../keep/outbox.js").Outbox|null} */
    this.outbox = null;
    this.dimension = 0;
    this.indicator = "";
    this.note = "";
    this.gone = false;
    /** @type {any[]} */
    this.parts = [];
    this.banners = h("div.banners");
    this.live = h("p.live", { role: "status", "aria-live": "polite" });
    this.content = h("div.sheet-wait", {}, h("h1", {}, t("app")), h("p", {}, t("loading")));
    this.bar = bar(desk, [h("a.back", { href: "#" }, "‹ ", t("back"))]);
    this.main = h("main.sheet", { id: "isi" }, this.banners, this.content, this.live);
    this.root = h("div.screen", {}, this.bar.root, this.main);
    this.onkey = (/** @type {KeyboardEvent} */ event) => this.key(event);
  }

  opened() {
    document.addEventListener("keydown", this.onkey);
    void this.load();
  }

  close() {
    this.gone = true;
    document.removeEventListener("keydown", this.onkey);
    this.parts.forEach((part) => part.close?.());
    if (this.locked && this.outbox && !this.outbox.waiting.size) void this.forget();
  }

  /** A locked sheet that the server has whole leaves this device. */
  async forget() {
    const { outbox } = this;
    this.desk.outboxes.delete(this.id);
    if (outbox) {
      outbox.onchange = () => undefined;
      await outbox.erase();
    }
  }

  async load() {
    const outbox = await this.desk.outbox(this.id);
    if (this.gone) return;
    this.outbox = outbox;
    if (outbox.about) this.show();
    const reply = await call(`sheet/${this.id}`);
    if (this.gone) return;
    if (reply.ok) {
      outbox.learn(reply.body);
      if (!this.parts.length) this.show();
      if (this.locked && !outbox.waiting.size) void outbox.erase();
    } else if (reply.status === 404) this.absent(language() === "en" ? reply.refusal.en : reply.refusal.id);
    else {
      this.desk.sync.link(reply.status !== 0, reply.status === 401);
      if (!outbox.about) this.absent(t("notThere"));
    }
    this.update();
  }

  /** @param {string} sheet */
  async reload(sheet) {
    if (sheet !== this.id) return;
    const reply = await call(`sheet/${this.id}`);
    if (reply.ok) this.outbox?.learn(reply.body);
  }

  /** @param {string} text */
  absent(text) {
    this.content.replaceChildren(h("h1", {}, t("app")), h("p", { role: "alert" }, text),
      h("button.btn", { onclick: () => void this.load() }, t("again")), " ", h("a.btn", { href: "#" }, t("back")));
  }

  get form() {
    return this.outbox?.about.form;
  }

  get current() {
    return this.form.dimensions[this.dimension];
  }

  get state() {
    if (!this.outbox) throw new Error("not loaded");
    return this.outbox.state;
  }

  get locked() {
    return this.outbox !== null && this.outbox.state.locked_ms !== null;
  }

  show() {
    const about = this.outbox?.about;
    document.title = `${about.number} ${about.name} · Takar`;
    const zone = this.desk.list?.zone ?? "WIB";
    const when = about.starts_ms ? `${hour(about.starts_ms, zone)}${about.ends_ms ? `–${hour(about.ends_ms, zone)}` : ""}` : "";
    const clock = new ClockPart(this);
    const notesPart = new NotesPart(this, clock);
    const rating = new RatingPart(this);
    const material = new MaterialPart(this);
    this.parts = [clock, notesPart, rating, material];
    [this.clock, this.notes, this.rating] = [clock, notesPart, rating];
    const heading = h("div.who", {}, h("h1", {}, about.number ? h("span.number", {}, about.number) : null, about.name),
      h("p", {}, [about.title, about.room, when].filter(Boolean).join(" · ")));
    const lock = h("button.btn.primary.lock", { onclick: () => this.askLock(), "aria-keyshortcuts": "Control+Enter" }, t("lockOpen"));
    const help = h("button.btn", { onclick: () => helpDialog(this) }, t("help"), h("kbd", {}, "?"));
    this.lockButton = lock;
    this.count = h("p.count", { role: "status" });
    const tabs = h("div.tabs", { role: "group", "aria-label": t("app") }, (this.materialTab = this.tab("material", t("material"))), this.tab("notes", t("notes")), this.tab("rating", t("rating")));
    this.fold = h("button.btn.fold", { "aria-pressed": "true", onclick: () => this.foldMaterial() }, t("material"));
    this.columns = h("div.columns", { data: { side: "notes" } }, material.root, notesPart.root, rating.root);
    const top = h("div.sheet-top", {}, heading, clock.root, this.count, h("div.acts", {}, this.fold, help, lock));
    this.content.replaceWith((this.content = h("div.sheet-body", {}, top, tabs, this.columns)));
    this.update();
  }

  /** @param {boolean} there whether the participant wrote anything on screen for this exercise */
  showMaterial(there) {
    if (this.materialTab) this.materialTab.hidden = this.fold.hidden = !there;
    this.columns?.classList.toggle("with-material", there && this.fold.getAttribute("aria-pressed") === "true");
  }

  /** On wide screens the material may be put away. */
  foldMaterial() {
    this.fold.setAttribute("aria-pressed", String(this.fold.getAttribute("aria-pressed") !== "true"));
    this.showMaterial(true);
  }

  /**
   * @param {string} side
   * @param {string} text
   */
  tab(side, text) {
    const turn = () => this.turn(side);
    return h("button.tab", { "aria-pressed": String(side === "notes"), onclick: turn, data: { side } }, text);
  }

  /** @param {string} side on narrow screens one side is shown */
  turn(side) {
    if (this.columns) this.columns.dataset.side = side;
    this.main.querySelectorAll(".tab").forEach((/** @type {any} */ tab) => tab.setAttribute("aria-pressed", String(tab.dataset.side === side)));
  }

  update() {
    this.bar.update();
    banners(this.desk, this.banners);
    if (!this.parts.length || !this.outbox) return;
    this.parts.forEach((part) => part.update());
    const all = this.form.dimensions.length;
    const left = missing(this.state, this.form).length;
    const text = left ? t("progress", { n: all - left, all }) : t("allDone", { all });
    if (this.count && this.count.textContent !== text) this.count.textContent = text;
    this.root.dataset.locked = String(this.locked);
    if (this.lockButton) this.lockButton.hidden = this.locked;
    if (this.locked) this.showLocked();
  }

  showLocked() {
    const at = hour(this.state.locked_ms ?? 0, this.desk.list?.zone ?? "WIB");
    if (!this.lockedNote) this.content.prepend((this.lockedNote = h("div.banner.locked", { role: "status" }, t("lockedBanner", { at }))));
  }

  /** @param {string} text for whoever listens instead of looking */
  say(text) {
    this.live.textContent = "";
    requestAnimationFrame(() => (this.live.textContent = text));
  }

  /** @param {Record<string, unknown>} body */
  write(body) {
    if (this.locked || !this.outbox) return;
    this.outbox.settleDrafts();
    this.outbox.record(body);
  }

  /** @param {"+"|"-"|"0"} sign */
  tag(sign) {
    if (!this.state.notes.has(this.note)) return this.say(t("needsNote"));
    this.write({ kind: "tagged", note: this.note, dimension: this.current.code, indicator: this.indicator, sign });
    return this.say(t("tagged", { sign, dimension: said(this.current, "name") }));
  }

  /** Takes every sign of the chosen note from the dimension. */
  untag() {
    for (const tag of evidence(this.state, this.current.code).filter((one) => one.note === this.note))
      this.write({ kind: "tagged", note: tag.note, dimension: tag.dimension, indicator: tag.indicator, sign: null });
    this.say(t("untagged", { dimension: said(this.current, "name") }));
  }

  /** @param {string|null} value as the scale writes it, NE, or null to take it back */
  rate(value) {
    const name = said(this.current, "name");
    if (value !== null && value !== NO_EVIDENCE && !evidence(this.state, this.current.code).length) return this.say(t("needsEvidence", { dimension: name }));
    this.write({ kind: "rated", dimension: this.current.code, value });
    return this.say(t("rated", { dimension: name, value: value === null ? "–" : decimal(value) }));
  }

  /** @param {string} text @returns {boolean} whether the scale has it */
  rateText(text) {
    const value = valueOf(text, this.form.scale);
    if (value === null) return false;
    this.rate(value);
    return true;
  }

  /** @param {number} place */
  turnTo(place) {
    const all = this.form.dimensions.length;
    if (place < 0 || place >= all) return;
    this.dimension = place;
    this.indicator = "";
    this.rating?.turned();
    this.update();
    this.say(said(this.current, "name"));
  }

  nextMissing() {
    const all = this.form.dimensions;
    const order = all.map((/** @type {any} */ _, /** @type {number} */ at) => (this.dimension + 1 + at) % all.length);
    const next = order.find((/** @type {number} */ at) => !done(this.state, all[at].code));
    if (next !== undefined) this.turnTo(next);
    else this.say(t("allDone", { all: all.length }));
  }

  /** @param {number} by */
  step(by) {
    const all = notes(this.state);
    if (!all.length) return;
    const at = all.findIndex((one) => one.note === this.note);
    const next = at === -1 ? (by < 0 ? all.length - 1 : 0) : Math.max(0, Math.min(all.length - 1, at + by));
    this.choose(all[next].note);
  }

  /** @param {string} note */
  choose(note) {
    this.note = note;
    this.update();
    this.notes?.reveal(note);
    this.say(this.state.notes.get(note)?.text ?? "");
  }

  /** @param {string} letter */
  pick(letter) {
    const found = this.current.indicators?.[letter.charCodeAt(0) - 97];
    if (!found) return;
    this.indicator = this.indicator === found.code ? "" : found.code;
    this.update();
    this.say(this.indicator ? said(found, "text") : t("tagWhole"));
  }

  askLock() {
    this.outbox?.settleDrafts();
    void lockDialog(this);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (!this.parts.length || document.querySelector("dialog[open]")) return;
    if (event.ctrlKey && event.key === "Enter") return this.does(event, () => this.askLock());
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return undefined;
    if (isText(event.target)) return event.key === "Escape" ? this.does(event, () => /** @type {HTMLElement} */ (event.target).blur()) : undefined;
    const asked = command(event, this.form.scale);
    if (!asked || (asked.single && this.desk.shelf.get("shortcuts") === false)) return undefined;
    if (event.key === "Enter" && event.target instanceof Element && event.target.closest("a, button, summary")) return undefined;
    return this.does(event, () => this.obey(asked));
  }

  /**
   * @param {KeyboardEvent} event
   * @param {() => void} work
   */
  does(event, work) {
    event.preventDefault();
    work();
  }

  /** @param {{name: string, value?: any}} asked */
  obey({ name, value }) {
    /** @type {Record<string, () => void>} */
    const acts = {
      write: () => this.notes?.begin(), edit: () => this.notes?.edit(this.note), up: () => this.step(-1), down: () => this.step(1),
      left: () => this.turnTo(this.dimension - 1), right: () => this.turnTo(this.dimension + 1), go: () => this.turnTo(value),
      pick: () => this.pick(value), tag: () => this.tag(value), untag: () => this.untag(), rate: () => this.rate(value),
      type: () => this.rating?.typeValue(), none: () => this.rate(NO_EVIDENCE), clear: () => this.rate(null), remark: () => this.rating?.writeRemark(),
      clock: () => this.clock?.toggle(), next: () => this.nextMissing(), help: () => helpDialog(this),
    };
    if (this.locked && !["up", "down", "left", "right", "go", "next", "help"].includes(name)) return;
    acts[name]();
  }
}

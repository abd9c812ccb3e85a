// @ts-check
/** The sitting itself: one question at a time. */

import { h, icon } from "../dom.js";
import { intentOf, writingIntent } from "../rules/keys.js";
import { isWritten } from "../rules/writing.js";
import { say, t } from "../text/text.js";
import { Clocks } from "../parts/clocks.js";
import { ItemPane } from "../parts/item.js";
import { ItemMap, mapDialog } from "../parts/map.js";
import { PlaceList, title as listTitle } from "../parts/places.js";
import { WritingPane, nameOf } from "../parts/writing.js";
import { Lamp } from "../parts/lamp.js";
import { helpDialog } from "../parts/help.js";
import { link } from "../parts/link.js";
import { review } from "./review.js";
import { sending } from "./sending.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {import("../exam.js").Exam} Exam */

/** @param {App} app */
export function sitting(app) {
  const exam = /** @type {Exam} */ (app.exam);
  if (exam.section) return new Desk(app, exam).open();
  return loading(app, exam);
}

/**
 * @param {App} app
 * @param {Exam} exam
 */
function loading(app, exam) {
  let stopped = false;
  const words = h("p", { role: "status" });
  app.stage.show(t("sit.loading"), [h("section", { class: "card notice" }, h("h1", {}, t("sit.loading")), h("div", { class: "progress", "aria-hidden": "true" }), words)], { name: "loading" });
  const attempt = async () => {
    const refusal = await exam.load();
    if (stopped) return;
    if (!refusal) return app.go(sitting);
    words.textContent = `${t("sit.load.failed")}. ${say(refusal)}`;
    setTimeout(() => void (stopped || attempt()), 2000 + Math.random() * 1000);
  };
  void attempt();
  return () => {
    stopped = true;
  };
}

class Desk {
  /**
   * @param {App} app
   * @param {Exam} exam
   */
  constructor(app, exam) {
    this.app = app;
    this.exam = exam;
    /** Letters and questions to write about have a pane and a list of their own. */
    this.written = isWritten(exam.item);
    this.pane = this.written ? new WritingPane(exam) : new ItemPane(exam);
    this.lamp = new Lamp(exam);
    this.map = this.list((index) => this.goTo(index));
    this.clocks = new Clocks(app, exam, () => app.go(sending, "timeover"));
    this.off = new AbortController();
  }

  /** @param {(index: number) => void} onpick */
  list(onpick) {
    return this.written ? new PlaceList(this.exam, onpick) : new ItemMap(this.exam, onpick);
  }

  get listTitle() {
    return t(this.written ? listTitle(this.exam) : "sit.map");
  }

  /** @returns {() => void} tidying up */
  open() {
    const { exam, app } = this;
    this.pane.draw();
    this.lamp.update();
    app.stage.show(`${nameOf(exam.item, exam.position)} · ${exam.section?.title}`, [this.layout()], { wide: true, name: "sitting", middle: [this.clocks.node], extra: [this.helpButton()], focus: false });
    this.drawMove();
    this.pane.focusHeading();
    this.listen();
    return () => {
      this.off.abort();
      exam.pen.settle();
      this.clocks.stop();
    };
  }

  layout() {
    const { exam } = this;
    const section = /** @type {import("../types.js").Section} */ (exam.section);
    this.previous = h("button", { type: "button", class: "btn big", onclick: () => this.goTo(exam.position - 1) }, icon("left"), h("span", {}, t("sit.previous")));
    this.flag = h("button", { type: "button", class: "btn big flag", "aria-pressed": "false", onclick: () => this.toggleFlag() }, icon("flag"), h("span", {}, t("sit.flag")));
    this.next = h("button", { type: "button", class: "btn big primary", onclick: () => this.forward() });
    this.mapButton = h("button", { type: "button", class: "btn map-button", onclick: () => this.openMap() });
    const item = h("div", { class: "desk-item" },
        h("div", { class: "desk-head" }, h("p", { class: "kicker" }, t("sit.section", { code: section.code, title: section.title })), this.mapButton, this.instructions(section)),
        h("div", { class: "card sheet" }, this.pane.node),
        h("div", { class: "foot" }, this.lamp.node, h("nav", { class: "moves", "aria-label": t("sit.moves") }, this.previous, this.flag, this.next)));
    const side = h("aside", { class: "desk-side", "aria-label": this.listTitle }, h("div", { class: "card" }, this.who(), h("h2", {}, this.listTitle), this.map.node,
      h("button", { type: "button", class: "btn wide", onclick: () => this.app.go(review) }, t(this.lastSection ? "sit.finish" : "sit.finish.section"))));
    return this.written ? h("div", { class: "desk writing" }, side, item) : h("div", { class: "desk" }, item, side);
  }

  who() {
    const { participant } = this.exam.view;
    return h("p", { class: "who" }, icon("person"), h("span", {}, h("b", {}, participant.name), h("br"), `${participant.number} · ${this.exam.seat}`));
  }

  /** @param {import("../types.js").Section} section */
  instructions(section) {
    if (!section.instructions) return null;
    return h("details", { class: "instructions", open: this.exam.position === 0 && this.exam.answers.size === 0 }, h("summary", {}, t("sit.instructions")), h("p", {}, section.instructions));
  }

  helpButton() {
    return h("button", { type: "button", class: "btn quiet", onclick: () => helpDialog(this.exam), "aria-label": t("sit.help") }, icon("help"), h("span", {}, t("sit.help")));
  }

  get lastSection() {
    return this.exam.view.section === this.exam.view.sections.length - 1;
  }

  get lastItem() {
    return this.exam.position === this.exam.items.length - 1;
  }

  listen() {
    const on = { signal: this.off.signal };
    this.exam.addEventListener("change", () => this.drawState(), on);
    this.exam.addEventListener("link", () => this.drawState(), on);
    this.exam.addEventListener("notice", (event) => this.notice(say(/** @type {CustomEvent} */ (event).detail), true), on);
    this.exam.addEventListener("seat", (event) => this.notice(t("sit.seat", { seat: /** @type {CustomEvent} */ (event).detail }), true), on);
    this.exam.addEventListener("warning", (event) => this.notice(/** @type {CustomEvent} */ (event).detail, false), on);
    document.addEventListener("keydown", (press) => this.key(press), on);
    link(this.app, this.exam, this.off.signal);
  }

  /** @param {KeyboardEvent} press */
  key(press) {
    const target = /** @type {HTMLElement} */ (press.target);
    if (document.querySelector("dialog[open]") || target.closest(".tools[open], .map")) return;
    if (this.written) return this.writingKey(press, target);
    const intent = intentOf(press, this.pane.radios.length);
    if (!intent || ((intent.do === "first" || intent.do === "last") && target === document.body)) return;
    press.preventDefault();
    this.obey(intent);
  }

  /**
   * In a text every key is the text's own; Esc leaves it.
   * @param {KeyboardEvent} press
   * @param {HTMLElement} target
   */
  writingKey(press, target) {
    const intent = writingIntent(press, { field: Boolean(target.closest("textarea, select, input")), reading: Boolean(target.closest(".reading")), control: Boolean(target.closest("button, a, summary")) });
    if (!intent) return;
    press.preventDefault();
    this.obey(intent);
  }

  /** @param {import("../rules/keys.js").Intent} intent */
  obey(intent) {
    /** @type {Record<string, () => void>} */
    const deeds = {
      choose: () => this.pane.choose(/** @type {any} */ (intent).index),
      next: () => this.goTo(this.exam.position + 1),
      previous: () => this.goTo(this.exam.position - 1),
      first: () => this.goTo(0),
      last: () => this.goTo(this.exam.items.length - 1),
      up: () => this.pane.moveFocus(-1),
      down: () => this.pane.moveFocus(1),
      clear: () => this.pane.clear(),
      flag: () => this.toggleFlag(),
      map: () => this.openMap(),
      help: () => void helpDialog(this.exam),
      leave: () => this.pane.focusHeading(),
      begin: () => /** @type {WritingPane} */ (this.pane).begin(),
    };
    deeds[intent.do]();
  }

  /** @param {number} index */
  goTo(index) {
    if (index < 0 || index >= this.exam.items.length) return;
    this.exam.pen.settle();
    this.exam.goTo(index);
    this.pane.draw();
    this.drawMove();
    this.app.stage.main.querySelector(".instructions")?.removeAttribute("open");
    this.pane.focusHeading();
    window.scrollTo(0, 0);
  }

  forward() {
    if (this.lastItem) this.app.go(review);
    else this.goTo(this.exam.position + 1);
  }

  toggleFlag() {
    const on = this.exam.toggleFlag(this.exam.item.id);
    this.app.stage.announce(t(on ? "sit.flagged" : "sit.unflagged"));
  }

  openMap() {
    const side = this.map.node;
    if (side.getClientRects().length) this.map.focus();
    else mapDialog(this.listTitle, (onpick) => this.list(onpick), (index) => this.goTo(index), { label: t(this.lastSection ? "sit.finish" : "sit.finish.section"), run: () => this.app.go(review) });
  }

  /** After a move: buttons, title, then everything that a click changes too. */
  drawMove() {
    if (this.previous) this.previous.disabled = this.exam.position === 0;
    const words = this.lastItem ? t(this.lastSection ? "sit.finish" : "sit.finish.section") : t("sit.next");
    this.next?.replaceChildren(h("span", {}, words), icon(this.lastItem ? "check" : "right"));
    document.title = `${nameOf(this.exam.item, this.exam.position)} · ${this.exam.section?.title} · ${t("app.name")}`;
    this.drawState();
  }

  drawState() {
    if (!this.exam.item) return;
    const { answered, total } = this.exam.counts();
    this.pane.update();
    this.lamp.update();
    this.map.update();
    this.flag?.setAttribute("aria-pressed", String(this.exam.flags.has(this.exam.item.id)));
    this.mapButton?.replaceChildren(icon("grid"), h("span", {}, `${this.listTitle} ${answered}/${total}`));
  }

  /**
   * @param {string} words
   * @param {boolean} stay until it is closed
   */
  notice(words, stay) {
    const close = h("button", { type: "button", class: "btn quiet", onclick: () => note.remove() }, t("common.close"));
    const note = h("div", { class: "note", role: "status" }, icon(stay ? "alert" : "clock"), h("p", {}, stay ? h("b", {}, `${t("sit.notice")}: `) : null, words), close);
    this.app.stage.main.prepend(note);
    if (!stay) setTimeout(() => note.remove(), 12_000);
  }
}

// @ts-check
/** One question: stem, figure, options as radio buttons. */

import { h, icon, paragraphs } from "../dom.js";
import { t } from "../text/text.js";
import { figure } from "./figure.js";
import { letter } from "./lamp.js";

/** @typedef {import("../exam.js").Exam} Exam */
/** @typedef {import("../types.js").Item} Item */
/** @typedef {import("../types.js").Option} Option */

const LEADS = { single_choice: "sit.options", sjt: "sit.sjt", likert: "sit.likert" };

export class ItemPane {
  /** @param {Exam} exam */
  constructor(exam) {
    this.exam = exam;
    this.node = h("section", { class: "item", "aria-labelledby": "item-heading" });
    /** @type {HTMLInputElement[]} */
    this.radios = [];
  }

  draw() {
    const { exam } = this;
    const item = exam.item;
    const lead = t(/** @type {any} */ (LEADS[item.type] ?? "sit.options"));
    this.radios = item.options.map((option) => this.radio(item, option));
    const pictures = item.options.some((option) => option.figure);
    this.clearer = h("button", { type: "button", class: "btn quiet clear", onclick: () => this.clear() }, icon("clear"), t("sit.clear"));
    this.badge = h("span", { class: "badge flag-badge" }, t("sit.flag"));
    this.node.className = `item ${item.type}${pictures ? " pictures" : ""}`;
    this.node.replaceChildren(
      h("h1", { id: "item-heading", tabindex: "-1" }, t("sit.item", { n: exam.position + 1 }), " ",
        h("span", { class: "of" }, t("sit.of", { n: exam.items.length })), this.badge),
      h("div", { class: "stem", id: "stem" }, ...paragraphs(item.stem)),
      figure(item.figure, t("sit.figure")) ?? "",
      h("fieldset", { class: "options", role: "radiogroup", "aria-describedby": "stem" }, h("legend", { class: item.type === "single_choice" ? "hidden" : "lead" }, lead),
        h("div", { class: "options-in" }, ...item.options.map((option, index) => this.label(option, index))), this.clearer));
    this.update();
  }

  /**
   * @param {Item} item
   * @param {Option} option
   */
  radio(item, option) {
    return h("input", { type: "radio", name: "answer", value: option.id, onchange: () => this.exam.choose(item.id, option.id) });
  }

  /**
   * @param {Option} option
   * @param {number} index
   */
  label(option, index) {
    return h("label", { class: "option" }, this.radios[index],
      h("span", { class: "letter" }, this.exam.item.type === "likert" ? "" : letter(index)),
      option.text ? h("span", { class: "option-text" }, option.text) : null,
      figure(option.figure, t("sit.option.figure", { letter: letter(index) }), "option-figure"));
  }

  update() {
    const { exam } = this;
    const chosen = exam.answers.get(exam.item.id);
    this.radios.forEach((radio) => (radio.checked = radio.value === chosen));
    if (this.clearer) this.clearer.hidden = chosen === undefined;
    if (this.badge) this.badge.hidden = !exam.flags.has(exam.item.id);
  }

  /** Take the answer back. The button goes with it; the focus must not. */
  clear() {
    const lost = document.activeElement === this.clearer;
    if (this.exam.clear(this.exam.item.id) && lost) this.focusHeading();
  }

  /** @param {number} index */
  choose(index) {
    const radio = this.radios[index];
    radio.focus();
    radio.click();
  }

  /** Move the focus among the options without choosing: a stray arrow key must not answer. @param {number} by */
  moveFocus(by) {
    const at = this.radios.indexOf(/** @type {HTMLInputElement} */ (document.activeElement));
    const from = at >= 0 ? at : this.radios.findIndex((radio) => radio.checked);
    const count = this.radios.length;
    const next = at < 0 && from < 0 ? (by > 0 ? 0 : count - 1) : (from + by + count) % count;
    this.radios[next].focus();
  }

  focusHeading() {
    /** @type {HTMLElement|null} */ (this.node.querySelector("h1"))?.focus({ preventScroll: true });
  }
}

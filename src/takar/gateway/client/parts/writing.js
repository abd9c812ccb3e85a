// @ts-check
/** One letter or one question to write about: what is read beside what is written. */

import { h, icon } from "../dom.js";
import { ACTIONS, LONGEST, PRIORITIES, answerOf, fieldsOf, wordsIn } from "../rules/writing.js";
import { spoken, t } from "../text/text.js";
import { reading } from "./reading.js";

/** @typedef {import("../exam.js").Exam} Exam */
/** @typedef {import("../text/text.js").Key} Key */

/** @param {number} n @returns {string} 1.234 */
const grouped = (n) => n.toLocaleString(spoken());

export class WritingPane {
  /** @param {Exam} exam */
  constructor(exam) {
    this.exam = exam;
    this.node = h("section", { class: "item writing-item", "aria-labelledby": "item-heading" });
    /** Nothing here is chosen by a digit or a letter. @type {HTMLInputElement[]} */
    this.radios = [];
  }

  draw() {
    const { exam } = this;
    const { item } = exam;
    this.badge = h("span", { class: "badge flag-badge" }, t("sit.flag"));
    this.priority = this.choice("priority", PRIORITIES);
    this.action = this.choice("action", ACTIONS);
    this.text = h("textarea", { class: "field paper", id: "writing", maxlength: LONGEST, rows: 8, lang: "id", spellcheck: "false", autocomplete: "off", "aria-describedby": "words",
      oninput: () => this.written(), onblur: () => exam.pen.settle() });
    this.words = h("p", { class: "hint words", id: "words" });
    const label = h("label", { for: "writing" }, t(item.letter ? "write.answer" : "write.text"));
    const choices = item.letter ? h("div", { class: "choices" }, labelled("priority", "write.priority", this.priority), labelled("action", "write.action", this.action)) : null;
    this.node.replaceChildren(
      h("h1", { id: "item-heading", tabindex: "-1" }, nameOf(item, exam.position), " ", h("span", { class: "of" }, t("sit.of", { n: exam.items.length })), this.badge),
      h("div", { class: "side-by-side-writing" }, reading(item, exam.answers.size > 0),
        h("div", { class: "answer" }, item.letter ? null : h("p", { class: "stem", id: "stem" }, item.stem), choices, h("div", { class: "answer-text" }, label, this.text), this.words)));
    this.shown = item.id;
    this.update();
  }

  /**
   * @param {"priority"|"action"} name
   * @param {readonly string[]} values
   */
  choice(name, values) {
    const option = (/** @type {string} */ value) => h("option", { value }, t(/** @type {Key} */ (`write.${name}.${value || "none"}`)));
    return h("select", { class: "field", id: name, onchange: () => this.written() }, ...["", ...values].map(option));
  }

  written() {
    const { item } = this.exam;
    this.exam.pen.write(item.id, answerOf(item, this.fields()));
  }

  fields() {
    return { priority: this.priority?.value ?? "", action: this.action?.value ?? "", text: this.text?.value ?? "" };
  }

  /** What is under the hand is never replaced: only what another device or the server knows better. */
  update() {
    const { exam, text, priority, action } = this;
    if (!exam.item || !text || !priority || !action) return;
    const known = fieldsOf(exam.answers.get(exam.item.id));
    if (text !== document.activeElement && text.value.trim() !== known.text.trim()) text.value = known.text;
    if (priority !== document.activeElement) priority.value = known.priority;
    if (action !== document.activeElement) action.value = known.action;
    const left = LONGEST - text.value.length;
    const words = t("write.words", { n: grouped(wordsIn(text.value)) }) + (left < 1000 ? ` · ${t("write.left", { n: grouped(left) })}` : "");
    if (this.words && this.words.textContent !== words) this.words.textContent = words;
    if (this.badge) this.badge.hidden = !exam.flags.has(exam.item.id);
  }

  /** Into the text. */
  begin() {
    this.text?.focus();
  }

  clear() {}
  choose() {}
  moveFocus() {}

  focusHeading() {
    /** @type {HTMLElement|null} */ (this.node.querySelector("h1"))?.focus({ preventScroll: true });
  }
}

/**
 * @param {string} id
 * @param {Key} label
 * @param {HTMLElement} field
 */
function labelled(id, label, field) {
  return h("div", {}, h("label", { for: id }, t(label)), field);
}

/**
 * @param {import("../types.js").Item} item
 * @param {number} position
 */
export function nameOf(item, position) {
  if (item.letter) return t("write.letter.n", { n: item.letter.id });
  return t(item.type === "essay" ? "write.task.n" : "sit.item", { n: position + 1 });
}

/** @param {string} name of an icon, "" for none @param {string} words */
export const sign = (name, words) => h("span", { class: "sign" }, name ? icon(name) : null, h("span", { class: "hidden" }, words));

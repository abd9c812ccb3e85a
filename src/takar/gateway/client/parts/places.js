// @ts-check
/** The list of letters or of questions to write about, as a mailbox shows it: who, what about, and what has become of it. */

import { h } from "../dom.js";
import { fieldsOf } from "../rules/writing.js";
import { t } from "../text/text.js";
import { nameOf, sign } from "./writing.js";

/** @typedef {import("../exam.js").Exam} Exam */
/** @typedef {import("../types.js").Item} Item */

export class PlaceList {
  /**
   * @param {Exam} exam
   * @param {(index: number) => void} onpick
   */
  constructor(exam, onpick) {
    this.exam = exam;
    this.states = exam.items.map(() => h("span", { class: "mail-state" }));
    this.buttons = exam.items.map((item, index) => h("button", { type: "button", class: "mail", onclick: () => onpick(index) }, ...face(item, index), this.states[index]));
    /** @type {string[]} */
    this.shown = [];
    this.progress = h("p", { class: "map-progress" });
    const list = h("ol", { class: "mails", "aria-label": t(title(exam)), onkeydown: (/** @type {KeyboardEvent} */ press) => this.move(press) }, ...this.buttons.map((button) => h("li", {}, button)));
    this.node = h("div", { class: "map mailbox" }, this.progress, list);
    this.update();
  }

  update() {
    const { exam } = this;
    const unsent = exam.outbox.unsentItems();
    this.buttons.forEach((button, index) => {
      const { id } = exam.items[index];
      const current = index === exam.position;
      const state = [exam.answers.get(id) ? (whole(exam.items[index], exam.answers.get(id)) ? "whole" : "begun") : "empty", exam.flags.has(id) ? "flagged" : "", unsent.has(id) && !exam.sync.online ? "unsent" : ""];
      const key = `${state.join()}${current}`;
      if (this.shown[index] === key) return;
      this.shown[index] = key;
      if (current) button.setAttribute("aria-current", "step");
      else button.removeAttribute("aria-current");
      button.tabIndex = current ? 0 : -1;
      button.dataset.state = state[0];
      this.states[index].replaceChildren(...state.filter(Boolean).map(picture));
    });
    const { answered, total } = exam.counts();
    this.progress.textContent = t("write.progress", { n: answered, m: total });
  }

  focus() {
    this.buttons[this.exam.position]?.focus();
  }

  /** @param {KeyboardEvent} press */
  move(press) {
    const at = this.buttons.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: this.buttons.length - 1 }[press.key];
    if (at < 0 || to === undefined) return;
    this.buttons[to]?.focus();
    press.preventDefault();
    press.stopPropagation();
  }
}

/** @param {Exam} exam */
export const title = (exam) => /** @type {const} */ (exam.items[0]?.letter ? "write.letters" : "write.tasks");

/**
 * @param {Item} item
 * @param {number} index
 */
function face(item, index) {
  const { letter } = item;
  if (!letter) return [h("span", { class: "mail-number" }, String(index + 1)), h("span", { class: "mail-subject" }, item.stem)];
  return [h("span", { class: "mail-number" }, h("span", { class: "hidden" }, `${nameOf(item, index)}: `), h("span", { "aria-hidden": "true" }, letter.id)),
    h("span", { class: "mail-from" }, letter.from), h("span", { class: "mail-subject" }, letter.subject)];
}

/**
 * @param {Item} item
 * @param {string|undefined} answer
 */
function whole(item, answer) {
  const { priority, action, text } = fieldsOf(answer);
  return Boolean(text.trim() && (item.type === "essay" || (priority && action)));
}

const SIGNS = { whole: "check", begun: "pencil", empty: "", flagged: "flag", unsent: "cloudoff" };

/** @param {string} state */
function picture(state) {
  const name = SIGNS[/** @type {keyof typeof SIGNS} */ (state)];
  return sign(name, t(/** @type {any} */ (`write.state.${state}`)));
}

// @ts-check
/** The list of questions: each state is told by colour, by shape and in words. */

import { h, icon } from "../dom.js";
import { t } from "../text/text.js";

/** @typedef {import("../exam.js").Exam} Exam */

/** From this many questions on the list scrolls by itself, in groups of ten, and has a field for a number. */
const MANY = 40;
/** Digits typed within this time belong to one number. */
const TYPING_MS = 1500;
/** Fields made so far: each has a name of its own. */
let fields = 0;

export class ItemMap {
  /**
   * @param {Exam} exam
   * @param {(index: number) => void} onpick
   */
  constructor(exam, onpick) {
    this.exam = exam;
    this.onpick = onpick;
    this.typed = { digits: "", at: 0 };
    /** @type {string[]} what each button shows */
    this.shown = [];
    this.at = -1;
    const many = exam.items.length > MANY;
    this.buttons = exam.items.map((_, index) =>
      h("button", { type: "button", class: "cell", onclick: () => onpick(index) }, h("span", { class: "cell-number" }, String(index + 1))));
    this.progress = h("p", { class: "map-progress" });
    this.grid = h("div", { class: `map-grid${many ? " many" : ""}`, role: "group", "aria-label": t("sit.map"), onkeydown: (/** @type {KeyboardEvent} */ press) => this.move(press) }, ...this.buttons);
    this.node = h("div", { class: "map" }, this.progress, many ? this.jump() : null, this.grid, legend());
    this.update();
  }

  update() {
    const { exam } = this;
    const unsent = exam.outbox.unsentItems();
    this.buttons.forEach((button, index) => {
      const id = exam.items[index].id;
      const state = {
        current: index === exam.position, answered: exam.answers.has(id),
        flagged: exam.flags.has(id), unsent: unsent.has(id) && exam.lamp(id) !== "kept",
      };
      const words = Object.values(state).map(Number).join("");
      if (this.shown[index] !== words) mark(button, index, state);
      this.shown[index] = words;
    });
    if (this.at !== exam.position) this.reveal();
    this.at = exam.position;
    const { answered, total } = exam.counts();
    this.progress.textContent = t("sit.map.progress", { n: answered, m: total });
  }

  /** Open a question by its number. */
  jump() {
    const count = this.buttons.length;
    const name = `map-${(fields += 1)}`;
    const input = h("input", { class: "field", id: name, inputmode: "numeric", autocomplete: "off", maxlength: 4, "aria-describedby": `${name}-range` });
    const open = (/** @type {Event} */ event) => {
      event.preventDefault();
      const number = Number(input.value);
      input.toggleAttribute("aria-invalid", !(number >= 1 && number <= count));
      if (number >= 1 && number <= count) this.onpick(Math.trunc(number) - 1);
      input.value = "";
    };
    return h("form", { class: "map-jump", novalidate: true, onsubmit: open }, h("label", { for: name }, t("map.jump")), input,
      h("span", { class: "hidden", id: `${name}-range` }, t("map.jump.range", { n: count })), h("button", { type: "submit", class: "btn" }, t("map.jump.open")));
  }

  /** Scroll the list, not the page, so that the open question is in it. */
  reveal() {
    const cell = this.buttons[this.exam.position];
    if (!cell || this.grid.scrollHeight <= this.grid.clientHeight) return;
    const above = cell.offsetTop - this.grid.scrollTop;
    if (above < 0 || above + cell.offsetHeight > this.grid.clientHeight) this.grid.scrollTop = cell.offsetTop - this.grid.clientHeight / 2;
  }

  focus() {
    this.reveal();
    this.buttons[this.exam.position]?.focus();
  }

  /** Digits find a question: "1", "2" goes to 12. @param {string} digit */
  type(digit) {
    const now = performance.now();
    const before = now - this.typed.at < TYPING_MS ? this.typed.digits : "";
    const digits = this.buttons[Number(before + digit) - 1] ? before + digit : digit;
    this.typed = { digits, at: now };
    this.buttons[Number(digits) - 1]?.focus();
  }

  /** Arrow keys move within the grid, by its real columns; digits go to a number. @param {KeyboardEvent} press */
  move(press) {
    if (/^\d$/.test(press.key)) return this.type(press.key);
    const at = this.buttons.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
    const columns = getComputedStyle(this.grid).gridTemplateColumns.split(" ").length;
    const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[press.key];
    if (at < 0 || !by) return;
    this.buttons[at + by]?.focus();
    press.preventDefault();
    press.stopPropagation();
  }
}

/**
 * @param {HTMLButtonElement} button
 * @param {number} index
 * @param {{current: boolean, answered: boolean, flagged: boolean, unsent: boolean}} state
 */
function mark(button, index, state) {
  const words = [state.answered ? t("map.answered") : t("map.empty")];
  if (state.flagged) words.push(t("map.flagged"));
  if (state.unsent) words.push(t("map.unsent"));
  if (state.current) button.setAttribute("aria-current", "step");
  else button.removeAttribute("aria-current");
  button.tabIndex = state.current ? 0 : -1;
  button.className = ["cell", ...Object.entries(state).filter(([, on]) => on).map(([name]) => name)].join(" ");
  button.setAttribute("aria-label", `${t("map.button", { n: index + 1 })}: ${words.join(", ").toLowerCase()}`);
}

function legend() {
  const entry = (/** @type {string} */ state, /** @type {string} */ words) =>
    h("li", {}, h("span", { class: `cell small ${state}`, "aria-hidden": "true" }), words);
  return h("ul", { class: "legend" },
    entry("answered", t("map.answered")), entry("", t("map.empty")), entry("flagged", t("map.flagged")),
    entry("current", t("map.current")), entry("answered unsent", t("map.unsent")));
}

/**
 * The list in a window of its own, for narrow screens.
 * @param {string} title
 * @param {(onpick: (index: number) => void) => {node: HTMLElement, focus: () => void}} list
 * @param {(index: number) => void} onpick
 * @param {{label: string, run: () => void}} finish
 */
export function mapDialog(title, list, onpick, finish) {
  const box = h("dialog", { class: "map-dialog", "aria-label": title });
  const map = list((index) => (box.close(), onpick(index)));
  const close = h("button", { type: "button", class: "btn", onclick: () => box.close() }, t("common.close"));
  box.append(h("h2", {}, icon("grid"), title), map.node, h("div", { class: "actions" }, close, h("button", { type: "button", class: "btn", onclick: () => (box.close(), finish.run()) }, finish.label)));
  box.addEventListener("close", () => box.remove());
  document.body.append(box);
  box.showModal();
  map.focus();
}

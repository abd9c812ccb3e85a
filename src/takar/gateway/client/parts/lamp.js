// @ts-check
/** The lamp below a question: where its answer is now. */

import { h, icon } from "../dom.js";
import { isWritten } from "../rules/writing.js";
import { clockTime, t } from "../text/text.js";

/** @typedef {import("../exam.js").Exam} Exam */

const ICONS = { none: "", kept: "device", received: "check", unsent: "cloudoff", memory: "alert", refused: "alert" };

export class Lamp {
  /** @param {Exam} exam */
  constructor(exam) {
    this.exam = exam;
    this.words = h("span", { class: "lamp-words" });
    this.sign = h("span", { class: "lamp-sign" });
    this.code = h("span", { class: "lamp-code", title: t("lamp.code.hint") });
    this.said = h("p", { role: "status" }, this.sign, this.words);
    this.node = h("div", { class: "lamp" }, this.said, this.code);
  }

  update() {
    const { exam } = this;
    const item = exam.item;
    const state = exam.lamp(item.id);
    this.node.dataset.state = state;
    this.sign.replaceChildren(...(ICONS[state] ? [icon(ICONS[state])] : []));
    // Saved again every few seconds while one writes: read out only what needs a hand.
    this.said.setAttribute("aria-live", isWritten(item) && state !== "memory" && state !== "refused" ? "off" : "polite");
    const words = this.sentence(item, state);
    if (this.words.textContent !== words) this.words.textContent = words;
    this.code.replaceChildren(...(exam.code ? [h("span", { class: "lamp-label" }, `${t("lamp.code")} `), h("b", {}, exam.code)] : []));
  }

  /**
   * @param {import("../types.js").Item} item
   * @param {import("../exam.js").LampState} state
   */
  sentence(item, state) {
    if (isWritten(item) && state !== "refused") return this.written(item, state);
    if (state === "none") return t("lamp.none");
    if (state === "refused") return t("lamp.refused", { why: this.exam.why(item.id) });
    if (!this.exam.answers.has(item.id)) return this.cleared(item, state);
    const index = item.options.findIndex((option) => option.id === this.exam.answers.get(item.id));
    const option = item.type === "likert" ? `“${item.options[index]?.text}”` : letter(index);
    const at = this.exam.receivedAt(item.id);
    if (state === "received") return at ? t("lamp.received", { option, time: clockTime(at) }) : t("lamp.received.plain", { option });
    return t(/** @type {any} */ (`lamp.${state}`), { option });
  }

  /**
   * @param {import("../types.js").Item} item
   * @param {import("../exam.js").LampState} state
   */
  written(item, state) {
    if (!this.exam.answers.has(item.id)) return t("write.lamp.none");
    const at = this.exam.receivedAt(item.id);
    if (state === "received") return at ? t("write.lamp.received", { time: clockTime(at) }) : t("write.lamp.received.plain");
    return t(/** @type {any} */ (`write.lamp.${state}`));
  }

  /**
   * An answer that was taken back is on its way like any other.
   * @param {import("../types.js").Item} item
   * @param {import("../exam.js").LampState} state
   */
  cleared(item, state) {
    const at = this.exam.receivedAt(item.id);
    return t(/** @type {any} */ (`lamp.cleared.${state}`), { time: at ? clockTime(at) : "" });
  }
}

/**
 * @param {number} index
 * @returns {string} A, B, C …
 */
export function letter(index) {
  return String.fromCharCode(65 + index);
}

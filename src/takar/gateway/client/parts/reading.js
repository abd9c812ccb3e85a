// @ts-check
/** What the participant reads: the task, the materials, the open letter. Text only. */

import { h, paragraphs } from "../dom.js";
import { t } from "../text/text.js";

/** @typedef {import("../types.js").Item} Item */
/** @typedef {import("../types.js").Part} Part */

/**
 * @param {Item} item
 * @param {boolean} begun whether something is written in this section already
 * @returns {HTMLElement}
 */
export function reading(item, begun) {
  const task = fold("task", t("write.task"), paragraphs(item.instructions ?? ""), !item.letter || !begun);
  const parts = (item.materials ?? []).map((part, at) => fold(`material-${at}`, part.title, paragraphs(part.text), !item.letter));
  const sheets = item.letter ? [letter(item.letter), task, ...parts] : [task, ...parts];
  return h("div", { class: "reading", role: "region", "aria-label": t(item.letter ? "write.letter" : "write.materials"), tabindex: "0", lang: "id" }, ...sheets);
}

/** @param {import("../types.js").Letter} one */
function letter(one) {
  const line = (/** @type {import("../text/text.js").Key} */ label, /** @type {string} */ value) => (value ? [h("dt", {}, t(label)), h("dd", {}, value)] : []);
  return h("article", { class: "mail-letter", "aria-labelledby": "letter-subject" },
    h("h2", { id: "letter-subject" }, one.subject),
    h("dl", { class: "letter-head" }, ...line("write.from", one.from), ...line("write.day", one.day)),
    h("div", { class: "letter-text" }, ...paragraphs(one.text)),
    ...one.attachments.map((part) => h("section", { class: "attachment" }, h("h3", {}, `${t("write.attachment")}: ${part.title}`), ...paragraphs(part.text))));
}

/** What the reader folded stays folded on the next letter. @type {Map<string, boolean>} */
const folded = new Map();

/**
 * @param {string} name
 * @param {string} title
 * @param {HTMLElement[]} body
 * @param {boolean} open
 */
function fold(name, title, body, open) {
  const details = h("details", { class: "material", open: folded.get(name) ?? open }, h("summary", {}, title), ...body);
  details.querySelector("summary")?.addEventListener("click", () => folded.set(name, !details.open));
  return details;
}

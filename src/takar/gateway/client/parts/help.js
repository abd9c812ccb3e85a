// @ts-check
/** What the keys do. */

import { dialog, h } from "../dom.js";
import { fileLoader } from "./file.js";
import { isWritten } from "../rules/writing.js";
import { t } from "../text/text.js";

/**
 * @param {boolean} [written]
 * @returns {HTMLTableElement}
 */
export function keyTable(written = false) {
  const or = ` ${t("key.or")} `;
  const k = (/** @type {string} */ name) => h("kbd", {}, name);
  /** @type {[import("../dom.js").Child[], import("../text/text.js").Key][]} */
  const own = written ? [[[k("Enter")], "help.write.begin"], [[k("Esc")], "help.write"]] : [
    [[k("1"), "–", k("5"), or, k("A"), "–", k("E")], "help.choose"],
    [[k("Backspace"), or, k("Delete")], "help.clear"],
    [[t("key.updown")], "help.updown"],
  ];
  /** @type {[import("../dom.js").Child[], import("../text/text.js").Key][]} */
  const rows = [
    ...own,
    [[t("key.arrows"), or, k("P"), " ", k("N")], "help.move"],
    [[k("R")], "help.flag"],
    [[k("M")], "help.map"],
    [[k("M"), " ", k("1"), " ", k("2"), " ", k("Enter")], "help.number"],
    [[k("?")], "help.help"],
  ];
  return h("table", { class: "keys" }, h("tbody", {}, ...rows.map(([keys, words]) => h("tr", {}, h("th", { scope: "row" }, ...keys), h("td", {}, t(words))))));
}

/** @param {import("../exam.js").Exam} exam */
export function helpDialog(exam) {
  return dialog(t("help.title"), [keyTable(isWritten(exam.item)), h("p", {}, h("b", {}, t("lamp.code")), `: ${t("lamp.code.hint")}.`), h("p", {}, t("help.proctor")), fileLoader(exam)], [{ label: t("common.close"), kind: "primary" }]);
}

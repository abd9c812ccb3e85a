// @ts-check
/** The keyboard map. */

import { h } from "../dom.js";
import { t } from "../text/text.js";

const KEYS = /** @type {const} */ ([
  [["Enter"], "kEnter"], [["Esc"], "kEsc"], [["↑", "↓"], "kUpDown"], [["←", "→"], "kLeftRight"], [["Shift + 1 … 9"], "kShiftDigit"],
  [["a … o"], "kLetters"], [["+", "−", "0"], "kSigns"], [["Del"], "kDelete"], [["1 … 5"], "kDigits"], [["v"], "kV"], [["t"], "kT"], [["x"], "kX"], [["r"], "kR"],
  [["u"], "kU"], [["s"], "kS"], [["q"], "kQ"], [["Ctrl + Enter"], "kCtrlEnter"], [["?"], "kHelp"],
]);

/** @param {import("../screens/sheet.js").SheetScreen} screen */
export function helpDialog(screen) {
  const { shelf } = screen.desk;
  const rows = KEYS.map(([keys, word]) => h("div", {}, h("dt", {}, ...keys.map((key) => h("kbd", {}, key))), h("dd", {}, t(word))));
  const box = h("input", { type: "checkbox", id: "shortcuts", onchange: () => shelf.put("shortcuts", box.checked) });
  box.checked = shelf.get("shortcuts") !== false;
  const dialog = h("dialog.dialog.wide", { "aria-labelledby": "help-title" }, h("h2", { id: "help-title" }, t("helpTitle")), h("p", {}, t("helpIntro")), h("dl.keys", {}, ...rows),
    h("p.check", {}, box, h("label", { for: "shortcuts" }, t("shortcuts"))), h("div.acts", {}, h("button.btn.primary", { onclick: () => dialog.close() }, t("close"))));
  dialog.addEventListener("close", () => dialog.remove());
  screen.root.append(dialog);
  dialog.showModal();
}

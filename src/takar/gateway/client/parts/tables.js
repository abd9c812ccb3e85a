// @ts-check
/** The result as tables: competencies against the standard, potential as a psychogram. */

import { h } from "../dom.js";
import { named, number, say, signed, t } from "../text/text.js";

const BANDS = ["KS", "K", "C", "B", "BS"];

/** @param {any[]} competencies */
export function competencyTable(competencies) {
  const heads = /** @type {import("../text/text.js").Key[]} */ (["result.required", "result.level", "result.rating", "result.gap"]);
  return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("result.competencies") }, h("table", { class: "plain numbers" },
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("result.competency")), ...heads.map((key) => h("th", { scope: "col", class: "num" }, t(key))))),
    h("tbody", {}, ...competencies.map(competencyRow))));
}

/** @param {any} one */
function competencyRow(one) {
  const below = String(one.gap).startsWith("-");
  return h("tr", {}, h("th", { scope: "row" }, named(one)), h("td", { class: "num" }, String(one.required)), h("td", { class: "num" }, String(one.level)), h("td", { class: "num strong" }, number(one.rating)),
    h("td", { class: `num gap ${below ? "below" : "meets"}` }, signed(String(one.gap)), h("span", { class: "hidden" }, " ", t(below ? "result.below" : "result.meets"))));
}

/** @param {any[]} aspects */
export function psychogram(aspects) {
  const words = (/** @type {string} */ band) => t(/** @type {any} */ (`result.band.${band}`));
  const head = h("tr", {}, h("th", { scope: "col" }, t("result.aspect")), ...BANDS.map((band) => h("th", { scope: "col", class: "band" }, h("abbr", { title: words(band) }, band))));
  const rows = aspects.map((one) => h("tr", {}, h("th", { scope: "row" }, named(one)), ...BANDS.map((band) =>
    h("td", { class: band === one.band ? "band here" : "band" }, band === one.band ? h("span", { class: "hit" }, h("span", { class: "hidden" }, `${words(band)}, `), number(one.score)) : ""))));
  return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("result.potential") }, h("table", { class: "plain psychogram" }, h("thead", {}, head), h("tbody", {}, ...rows)),
    h("p", { class: "hint" }, BANDS.map((band) => `${band} ${words(band).toLowerCase()}`).join(" · ")));
}

/**
 * How every number came about, in sentences that the scoring wrote.
 * @param {any} outcome
 */
export function explanation(outcome) {
  const each = [...(outcome.competencies ?? []), ...(outcome.potential ?? [])].map((one) => one.how).filter(Boolean);
  if (!outcome.explanation?.length) return null;
  return h("section", { class: "card how" }, h("h2", {}, t("result.how")), h("ol", { class: "steps" }, ...outcome.explanation.map((/** @type {any} */ one) => h("li", {}, say(one)))),
    each.length ? h("details", {}, h("summary", {}, t("result.how.each")), h("ul", { class: "each" }, ...each.map((one) => h("li", {}, say(one))))) : null);
}

// @ts-check
/** End of a section or of the exam: what is answered, what is not, and the way on. */

import { dialog, h, icon } from "../dom.js";
import { t } from "../text/text.js";
import { nameOf } from "../parts/writing.js";
import { Clocks } from "../parts/clocks.js";
import { link } from "../parts/link.js";
import { sitting } from "./sitting.js";
import { sending } from "./sending.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {import("../exam.js").Exam} Exam */

/** @param {App} app */
export function review(app) {
  const exam = /** @type {Exam} */ (app.exam);
  const section = /** @type {import("../types.js").Section} */ (exam.section);
  const following = exam.view.sections[(exam.view.section ?? 0) + 1];
  const off = new AbortController();
  const clocks = new Clocks(app, exam, () => app.go(sending, "timeover"));
  const title = following ? t("review.title.section", { code: section.code }) : t("review.title.submit");
  const figures = h("dl", { class: "tally" });
  const draw = () => figures.replaceChildren(...tally(exam));
  draw();
  exam.addEventListener("change", draw, { signal: off.signal });
  app.stage.show(title, [
    h("section", { class: "card review" }, h("p", { class: "kicker" }, t("sit.section", { code: section.code, title: section.title })), h("h1", {}, title), figures,
      ...lists(app, exam), h("p", { class: "hint" }, remark(exam, section, Boolean(following))),
      h("div", { class: "actions" }, h("button", { type: "button", class: "btn primary big", onclick: () => ask(app, exam, following) }, following ? t("review.next", { code: following.code }) : t("review.submit")),
        h("button", { type: "button", class: "btn big", onclick: () => app.go(sitting) }, t("review.back")))),
  ], { name: "review", middle: [clocks.node] });
  link(app, exam, off.signal);
  return () => {
    off.abort();
    clocks.stop();
  };
}

/**
 * @param {Exam} exam
 * @param {import("../types.js").Section} section
 * @param {boolean} more
 */
function remark(exam, section, more) {
  if (more) return t("review.noreturn", { code: section.code });
  return exam.view.sections.length > 1 ? t("review.lastsection", { code: section.code, n: exam.answers.size, m: exam.view.sections.reduce((sum, one) => sum + one.items, 0) }) : t("review.sure");
}

/** @param {Exam} exam */
function tally(exam) {
  const { answered, total, empty, flagged, unsent } = exam.counts();
  const cell = (/** @type {import("../text/text.js").Key} */ label, /** @type {string} */ value, /** @type {string} */ kind) =>
    h("div", { class: kind }, h("dt", {}, t(label)), h("dd", {}, value));
  return [
    cell("review.answered", t("review.answered.of", { n: answered, m: total }), empty ? "" : "good"),
    cell("review.empty", String(empty), empty ? "open" : "good"),
    cell("review.flagged", String(flagged), flagged ? "open" : ""),
    cell("review.unsent", String(unsent), unsent ? "open" : "good"),
  ];
}

/**
 * @param {App} app
 * @param {Exam} exam
 */
function lists(app, exam) {
  const jump = (/** @type {number} */ index) => {
    exam.goTo(index);
    app.go(sitting);
  };
  const list = (/** @type {import("../text/text.js").Key} */ title, /** @type {(id: string) => boolean} */ wanted) => {
    const found = exam.items.map((item, index) => ({ id: item.id, index })).filter(({ id }) => wanted(id));
    if (!found.length) return null;
    return h("div", { class: "jump" }, h("h2", {}, t(title)), h("div", { class: "jump-list" }, ...found.map(({ index }) =>
      h("button", { type: "button", class: "cell", "aria-label": nameOf(exam.items[index], index), onclick: () => jump(index) }, exam.items[index].letter?.id ?? String(index + 1)))));
  };
  const both = [list("review.list.empty", (id) => !exam.answers.has(id)), list("review.list.flagged", (id) => exam.flags.has(id))];
  return both[0] ? both : [h("p", { class: "allgood" }, icon("check"), t("review.allgood")), both[1]];
}

/**
 * @param {App} app
 * @param {Exam} exam
 * @param {import("../types.js").SectionSummary|undefined} following
 */
function ask(app, exam, following) {
  const { empty } = exam.counts();
  const title = following ? t("review.sure.section.title", { code: following.code }) : t("review.sure.title");
  const body = [h("p", {}, following ? t("review.noreturn", { code: exam.section?.code ?? "" }) : t("review.sure")), empty ? h("p", { class: "alert warn" }, icon("alert"), t("review.sure.empty", { n: empty })) : null];
  dialog(title, body, [
    { label: t(following ? "review.sure.move" : "review.sure.yes"), kind: "primary", run: () => app.go(sending, following ? "section" : "submit") },
    { label: t("review.back"), run: () => app.go(sitting) },
  ]);
}

// @ts-check
/** After submission: scoring, then the result as the policy allows, always with the sealed receipt. */

import { dialog, h, icon } from "../dom.js";
import { call, passing } from "../net/api.js";
import { clockTime, longDate, named, number, shortTime, t } from "../text/text.js";
import { download } from "../parts/file.js";
import { figure } from "../parts/figure.js";
import { radar } from "../parts/radar.js";
import { competencyTable, explanation, psychogram } from "../parts/tables.js";
import { done } from "./notices.js";
import { link } from "../parts/link.js";

/** @typedef {import("../app.js").App} App */

const SLOW_MS = 10_000;

/** @param {App} app */
export function result(app) {
  const off = new AbortController();
  drawScoring(app, false);
  if (app.exam) link(app, app.exam, off.signal);
  void ask(app, off.signal);
  return () => off.abort();
}

/**
 * @param {App} app
 * @param {boolean} slow
 */
function drawScoring(app, slow) {
  app.stage.show(t("send.title"), [
    h("section", { class: "card notice scoring" }, h("div", { class: "notice-sign good" }, icon("check")), h("h1", {}, t("result.scoring")), submittedLine(app),
      h("div", { class: "progress", "aria-hidden": "true" }), h("p", { role: "status" }, t(slow ? "result.scoring.slow" : "result.scoring.lead")), slow ? assurances() : null),
  ], { name: "scoring" });
}

/** What somebody who waits wants to know. */
function assurances() {
  const keys = /** @type {const} */ (["result.slow.safe", "result.slow.next", "result.slow.keep"]);
  return h("ul", { class: "assurances" }, ...keys.map((key) => h("li", {}, icon("check"), t(key))));
}

/** @param {App} app */
function submittedLine(app) {
  const { submitted_ms: at, submitted_by: by } = /** @type {import("../types.js").View} */ (app.view);
  if (!at) return null;
  const who = by === "deadline" || by === "proctor" ? by : "participant";
  return h("p", {}, `${t("result.submitted", { time: clockTime(at) })}, ${t(/** @type {any} */ (`result.submitted.${who}`))}.`);
}

/**
 * @param {App} app
 * @param {AbortSignal} signal
 */
async function ask(app, signal) {
  const began = performance.now();
  let slow = false;
  for (let wait = 700; !signal.aborted; wait = Math.min(wait * 1.4, 4000)) {
    const reply = await call("/api/result");
    if (signal.aborted) return;
    if (reply.ok && reply.status === 200) return drawOutcome(app, reply.body);
    if (!reply.ok && !passing(reply) && reply.status === 401) return app.signedOut(reply.refusal);
    if (!slow && performance.now() - began > SLOW_MS) drawScoring(app, (slow = true));
    await new Promise((resolve) => setTimeout(resolve, wait * (0.8 + 0.4 * Math.random())));
  }
}

/**
 * @param {App} app
 * @param {any} outcome
 */
function drawOutcome(app, outcome) {
  const held = outcome.status === "held";
  const judged = outcome.judged === true;
  const waits = outcome.judged === "competencies" && !outcome.meeting;
  const title = t(judged ? "judged.title" : held ? "result.title.held" : waits ? "meeting.title" : "result.title");
  app.stage.show(title, [
    h("header", { class: "page-head" }, h("p", { class: "kicker" }, outcome.assessment?.title ?? app.view?.assessment.title ?? ""), h("h1", {}, title), identity(app, outcome)),
    judged ? judgedCard() : held ? heldCard() : summary(outcome),
    held ? null : competencies(outcome),
    !held && outcome.potential?.length ? h("section", { class: "card" }, h("h2", {}, t("result.potential")), psychogram(outcome.potential)) : null,
    waits ? meetingCard() : null,
    held || judged ? null : explanation(outcome),
    receiptCard(app, outcome),
    outcome.meeting ? meetingReceipt(outcome) : null,
    ending(app, outcome),
  ], { name: judged ? "judged" : held ? "held" : "result", wide: true });
  app.stage.redraw = () => drawOutcome(app, outcome);
}

/**
 * @param {App} app
 * @param {any} outcome
 */
function identity(app, outcome) {
  const person = outcome.participant ?? app.view?.participant ?? {};
  const at = app.view?.submitted_ms;
  return h("p", { class: "identity-line" }, [person.name, person.number, at ? `${longDate(at)}, ${shortTime(at)}` : null, `${t(outcome.judged === true ? "judged.written" : "result.answered")}: ${t("review.answered.of", { n: outcome.answered, m: outcome.items })}`].filter(Boolean).join(" · "));
}

function heldCard() {
  return h("section", { class: "card held" }, h("div", { class: "notice-sign" }, icon("lock")), h("div", {}, h("h2", {}, t("result.held")), h("p", {}, t("result.held.text"))));
}

/** People judge what was written: no figure, but what happens next. */
function judgedCard() {
  const steps = /** @type {const} */ (["judged.next.1", "judged.next.2", "judged.next.3"]);
  return h("section", { class: "card judged" }, h("h2", {}, t("judged.none")), h("p", {}, t("judged.text")),
    h("h3", {}, t("judged.next")), h("ol", { class: "steps" }, ...steps.map((key) => h("li", {}, t(key)))));
}

/** A machine scores potential only: who finds the competencies, and where he sees them. */
function meetingCard() {
  return h("section", { class: "card judged" }, h("h2", {}, t("meeting.none")), h("p", {}, t("meeting.text")),
    h("ol", { class: "steps" }, h("li", {}, t("judged.next.2")), h("li", {}, t("meeting.next"))));
}

/** The receipt of what the meeting found: a file, too large for a QR code. @param {any} outcome */
function meetingReceipt({ meeting: { receipt, receipt_name: name, code, verdict } }) {
  return h("section", { class: "card receipt" }, h("h2", {}, t("meeting.receipt")), h("p", {}, t("meeting.text.receipt")),
    h("dl", { class: "facts" }, checked(verdict), fact("result.code", h("code", { class: "receipt-code" }, grouped(code)))),
    h("button", { type: "button", class: "btn primary", onclick: () => download(name, receipt, "application/octet-stream") }, icon("download"), t("meeting.download")));
}

/** @param {string} verdict */
function checked(verdict) {
  const good = verdict === "SAH";
  return fact("result.verdict", h("span", { class: `badge ${good ? "good" : "warn"}` }, icon(good ? "check" : "alert"), verdict));
}

/** Total, JPM and category: first as sentences, then as figures. @param {any} outcome */
function summary(outcome) {
  const sentences = [];
  if (outcome.category) sentences.push(h("strong", {}, t("result.plain.category", { category: named(outcome.category) })), " ");
  if (outcome.total) sentences.push(t("result.plain.rating", { total: number(outcome.total), standard: outcome.standard_total }), " ");
  if (outcome.jpm) sentences.push(t("result.plain.jpm", { jpm: number(outcome.jpm) }));
  if (!sentences.length) return null;
  const tile = (/** @type {string} */ label, /** @type {string} */ value, /** @type {string} */ note, kind = "") => h("div", { class: `tile ${kind}` }, h("dt", {}, label), h("dd", {}, h("span", { class: "tile-value" }, value), h("span", { class: "tile-note" }, note)));
  return h("section", { class: "card summary" }, h("p", { class: "plain-words" }, ...sentences), h("dl", { class: "tiles" },
    outcome.category ? tile(t("result.category"), named(outcome.category), outcome.category.code, "main") : null,
    outcome.jpm ? tile(t("result.jpm"), `${number(outcome.jpm)} %`, t("result.jpm.long")) : null,
    outcome.total ? tile(t("result.total"), number(outcome.total), t("result.standard.total", { n: outcome.standard_total })) : null));
}

/** @param {any} outcome */
function competencies(outcome) {
  if (!outcome.competencies?.length) return null;
  const whole = !outcome.unassessed?.length;
  return h("section", { class: "card" }, h("h2", {}, t("result.competencies")), h("div", { class: whole ? "side-by-side" : "" }, whole ? radar(outcome.competencies) : null, competencyTable(outcome.competencies)));
}

/**
 * @param {App} app
 * @param {any} outcome
 */
function receiptCard(app, outcome) {
  const name = outcome.receipt_name ?? "bukti.tlog-proof";
  const save = () => {
    download(name, outcome.receipt, "application/octet-stream");
    app.shelf.put("saved", outcome.sitting);
  };
  const good = outcome.verdict === "SAH";
  return h("section", { class: "card receipt" }, h("h2", {}, t("result.receipt")), good ? null : verdictNote(outcome), h("div", { class: "receipt-in" },
    h("div", { class: "qr" }, figure(outcome.qr_svg, t("result.qr"), "qr-image")),
    h("div", {}, h("dl", { class: "facts" },
      checked(outcome.receipt ? outcome.verdict ?? "–" : t("result.unrecorded")),
      fact("result.code", h("code", { class: "receipt-code" }, grouped(outcome.code ?? ""))),
      outcome.sealed_ms ? fact("result.sealed.label", t("result.sealed", { time: `${longDate(outcome.sealed_ms)}, ${clockTime(outcome.sealed_ms)}` })) : null),
    h("p", { class: "hint" }, t("result.code.hint")),
    h("div", { class: "actions" }, h("button", { type: "button", class: "btn primary", onclick: save, disabled: !outcome.receipt }, icon("download"), t("result.download")), h("button", { type: "button", class: "btn", onclick: () => window.print() }, icon("print"), t("result.print")))),
  ), h("div", { class: "check" }, h("h3", {}, t("result.check")), h("p", {}, t("result.check.text")), h("pre", { tabindex: "0" }, h("code", {}, `takar verify ${name} --key "${outcome.key_fingerprint ?? ""}"`)), h("p", { class: "hint" }, t("result.check.key"))));
}

/** What a verdict other than SAH means for the participant. @param {any} outcome */
function verdictNote(outcome) {
  const key = !outcome.receipt ? "result.note.unrecorded" : outcome.verdict === "SEMENTARA" ? "result.note.provisional" : "result.note.failed";
  return h("p", { class: "alert warn verdict-note" }, icon("alert"), t(key));
}

/**
 * @param {any} label
 * @param {import("../dom.js").Child} value
 */
function fact(label, value) {
  return h("div", {}, h("dt", {}, t(label)), h("dd", {}, value));
}

/**
 * @param {string} code
 * @returns {string} in groups of four, easier to copy by hand
 */
export function grouped(code) {
  return code.replace(/[^0-9A-Za-z]/g, "").replace(/(.{4})(?=.)/g, "$1 ");
}

/**
 * @param {App} app
 * @param {any} outcome
 */
function ending(app, outcome) {
  const status = h("p", { class: "hint", role: "status" }, t("result.seen.hint"));
  const leave = h("button", { type: "button", class: "btn primary big", onclick: () => confirmEnd(app, outcome, status, leave) }, t("result.seen"));
  return h("div", { class: "ending" }, leave, status);
}

/**
 * @param {App} app
 * @param {any} outcome
 * @param {HTMLElement} status
 * @param {HTMLButtonElement} leave
 */
function confirmEnd(app, outcome, status, leave) {
  const saved = app.shelf.get("saved") === outcome.sitting;
  dialog(t("result.seen.sure"), [h("p", {}, t("result.seen.sure.text")), saved ? null : h("p", { class: "alert warn" }, icon("alert"), t("result.seen.nodownload"))], [
    { label: t("result.seen"), kind: "primary", run: () => void finish(app, outcome, status, leave) },
    { label: t("common.back") },
  ]);
}

/**
 * Only after the server knows that the result was seen, and has every click, does this device forget.
 * @param {App} app
 * @param {any} outcome
 * @param {HTMLElement} status
 * @param {HTMLButtonElement} leave
 */
async function finish(app, outcome, status, leave) {
  leave.disabled = true;
  const waiting = setTimeout(() => (status.textContent = t("result.seen.waiting")), 1500);
  if (app.exam) await app.exam.sync.flushed(app.exam.outbox.last);
  await app.exam?.insist("/api/acknowledge", () => ({}));
  clearTimeout(waiting);
  await app.erase(outcome.sitting);
  app.shelf.remove("saved");
  app.go(done);
}

// @ts-check
/** Everything is flushed before the section changes or the exam is submitted. Offline it waits, visibly. */

import { h, icon } from "../dom.js";
import { say, t } from "../text/text.js";
import { fileButton } from "../parts/file.js";
import { sitting } from "./sitting.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {import("../exam.js").Exam} Exam */
/** @typedef {"section"|"submit"|"timeover"} Aim */

/** The server closes a section on its own some seconds after the deadline; ask this often meanwhile. */
const ASK_MS = 1500;

/**
 * @param {App} app
 * @param {Aim} aim
 */
export function sending(app, aim) {
  const exam = /** @type {Exam} */ (app.exam);
  exam.pen.settle();
  const off = new AbortController();
  const heading = h("h1", {});
  const words = h("p", { role: "status" });
  const waiting = h("div", {});
  const draw = () => drawState(app, exam, aim, heading, words, waiting);
  app.stage.show(t("send.title"), [h("section", { class: "card notice sending" }, heading, h("div", { class: "progress", "aria-hidden": "true" }), words, waiting)], { name: "sending" });
  draw();
  exam.addEventListener("change", draw, { signal: off.signal });
  exam.addEventListener("link", draw, { signal: off.signal });
  void pursue(app, exam, aim, off.signal, words);
  return () => off.abort();
}

/**
 * @param {App} app
 * @param {Exam} exam
 * @param {Aim} aim
 * @param {HTMLElement} heading
 * @param {HTMLElement} words
 * @param {HTMLElement} waiting
 */
function drawState(app, exam, aim, heading, words, waiting) {
  const pending = exam.outbox.pending();
  const last = exam.view.section === exam.view.sections.length - 1 || exam.timeLeft().total === 0;
  const over = aim === "timeover";
  heading.textContent = over ? t(last ? "send.timeover" : "send.timeover.section") : t(!exam.sync.online ? "send.offline.title" : aim === "submit" ? "send.title" : "send.title.section");
  words.textContent = pending.length ? t("send.left", { n: pending.length }) : over ? t("send.timeover.text") : t(aim === "submit" ? "send.asking" : "send.asking.section");
  waiting.replaceChildren();
  if (exam.sync.online) return;
  words.textContent = t(pending.length ? "send.offline" : "send.offline.done");
  if (!pending.length) return;
  waiting.append(h("p", { class: "unsent-count" }, icon("cloudoff"), t("send.offline.count", { n: pending.length })), fileButton(app, pending));
}

/**
 * @param {App} app
 * @param {Exam} exam
 * @param {Aim} aim
 * @param {AbortSignal} signal
 * @param {HTMLElement} words
 * @returns {Promise<void>}
 */
async function pursue(app, exam, aim, signal, words) {
  await exam.sync.flushed(exam.outbox.last);
  if (signal.aborted) return;
  if (aim === "timeover") return follow(app, exam, signal);
  const path = aim === "submit" ? "/api/submit" : "/api/section";
  const reply = await exam.insist(path, () => (aim === "submit" ? exam.mark() : { ...exam.mark(), to: (exam.view.section ?? 0) + 1 }));
  if (signal.aborted) return;
  if (reply.ok) {
    exam.sync.up(reply);
    return app.received(reply);
  }
  if (reply.refusal.code === "ANSWERS_MISSING") return retry(app, exam, aim, signal, words);
  words.textContent = `${t("send.refused")}. ${say(reply.refusal)}`;
  await app.refresh();
  if (!signal.aborted) app.go(sitting);
}

/**
 * The server lacks something that it had acknowledged: it was restored. Its view says what to send again.
 * @param {App} app
 * @param {Exam} exam
 * @param {Aim} aim
 * @param {AbortSignal} signal
 * @param {HTMLElement} words
 * @returns {Promise<void>}
 */
async function retry(app, exam, aim, signal, words) {
  await new Promise((resolve) => setTimeout(resolve, ASK_MS));
  await app.refresh();
  if (!signal.aborted) return pursue(app, exam, aim, signal, words);
}

/**
 * The time is over: the server decides what comes next, this page follows.
 * @param {App} app
 * @param {Exam} exam
 * @param {AbortSignal} signal
 */
async function follow(app, exam, signal) {
  while (!signal.aborted) {
    await new Promise((resolve) => setTimeout(resolve, ASK_MS * (0.7 + 0.6 * Math.random())));
    if (signal.aborted) return;
    const reply = await app.refresh();
    if (reply.ok) exam.sync.up(reply);
    else exam.sync.down(reply.refusal);
    const { section } = exam.timeLeft();
    if (!signal.aborted && reply.ok && section !== null && section > 0) return app.go(sitting);
  }
}

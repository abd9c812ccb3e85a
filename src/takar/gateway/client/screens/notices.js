// @ts-check
/** Screens that only say something and offer one step. */

import { h, icon } from "../dom.js";
import { jittered } from "../rules/retry.js";
import { say, t } from "../text/text.js";
import { fileButton } from "../parts/file.js";
import { login } from "./login.js";

/** @typedef {import("../app.js").App} App */

/**
 * @param {App} app
 * @param {string} sign
 * @param {string} title
 * @param {import("../dom.js").Child[]} body
 */
function notice(app, sign, title, body) {
  app.stage.show(title, [h("section", { class: "card notice" }, h("div", { class: "notice-sign" }, icon(sign)), h("h1", {}, title), ...body)], { name: "notice" });
}

/**
 * @param {string} label
 * @param {() => void} run
 */
function button(label, run) {
  return h("div", { class: "actions center" }, h("button", { type: "button", class: "btn primary", onclick: run }, label));
}

/**
 * Before anything is known; `offline` once the server did not answer.
 * @param {App} app
 * @param {boolean} [offline]
 */
export function booting(app, offline = false) {
  const title = t(offline ? "offline.boot.title" : "boot.busy");
  notice(app, offline ? "cloudoff" : "clock", title, [h("div", { class: "progress", "aria-hidden": "true" }), h("p", {}, offline ? t("offline.boot.text") : "")]);
  if (!offline) return undefined;
  const timer = setTimeout(() => void app.enter(), jittered(3000, Math.random()));
  return () => clearTimeout(timer);
}

/**
 * @param {App} app
 * @param {boolean} lost whether this tab had the exam and another one took it
 */
export function otherTab(app, lost) {
  const take = async () => {
    await app.tab.takeOver();
    await app.enter();
  };
  notice(app, "grid", t(lost ? "tab.lost.title" : "tab.title"), [h("p", {}, t(lost ? "tab.lost.text" : "tab.text")), button(t("tab.take"), () => void take())]);
}

/** Another device has the seat; what this one still holds goes on being sent. @param {App} app */
export function movedAway(app) {
  const exam = app.exam;
  const left = h("p", { role: "status" });
  const file = h("div", {});
  const update = () => {
    const count = exam?.outbox.pending().length ?? 0;
    left.textContent = count ? t("moved.unsent", { n: count }) : "";
    file.replaceChildren(...(count && exam ? [fileButton(app, exam.outbox.pending())] : []));
  };
  notice(app, "person", t("moved.title"), [h("p", {}, t("moved.text")), left, button(t("moved.here"), () => app.go(login)), file]);
  update();
  exam?.addEventListener("change", update);
  return () => exam?.removeEventListener("change", update);
}

/**
 * @param {App} app
 * @param {import("../types.js").Refusal} refusal
 */
export function signedOut(app, refusal) {
  notice(app, "lock", t("signedout.title"), [h("p", {}, say(refusal)), h("p", {}, t("signedout.text")), button(t("login.submit"), () => app.go(login))]);
}

/** @param {App} app */
export function done(app) {
  notice(app, "check", t("done.title"), [h("p", {}, t("done.text")), button(t("done.next"), () => app.go(login))]);
}

/** A fault of this page. @param {App} app */
export function broken(app) {
  if (document.querySelector(".broken")) return;
  app.stage.tell("warn", [icon("alert"), h("div", { class: "broken" }, h("b", {}, t("fault.title")), " ", t("fault.text")),
    h("button", { type: "button", class: "btn", onclick: () => location.reload() }, t("fault.reload"))]);
}

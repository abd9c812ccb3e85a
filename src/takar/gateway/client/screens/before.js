// @ts-check
/** Before the sitting: is this you, what will happen, waiting for the proctor. */

import { h, icon } from "../dom.js";
import { call } from "../net/api.js";
import { jittered } from "../rules/retry.js";
import { clockTime, longDate, say, shortTime, t } from "../text/text.js";
import { keyTable } from "../parts/help.js";
import { forget } from "../keep/leftovers.js";
import { login } from "./login.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {import("../types.js").View} View */

/** No letters and digits that look alike. */
const LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

/** @param {App} app */
export function confirm(app) {
  const view = /** @type {View} */ (app.view);
  const yes = () => {
    app.shelf.put(`step.${view.sitting}`, "confirmed");
    app.go(briefing);
  };
  app.stage.show(t("confirm.title"), [
    h("section", { class: "card confirm" }, h("h1", {}, t("confirm.title")), h("p", { class: "lead" }, t("confirm.lead")),
      h("dl", { class: "identity" },
        pair("confirm.name", view.participant.name, "identity-name"), pair("confirm.number", view.participant.number), pair("confirm.seat", view.participant.seat),
        pair("confirm.session", view.session.title), pair("confirm.room", view.session.room)),
      h("div", { class: "actions" }, h("button", { type: "button", class: "btn primary big", onclick: yes }, t("confirm.yes")),
        h("button", { type: "button", class: "btn big", onclick: () => void leave(app, view.sitting) }, t("confirm.no"))),
      h("p", { class: "hint" }, t("confirm.no.help"))),
  ], { name: "confirm", extra: [app.stage.languageButton()] });
}

/**
 * Somebody else's number: free the seat, forget it here.
 * @param {App} app
 * @param {string} sitting
 */
async function leave(app, sitting) {
  await call("/api/leave", {});
  await forget(app, sitting);
  app.go(login);
}

/**
 * @param {import("../text/text.js").Key} label
 * @param {string} value
 * @param {string} [className]
 */
function pair(label, value, className = "") {
  return h("div", { class: className }, h("dt", {}, t(label)), h("dd", {}, value || "–"));
}

/** @param {App} app */
export function briefing(app) {
  const view = /** @type {View} */ (app.view);
  const nonce = nonceField(app, view);
  const proceed = () => {
    if (!nonce.valid()) return;
    app.shelf.put(`step.${view.sitting}`, "briefed");
    app.go(waiting);
  };
  app.stage.show(t("brief.title"), [
    h("header", { class: "page-head" }, h("p", { class: "kicker" }, view.assessment.title), h("h1", {}, t("brief.title"))),
    ...trouble(app), measures(view), times(view), shown(view), kept(), receipt(nonce.node),
    h("section", { class: "card" }, h("h2", {}, t("brief.keys")), keyTable()),
    h("div", { class: "actions last" }, h("button", { type: "button", class: "btn primary big", onclick: proceed }, t("brief.continue"))),
  ], { name: "briefing", extra: [app.stage.languageButton()] });
}

/** @param {App} app */
function trouble(app) {
  const words = [];
  if (!("serviceWorker" in navigator)) words.push(t("brief.noworker"));
  if (app.shelf.fault || !app.database) words.push(t("brief.nostorage"));
  return words.map((sentence) => h("div", { class: "alert warn", role: "alert" }, icon("alert"), h("p", {}, sentence)));
}

/** @param {View} view */
function measures(view) {
  const purpose = view.assessment.purpose === "seleksi" ? "brief.purpose.seleksi" : "brief.purpose.pemetaan";
  return h("section", { class: "card" }, h("h2", {}, t("brief.measures")),
    h("ul", { class: "measures" }, ...view.measures.map((measure) => h("li", {}, say(measure)))),
    h("dl", { class: "facts" }, pair("brief.purpose", t(purpose)), pair("brief.organiser", view.assessment.organiser)),
    view.assessment.legal_basis ? h("p", { class: "hint" }, t("brief.basis", { basis: view.assessment.legal_basis })) : null);
}

/** @param {View} view */
function times(view) {
  const head = h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("brief.section")), h("th", { scope: "col", class: "num" }, t("brief.items")), h("th", { scope: "col", class: "num" }, t("brief.minutes"))));
  const row = (/** @type {import("../types.js").SectionSummary} */ section) =>
    h("tr", {}, h("th", { scope: "row" }, `${section.code}. ${section.title}`), h("td", { class: "num" }, String(section.items)), h("td", { class: "num" }, t("common.minutes", { n: section.minutes })));
  const items = view.sections.reduce((sum, section) => sum + section.items, 0);
  const foot = h("tfoot", {}, h("tr", {}, h("th", { scope: "row" }, t("brief.total")), h("td", { class: "num" }, String(items)), h("td", { class: "num" }, t("common.minutes", { n: view.total_minutes }))));
  return h("section", { class: "card" }, h("h2", {}, t("brief.time")), h("table", { class: "plain" }, head, h("tbody", {}, ...view.sections.map(row)), foot), h("p", { class: "hint" }, t("brief.time.lead")));
}

/** @param {View} view */
function shown(view) {
  const when = view.visibility.when === "held" ? "brief.shown.held" : "brief.shown.at_submission";
  return h("section", { class: "card" }, h("h2", {}, t("brief.shown")), h("p", {}, say(/** @type {any} */ (view.visibility)) || t(when)));
}

function kept() {
  return h("section", { class: "card" }, h("h2", {}, t("brief.kept")), h("ol", { class: "steps" }, ...["1", "2", "3"].map((n) => h("li", {}, t(/** @type {any} */ (`brief.kept.${n}`))))));
}

/** @param {HTMLElement} field */
function receipt(field) {
  return h("section", { class: "card" }, h("h2", {}, t("brief.receipt")), h("p", {}, t("brief.receipt.text")), field);
}

/**
 * Eight characters of the participant's own, sealed into the receipt.
 * @param {App} app
 * @param {View} view
 */
function nonceField(app, view) {
  const key = `nonce.${view.sitting}`;
  const input = h("input", { id: "nonce", class: "field nonce", maxlength: 8, autocomplete: "off", autocapitalize: "characters", spellcheck: "false", "aria-describedby": "nonce-hint nonce-error" });
  const error = h("p", { class: "field-error", id: "nonce-error", role: "alert" });
  input.value = app.shelf.get(key) ?? "";
  const accept = () => {
    input.value = input.value.toUpperCase().replace(/[^A-Z0-9]/g, "");
    app.shelf.put(key, input.value);
    error.textContent = "";
  };
  input.addEventListener("input", accept);
  const fill = () => {
    input.value = drawn();
    accept();
  };
  const valid = () => {
    if (input.value.length === 8) return true;
    error.textContent = t("brief.nonce.bad");
    input.focus();
    return false;
  };
  const node = h("div", { class: "labelled" }, h("label", { for: "nonce" }, t("brief.nonce")),
    h("div", { class: "joined" }, input, h("button", { type: "button", class: "btn", onclick: fill }, t("brief.nonce.auto"))), h("p", { class: "hint", id: "nonce-hint" }, t("brief.nonce.hint")), error);
  return { node, valid };
}

/** @returns {string} eight characters from the browser's random numbers */
function drawn() {
  return [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => LETTERS[byte % LETTERS.length]).join("");
}

/** @param {App} app */
export function waiting(app) {
  const view = /** @type {View} */ (app.view);
  const state = h("p", { class: "hint", role: "status" });
  const error = h("div", { role: "alert" });
  const start = h("button", { type: "button", class: "btn primary big", onclick: () => void begin(app, view, error, start) }, t("brief.start"));
  const heading = h("h1", {});
  const lead = h("p", { class: "lead" });
  const progress = h("div", { class: "progress", "aria-hidden": "true" });
  const draw = () => {
    const ready = app.view?.state === "ready";
    heading.textContent = t(ready ? "brief.ready.title" : "wait.title");
    lead.textContent = ready ? `${view.sections.length ? view.sections[0].title : ""} · ${t("common.minutes", { n: view.total_minutes })}` : t("wait.lead");
    start.hidden = !ready;
    progress.hidden = ready;
  };
  draw();
  const card = h("section", { class: "card waiting" }, heading, lead, progress,
    h("dl", { class: "facts" }, pair("confirm.name", view.participant.name), pair("confirm.seat", view.participant.seat),
      pair("wait.window", `${longDate(view.session.opens_ms)}, ${shortTime(view.session.opens_ms).replace(/ .*/, "")}–${shortTime(view.session.closes_ms)}`)),
    error, h("div", { class: "actions" }, start, h("button", { type: "button", class: "btn", onclick: () => app.go(briefing) }, t("wait.again"))), state);
  app.stage.show(t("wait.title"), [card], { name: "waiting", extra: [app.stage.languageButton()] });
  return poll(app, draw, state);
}

/**
 * Ask now and then whether the proctor has started.
 * @param {App} app
 * @param {() => void} draw
 * @param {HTMLElement} state
 */
function poll(app, draw, state) {
  let stopped = false;
  const ask = async () => {
    const before = app.view?.state;
    const reply = await app.refresh();
    if (stopped) return;
    const now = app.now();
    state.textContent = reply.ok && now !== null ? t("wait.checked", { time: clockTime(now) }) : t("wait.offline");
    if (app.view?.state !== before) {
      draw();
      app.stage.focusHeading();
    }
    timer = setTimeout(() => void ask(), jittered(app.view?.state === "ready" ? 10_000 : 3000, Math.random()));
  };
  let timer = setTimeout(() => void ask(), jittered(1500, Math.random()));
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

/**
 * @param {App} app
 * @param {View} view
 * @param {HTMLElement} error
 * @param {HTMLButtonElement} start
 */
async function begin(app, view, error, start) {
  start.disabled = true;
  const reply = await call("/api/start", { nonce: app.shelf.get(`nonce.${view.sitting}`) ?? drawn() });
  start.disabled = false;
  if (reply.ok) return app.received(reply);
  error.replaceChildren(h("div", { class: "alert danger" }, icon("alert"), h("p", {}, say(reply.refusal))));
  return app.refresh();
}

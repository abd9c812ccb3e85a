// @ts-check
/** Who are you? NIP or participant number, and the PIN of the session. */

import { h, icon, real } from "../dom.js";
import { call } from "../net/api.js";
import { say, t } from "../text/text.js";
import { forget, unsent } from "../keep/leftovers.js";
import { fileButton } from "../parts/file.js";

/** @typedef {import("../app.js").App} App */

/** What was typed stays when the language is changed. */
const draft = { identity: "", pin: "" };

/** @param {App} app */
export function login(app) {
  const identity = field("identity", { autocomplete: "username", spellcheck: "false", maxlength: 32 });
  const pin = field("pin", { autocomplete: "one-time-code", maxlength: 12 });
  const error = h("div", { role: "alert" });
  const submit = h("button", { class: "btn primary big", type: "submit" }, t("login.submit"));
  const leftover = h("div", {});
  const form = h("form", { class: "card login", novalidate: true }, h("h1", {}, t("login.title")), h("p", { class: "lead" }, t("login.lead")),
    error, labelled(identity, "login.identity", "login.identity.hint"), labelled(pin, "login.pin", "login.pin.hint"), submit);
  form.addEventListener("submit", (event) => (event.preventDefault(), void enter(app, identity, pin, error, submit)));
  app.stage.show(t("login.title"), [form, leftover], { name: "login", focus: false, extra: [app.stage.languageButton()] });
  identity.focus({ preventScroll: true });
  void showLeftovers(app, leftover);
}

/**
 * @param {"identity"|"pin"} name
 * @param {Record<string, any>} more
 */
function field(name, more) {
  const input = h("input", { id: name, name, class: "field", inputmode: "numeric", "aria-describedby": `${name}-hint`, required: true, ...more });
  input.value = draft[name];
  input.addEventListener("input", () => (draft[name] = input.value));
  return input;
}

/**
 * @param {HTMLInputElement} input
 * @param {import("../text/text.js").Key} label
 * @param {import("../text/text.js").Key} hint
 */
function labelled(input, label, hint) {
  return h("div", { class: "labelled" }, h("label", { for: input.id }, t(label)), input, h("p", { class: "hint", id: `${input.id}-hint` }, t(hint)));
}

/**
 * @param {string} identity
 * @param {string} pin
 * @returns {{field: "identity"|"pin", words: string}|null} what is wrong before asking the server
 */
export function faultOf(identity, pin) {
  const digits = identity.replace(/\D/g, "");
  if (!identity.trim()) return { field: "identity", words: t("login.identity.empty") };
  if (/^[\d\s.]+$/.test(identity) && digits.length > 9 && digits.length !== 18) return { field: "identity", words: t("login.identity.nip", { n: digits.length }) };
  return pin.trim() ? null : { field: "pin", words: t("login.pin.empty") };
}

/**
 * @param {App} app
 * @param {HTMLInputElement} identity
 * @param {HTMLInputElement} pin
 * @param {HTMLElement} error
 * @param {HTMLButtonElement} submit
 */
async function enter(app, identity, pin, error, submit) {
  const fault = faultOf(identity.value, pin.value);
  error.replaceChildren();
  for (const input of [identity, pin]) input.removeAttribute("aria-invalid");
  if (fault) return complain(error, fault.field === "pin" ? pin : identity, fault.words);
  submit.disabled = true;
  submit.textContent = t("login.busy");
  const reply = await call("/api/login", { identity: identity.value.trim(), pin: pin.value.trim(), device: app.device });
  submit.disabled = false;
  submit.textContent = t("login.submit");
  if (!reply.ok) return complain(error, reply.refusal.code.includes("PIN") ? pin : identity, say(reply.refusal));
  draft.identity = draft.pin = "";
  const previous = app.shelf.get("current");
  if (previous && previous !== reply.body.sitting) await forget(app, previous);
  app.exam?.sync.stop();
  app.exam = null;
  return app.received(reply);
}

/**
 * @param {HTMLElement} error
 * @param {HTMLInputElement} input
 * @param {string} words
 */
function complain(error, input, words) {
  error.replaceChildren(h("div", { class: "alert danger" }, icon("alert"), h("div", {}, h("b", {}, t("login.failed")), h("p", {}, words))));
  input.setAttribute("aria-invalid", "true");
  input.focus();
  input.select();
}

/**
 * @param {App} app
 * @param {HTMLElement} place
 */
async function showLeftovers(app, place) {
  for (const [sitting, events] of await unsent(app)) {
    const view = await app.database?.view(sitting).catch(() => null);
    const who = view?.participant.number ?? "?";
    place.append(h("aside", { class: "card leftover" }, h("h2", {}, t("login.leftover.title")), h("p", {}, t("login.leftover", { n: events.length, who })),
      ...real([fileButton(app, events, { number: who, device: view?.device ?? app.device })])));
  }
}

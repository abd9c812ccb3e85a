// @ts-check
/** The rater's final word: what it means, what is still missing, the passphrase. */

import { call } from "../api.js";
import { h } from "../dom.js";
import { missing } from "../rules/sheet.js";
import { decimal, hour, language, said, t } from "../text/text.js";

/** @param {import("../screens/sheet.js").SheetScreen} screen */
export async function lockDialog(screen) {
  const { outbox, desk } = screen;
  if (!outbox || screen.locked) return;
  const names = new Map(screen.form.dimensions.map((/** @type {any} */ one) => [one.code, said(one, "name")]));
  const left = missing(screen.state, screen.form);
  const say = h("p.warning", { role: "alert" });
  const field = h("input.value.wide-field", { id: "passphrase", type: "password", autocomplete: "current-password", required: true, autofocus: true });
  const button = h("button.btn.primary", { type: "submit" }, t("lockNow"));
  const cancel = h("button.btn", { autofocus: left.length > 0, onclick: () => dialog.close() }, t("cancel"));
  const rows = screen.form.dimensions.map((/** @type {any} */ one) => {
    const value = screen.state.ratings.get(one.code)?.value ?? "–";
    return h("tr", {}, h("th", { scope: "row" }, said(one, "name")), h("td.tabular", {}, value === "NE" ? t("neLong") : decimal(value)));
  });
  const head = h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("competencies")), h("th", { scope: "col" }, t("yourRating"))));
  const parts = [h("h2", { id: "lock-title" }, t("lockTitle")), h("div.dialog-scroll", { tabindex: -1 }, h("table.sheets", {}, head, h("tbody", {}, ...rows))), h("p", {}, t("lockWhat")), h("p", {}, t("lockReopen")), h("p", {}, t("lockBlind"))];
  const sign = async (/** @type {Event} */ event) => {
    event.preventDefault();
    button.disabled = true;
    button.textContent = t("locking");
    const refusal = await lock(screen, field.value);
    button.disabled = false;
    button.textContent = t("lockNow");
    if (!refusal) return dialog.close();
    say.textContent = language() === "en" ? refusal.en : refusal.id;
    return field.select();
  };
  if (left.length) say.textContent = t("lockBlocked", { n: left.length, list: left.map((code) => names.get(code)).join(", ") });
  else if (desk.list && !desk.list.signing_key) say.replaceChildren(t("noKey"), " ", keyLink(desk.list.signing_key_url));
  else if (!desk.sync.online) say.textContent = t("lockOffline");
  const foot = left.length || (desk.list && !desk.list.signing_key) ? h("div.acts", {}, cancel)
    : h("form", { onsubmit: sign }, h("label", { for: "passphrase" }, t("passphrase")), field, h("div.acts", {}, cancel, button));
  const dialog = h("dialog.dialog", { "aria-labelledby": "lock-title" }, ...parts, say, foot);
  dialog.addEventListener("close", () => dialog.remove());
  screen.root.append(dialog);
  dialog.showModal();
}

/** @param {string} url */
function keyLink(url) {
  return url ? h("a", { href: `${url}?next=${encodeURIComponent(`/asesor/${location.hash}`)}` }, t("makeKey")) : t("makeKeyElse");
}

/**
 * Everything first, then the lock.
 * @param {import("../screens/sheet.js").SheetScreen} screen
 * @param {string} passphrase
 * @returns {Promise<any>} why not, or null
 */
async function lock(screen, passphrase) {
  const { outbox, desk } = screen;
  if (!outbox) return null;
  outbox.settleDrafts();
  desk.sync.retry();
  if (!(await desk.sync.flushed(outbox))) return { id: t("lockOffline"), en: t("lockOffline") };
  const reply = await call("lock", { sheet: outbox.sheet, device: outbox.device, last_seq: outbox.last, passphrase });
  if (!reply.ok) {
    desk.sync.link(reply.status !== 0, reply.status === 401);
    return reply.refusal;
  }
  outbox.locked(reply.body.locked_ms);
  desk.tell("success", t("lockDone", { at: hour(reply.body.locked_ms, desk.list?.zone ?? "WIB") }));
  const line = desk.list?.sheets.find((/** @type {any} */ one) => one.id === outbox.sheet);
  if (line) line.locked = true;
  await outbox.erase();
  return null;
}

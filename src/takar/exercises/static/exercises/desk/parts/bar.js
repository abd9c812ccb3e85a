// @ts-check
/** The line at the top of every screen: where one is, whether everything is saved, the way out. */

import { fill, h } from "../dom.js";
import { choose, language, t } from "../text/text.js";
import { leaveDialog } from "./leaving.js";

/** @typedef {import("../desk.js").Desk} Desk */

/**
 * @param {Desk} desk
 * @param {any[]} middle
 */
export function bar(desk, middle) {
  const lamp = h("span.lamp", { role: "status" });
  const other = language() === "en" ? "id" : "en";
  const swap = () => { choose(other); document.documentElement.lang = other; desk.route(); };
  const root = h("header.bar", {},
    h("a.brand", { href: document.body.dataset.office, "aria-label": `Takar: ${t("office")}` }, h("img", { src: document.body.dataset.mark, alt: "Takar" })),
    ...middle, lamp,
    h("div.menu", {},
      h("button.quiet", { onclick: swap, lang: other }, t("otherLanguage")),
      h("button.quiet", { onclick: () => void leaveDialog(desk) }, t("signOut"))));
  return { root, update: () => light(desk, lamp) };
}

/**
 * @param {Desk} desk
 * @param {HTMLElement} lamp
 */
function light(desk, lamp) {
  const [state, text] = saved(desk);
  if (lamp.dataset.state === state && lamp.textContent === text) return;
  lamp.dataset.state = state;
  lamp.textContent = text;
}

/** @param {Desk} desk */
function saved(desk) {
  const n = desk.unsent;
  if (n === 0) return ["saved", t("savedServer")];
  const lost = [...desk.outboxes.values()].some((one) => [...one.waiting.keys()].some((key) => !one.kept.has(key)));
  if (lost && desk.sync.failures) return ["lost", t("notKept")];
  if (desk.sync.failures || !desk.sync.online || desk.sync.signedOut || desk.sync.stuck.size) return ["here", t("savedHere", { n })];
  return ["sending", t("sending")];
}

/**
 * What must be known about the connection, and the last notice.
 * @param {Desk} desk
 * @param {HTMLElement} place
 */
export function banners(desk, place) {
  const found = [];
  const next = `${document.body.dataset.login}?next=${encodeURIComponent("/asesor/" + location.hash)}`;
  if (desk.sync.signedOut) found.push(["warning", t("signedOut"), h("a.btn", { href: next }, t("signIn"))]);
  else if (!desk.sync.online) found.push(["warning", t(location.hash ? "offlineBanner" : "offlineList"), null]);
  if (desk.shelf.memory.size) found.push(["danger", t("notKeptBanner"), null]);
  for (const other of desk.others()) found.push(["danger", t("othersUnsent", other), null]);
  if (desk.notice) found.push([desk.notice.kind, desk.notice.text, null]);
  const key = JSON.stringify([found.map(([kind, text]) => [kind, text]), next]);
  if (place.dataset.shown === key) return;
  place.dataset.shown = key;
  fill(place, found.map(([kind, text, act]) => h(`div.banner.${kind}`, { role: kind === "danger" ? "alert" : "status" }, text, act)));
}

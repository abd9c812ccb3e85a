// @ts-check
/** Signing out: what the server has goes from this device; what it lacks is said and stays. */

import { h } from "../dom.js";
import { t } from "../text/text.js";

/** @param {import("../desk.js").Desk} desk */
export async function leaveDialog(desk) {
  desk.settle();
  const text = h("div.dialog-text");
  const acts = h("div.acts");
  const dialog = h("dialog.dialog", { "aria-labelledby": "leave-title" }, h("h2", { id: "leave-title" }, t("leaveTitle")), text, acts);
  const shut = () => { dialog.close(); dialog.remove(); if (location.hash === "#keluar") location.hash = ""; };
  const show = () => {
    const n = desk.unsent;
    text.replaceChildren(h("p", {}, t("leaveText")), n ? h("p.warning", { role: "alert" }, t("leaveUnsent", { n })) : "");
    acts.replaceChildren(
      h("button.btn", { onclick: shut }, t("cancel")),
      n ? h("button.btn.primary", { onclick: send }, t("leaveSend")) : "",
      h(n ? "button.btn" : "button.btn.primary", { onclick: () => void leave(desk) }, t(n ? "leaveAnyway" : "leaveNow")),
    );
  };
  const send = async () => {
    desk.sync.retry();
    for (const outbox of desk.outboxes.values()) await desk.sync.flushed(outbox);
    show();
  };
  show();
  desk.place.append(dialog);
  dialog.addEventListener("cancel", shut);
  dialog.showModal();
}

/** @param {import("../desk.js").Desk} desk */
async function leave(desk) {
  const user = desk.user;
  for (const outbox of [...desk.outboxes.values()]) await outbox.erase();
  if (desk.unsentOf(user) === 0) await desk.wipe(user);
  else await desk.database?.write(({ sheets, lists }) => { sheets.clear(); lists.clear(); }).catch(() => undefined);
  desk.shelf.remove("user");
  const csrf = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? "";
  const form = h("form", { method: "post", action: document.body.dataset.logout ?? "" }, h("input", { type: "hidden", name: "csrfmiddlewaretoken", value: csrf }));
  document.body.append(form);
  form.submit();
}

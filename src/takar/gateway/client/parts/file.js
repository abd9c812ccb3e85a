// @ts-check
/** Files that the participant takes along. */

import { h, icon } from "../dom.js";
import { t } from "../text/text.js";

/**
 * @param {string} name
 * @param {string} text
 * @param {string} type
 */
export function download(name, text, type) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  h("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/**
 * The clicks that no server has acknowledged, for the proctor: the last resort.
 * @param {import("../app.js").App} app
 * @param {import("../types.js").AnswerEvent[]} events
 * @param {{number: string, device: string}} [of]
 */
export function fileButton(app, events, of) {
  const number = of?.number ?? app.exam?.view.participant.number ?? "";
  const device = of?.device ?? app.device;
  const save = () => {
    const content = { format: "takar-unsent-answers", version: 1, sitting: events[0]?.sitting, device, number, events: events.map(bare) };
    download(`jawaban-belum-terkirim-${number || "peserta"}.json`, JSON.stringify(content, null, 1), "application/json");
  };
  return h("div", { class: "last-resort" },
    h("button", { type: "button", class: "btn", onclick: save }, icon("download"), t("send.file")), h("p", { class: "hint" }, t("send.file.hint")));
}

/** @param {import("../types.js").AnswerEvent} event */
function bare({ seq, epoch, kind, item, value, at_ms }) {
  return { seq, epoch, kind, item, value, at_ms };
}

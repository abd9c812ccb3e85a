// @ts-check
/** Files that the participant takes along, and the one that he may bring. */

import { h, icon } from "../dom.js";
import { carried, opened, usable } from "../rules/carried.js";
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
 * The clicks that no server has acknowledged: the last resort.
 * @param {import("../app.js").App} app
 * @param {import("../types.js").AnswerEvent[]} events
 * @param {{number: string, device: string}} [of]
 */
export function fileButton(app, events, of) {
  const number = of?.number ?? app.exam?.view.participant.number ?? "";
  const print = h("p", { class: "fingerprint", role: "status" });
  const save = () => {
    const now = app.now();
    const content = carried({ sitting: events[0].sitting, number, device: of?.device ?? app.device, made_ms: now === null ? null : Math.round(now), events });
    download(`jawaban-belum-terkirim-${number || "peserta"}-${content.sha256.slice(0, 8)}.json`, JSON.stringify(content, null, 1), "application/json");
    print.replaceChildren(`${t("send.file.print")}: `, h("code", {}, content.sha256.slice(0, 16).replace(/(.{4})(?=.)/g, "$1 ")));
  };
  return h("div", { class: "last-resort" },
    h("button", { type: "button", class: "btn", onclick: save }, icon("download"), t("send.file")), h("p", { class: "hint" }, t("send.file.hint")), print);
}

/**
 * Load such a file on the device on which the participant goes on: its answers become clicks made here and now.
 * @param {import("../exam.js").Exam} exam
 */
export function fileLoader(exam) {
  const outcome = h("p", { role: "status" });
  const input = h("input", { type: "file", class: "hidden", id: "answer-file", accept: ".json,application/json", "aria-label": t("load.button"), tabindex: -1 });
  const load = async () => {
    const [file] = input.files ?? [];
    if (file) outcome.textContent = taken(exam, opened(await file.text(), exam.view.sitting));
    input.value = "";
  };
  input.addEventListener("change", () => void load());
  return h("div", { class: "last-resort" }, h("p", {}, t("load.lead")), input,
    h("div", { class: "actions" }, h("button", { type: "button", class: "btn", onclick: () => input.click() }, t("load.button"))), outcome);
}

/**
 * @param {import("../exam.js").Exam} exam
 * @param {ReturnType<typeof opened>} file
 * @returns {string} what happened, in words
 */
function taken(exam, file) {
  if ("fault" in file) return t(/** @type {any} */ (`load.fault.${file.fault}`), { who: file.number ?? "" });
  const { take, stay, outside } = usable(file.events, { items: exam.items, answers: exam.answers, touched: exam.outbox.touched(), epoch: exam.view.epoch });
  for (const { item, option } of take) exam.choose(item, option);
  const words = [t("load.taken", { n: take.length })];
  if (stay.length) words.push(t("load.stay", { numbers: stay.join(", ") }));
  if (outside) words.push(t("load.outside", { n: outside }));
  return words.join(" ");
}

// @ts-check
/** The file of unsent answers: how it is made, and what of it may be taken over on another device. Pure. */

import { canonical, sha256 } from "./canonical.js";
import { latest } from "./merge.js";
import { takes } from "./writing.js";

/** @typedef {import("../types.js").AnswerEvent} AnswerEvent */
/** @typedef {import("../types.js").Item} Item */

const FORMAT = "takar-unsent-answers";
const VERSION = 2;
const ABOUT = {
  id: "Jawaban yang belum diterima server saat berkas ini dibuat. Tidak dihitung dengan sendirinya. Selama bagiannya masih berjalan, peserta yang sama dapat memuatnya di perangkat lain: masuk, buka Bantuan, Muat berkas jawaban. sha256 dihitung atas isi ini tanpa sha256, ditulis menurut RFC 8785.",
  en: "Answers that the server had not received when this file was made. They do not count by themselves. While their section is running, the same participant may load them on another device: sign in, open Help, Load answer file. sha256 is over this content without sha256, written as RFC 8785 says.",
};

/**
 * @param {{sitting: string, number: string, device: string, made_ms: number|null, events: AnswerEvent[]}} what
 * @returns {Record<string, any>}
 */
export function carried({ sitting, number, device, made_ms, events }) {
  const bare = events.map(({ seq, epoch, kind, item, value, at_ms }) => ({ seq, epoch, kind, item, value, at_ms }));
  const content = { format: FORMAT, version: VERSION, about: ABOUT, sitting, number, device, epoch: Math.max(0, ...bare.map((one) => one.epoch)), made_ms, events: bare };
  return { ...content, sha256: sha256(canonical(content)) };
}

/**
 * @param {string} text
 * @param {string} sitting
 * @returns {{events: AnswerEvent[]} | {fault: "unreadable"|"changed"|"other", number?: string}}
 */
export function opened(text, sitting) {
  const { sha256: stated, ...content } = read(text);
  if (content.format !== FORMAT || content.version !== VERSION || !Array.isArray(content.events)) return { fault: "unreadable" };
  if (stated !== sha256(canonical(content))) return { fault: "changed" };
  return content.sitting === sitting ? { events: content.events } : { fault: "other", number: String(content.number) };
}

/**
 * @param {string} text
 * @returns {Record<string, any>}
 */
function read(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

/**
 * Which answers of the file this device may click now, by the server's own rule: an item without an answer is
 * filled; one that has an answer changes only when the file comes from the login directly before this one
 * (then its click is the later one) and nothing was clicked here since.
 * @param {AnswerEvent[]} events
 * @param {{items: Item[], answers: Map<string, string>, touched: Set<string>, epoch: number}} here
 * @returns {{take: {item: string, option: string}[], stay: number[], outside: number}} `stay` are numbers of questions
 */
export function usable(events, { items, answers, touched, epoch }) {
  const result = { take: /** @type {{item: string, option: string}[]} */ ([]), stay: /** @type {number[]} */ ([]), outside: 0 };
  for (const [id, event] of latest(events, "answer")) {
    const at = items.findIndex((item) => item.id === id);
    const option = event.value;
    if (at < 0) result.outside += 1;
    if (!takes(items[at], option) || answers.get(id) === option) continue;
    if (!answers.has(id) || (event.epoch === epoch - 1 && !touched.has(id))) result.take.push({ item: id, option });
    else result.stay.push(at + 1);
  }
  result.stay.sort((a, b) => a - b);
  return result;
}

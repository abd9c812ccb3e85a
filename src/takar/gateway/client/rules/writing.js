// @ts-check
/** Answers in free writing: what one looks like on its way, and what it says. Pure. The server's own rule: delivery/domain/writing.py. */

/** @typedef {import("../types.js").Item} Item */
/** @typedef {{priority: string, action: string, text: string}} Fields what is written in one place */

export const PRIORITIES = /** @type {const} */ (["urgent", "important", "later"]);
export const ACTIONS = /** @type {const} */ (["decide", "delegate", "ask", "postpone"]);
/** At 3 bytes each and with the rest of the answer this stays below the server's 64 KiB, whatever is written. */
export const LONGEST = 21_000;

/**
 * The places where a section is answered: an item is one, an in-basket is one for every letter.
 * @param {Item[]} items
 * @returns {Item[]}
 */
export function places(items) {
  return items.flatMap((item) => (item.type === "inbox" ? letters(item) : [item]));
}

/** @param {Item} inbox */
function letters(inbox) {
  return (inbox.letters ?? []).map((letter) => ({ ...inbox, id: `${inbox.id}/${letter.id}`, type: /** @type {const} */ ("letter"), letter, letters: undefined }));
}

/** @param {Item|undefined} item */
export const isWritten = (item) => item?.type === "letter" || item?.type === "essay";

/**
 * Only text: no control characters but line ends and tabs, no halves of characters, letters composed (NFC).
 * @param {string} text
 */
export function plain(text) {
  return text.replace(/\r\n?/g, "\n").replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "")
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd").normalize("NFC");
}

/**
 * The answer as it travels; null when nothing is written.
 * @param {Item} item
 * @param {Fields} fields
 * @returns {string|null}
 */
export function answerOf(item, fields) {
  const text = plain(fields.text).slice(0, LONGEST);
  if (item.type === "essay") return text.trim() ? JSON.stringify({ text }) : null;
  const { priority, action } = fields;
  return priority || action || text.trim() ? JSON.stringify({ priority, action, text }) : null;
}

/**
 * @param {string|null|undefined} answer
 * @returns {Fields}
 */
export function fieldsOf(answer) {
  const none = { priority: "", action: "", text: "" };
  try {
    return answer ? { ...none, ...JSON.parse(answer) } : none;
  } catch {
    return none;
  }
}

/** @param {string} text @returns {number} */
export function wordsIn(text) {
  return (text.match(/\S+/g) ?? []).length;
}

/**
 * Is `value` an answer that this place can take?
 * @param {Item|undefined} item
 * @param {unknown} value
 * @returns {value is string}
 */
export function takes(item, value) {
  if (typeof value !== "string") return false;
  return isWritten(item) ? answerOf(/** @type {Item} */ (item), fieldsOf(value)) === value : Boolean(item?.options.some((one) => one.id === value));
}

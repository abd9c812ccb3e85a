// @ts-check
/** What a key means while sitting. Pure. */

/** @typedef {{do: "choose", index: number} | {do: "next"|"previous"|"clear"|"flag"|"map"|"help"|"up"|"down"|"first"|"last"|"leave"|"begin"}} Intent */

const PLAIN = /** @type {Record<string, Intent["do"]>} */ ({
  arrowright: "next", n: "next", pagedown: "next",
  arrowleft: "previous", p: "previous", pageup: "previous",
  arrowup: "up", arrowdown: "down",
  backspace: "clear", delete: "clear",
  r: "flag", m: "map", "?": "help", home: "first", end: "last",
});

/**
 * @param {{key: string, ctrlKey?: boolean, altKey?: boolean, metaKey?: boolean}} press
 * @param {number} options how many options the item has
 * @returns {Intent|null} null: not ours, the browser handles it
 */
export function intentOf(press, options) {
  if (press.ctrlKey || press.altKey || press.metaKey) return null;
  const key = press.key.toLowerCase();
  const index = choiceIndex(key);
  if (index !== null) return index < options ? { do: "choose", index } : null;
  const what = PLAIN[key];
  return what ? /** @type {Intent} */ ({ do: what }) : null;
}

/**
 * @param {string} key lower case
 * @returns {number|null} 0 for "1" or "a", 4 for "5" or "e"
 */
export function choiceIndex(key) {
  if (/^[1-9]$/.test(key)) return Number(key) - 1;
  return /^[a-h]$/.test(key) ? key.charCodeAt(0) - 97 : null;
}

/** What of the plain keys has a meaning beside a text. */
const BESIDE = new Set(["next", "previous", "flag", "map", "help"]);

/**
 * The same while writing: within a text every key but Esc belongs to the text.
 * @param {{key: string, ctrlKey?: boolean, altKey?: boolean, metaKey?: boolean}} press
 * @param {{field: boolean, reading: boolean, control: boolean}} where the key was pressed
 * @returns {Intent|null}
 */
export function writingIntent(press, { field, reading, control }) {
  if (field) return press.key === "Escape" ? { do: "leave" } : null;
  if (press.key === "Enter") return control ? null : { do: "begin" };
  if (reading && press.key.startsWith("Page")) return null;
  const intent = intentOf(press, 0);
  return intent && BESIDE.has(intent.do) ? intent : null;
}

// @ts-check
/** What a key asks for outside of text boxes. Pure. Letters a–o are indicators, so commands are the letters after them. */

/** @type {Record<string, string>} */
const NAMED = { Enter: "write", ArrowUp: "up", ArrowDown: "down", ArrowLeft: "left", ArrowRight: "right", Delete: "untag", Backspace: "untag" };
/** @type {Record<string, string>} */
const LETTERS = { v: "type", t: "none", x: "clear", r: "remark", u: "edit", s: "clock", q: "next", "?": "help" };
/** @type {Record<string, string>} */
const SIGNS = { "+": "+", "=": "+", "-": "-", "_": "-", "0": "0" };

/**
 * @param {{key: string, code: string, shiftKey: boolean}} event
 * @param {{least: string, most: string, decimals: number}} scale
 * @returns {{name: string, value?: any, single?: boolean}|null} single: one character, which the rater may switch off
 */
export function command(event, scale) {
  const { key } = event;
  if (NAMED[key]) return { name: NAMED[key] };
  const digit = /^Digit([1-9])$/.exec(event.code);
  if (digit && event.shiftKey) return { name: "go", value: Number(digit[1]) - 1, single: true };
  if (SIGNS[key]) return { name: "tag", value: SIGNS[key], single: true };
  if (/^[1-9]$/.test(key) && Number(key) >= Number(scale.least) && Number(scale.most) <= 9)
    return Number(key) <= Number(scale.most) ? { name: "rate", value: key, single: true } : null;
  if (LETTERS[key.toLowerCase()]) return { name: LETTERS[key.toLowerCase()], single: true };
  return /^[a-o]$/i.test(key) ? { name: "pick", value: key.toLowerCase(), single: true } : null;
}

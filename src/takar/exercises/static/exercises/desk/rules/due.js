// @ts-check
/** Which of a person's sheets opens when his card is read. Pure. */

/** @typedef {{id: string, person: string, number: string, name: string, title: string, room: string, instrument: string,
 *   starts_ms: number|null, ends_ms: number|null, entries: number, locked: boolean, card: string}} Line */

/**
 * Open sheets before locked ones; what is due now first, then the nearest.
 * @param {Line[]} lines
 * @param {number} now ms
 */
export function dueFirst(lines, now) {
  return [...lines].sort((a, b) => Number(a.locked) - Number(b.locked) || distance(a, now) - distance(b, now) || (a.id < b.id ? -1 : 1));
}

/**
 * @param {Line} line
 * @param {number} now
 */
export function distance(line, now) {
  if (line.starts_ms === null) return 0;
  if (now < line.starts_ms) return line.starts_ms - now;
  return Math.max(0, now - (line.ends_ms ?? line.starts_ms));
}

/** A card's code whatever sign the keyboard made of the colons. */
const plain = (/** @type {string} */ code) => code.toUpperCase().replace(/[^0-9A-Z]/g, "|");

/** @param {string} text */
export const isCard = (text) => /^takar[^0-9a-z]/i.test(text.trim());

/**
 * Sheets that what was typed or scanned may mean.
 * @param {Line[]} lines
 * @param {string} typed
 * @param {number} now
 */
export function search(lines, typed, now) {
  const text = typed.trim();
  if (!text) return [];
  if (isCard(text)) return dueFirst(lines.filter((one) => one.card && plain(one.card) === plain(text)), now);
  if (/^\d{1,4}$/.test(text)) return dueFirst(lines.filter((one) => one.number && Number(one.number) === Number(text)), now);
  const words = text.toLowerCase().split(/\s+/);
  return dueFirst(lines.filter((one) => words.every((word) => one.name.toLowerCase().split(/\s+/).some((part) => part.startsWith(word)))), now);
}

// @ts-check
/** Counting answers for the map and the summaries. Pure. */

/** @typedef {"kept"|"received"|"unsent"} Lamp */

/**
 * @param {string[]} items item ids in order
 * @param {Map<string, string>} answers
 * @param {Set<string>} flags
 * @param {Set<string>} unsent items with clicks that the server has not acknowledged
 */
export function countUp(items, answers, flags, unsent) {
  const count = (/** @type {(id: string) => boolean} */ test) => items.filter(test).length;
  const answered = count((id) => answers.has(id));
  return { total: items.length, answered, empty: items.length - answered, flagged: count((id) => flags.has(id)), unsent: count((id) => unsent.has(id)) };
}

/**
 * @template T
 * @param {T[]} items
 * @param {(item: T) => boolean} wanted
 * @returns {number} index of the first wanted item, or -1
 */
export function firstWhere(items, wanted) {
  return items.findIndex(wanted);
}

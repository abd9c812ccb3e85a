// @ts-check
/**
 * Which answer counts when several devices answered one item. Pure: no clock, no storage.
 * The rule itself is in docs/rules/outbox.md and is the server's as well.
 */

/** @typedef {import("../types.js").AnswerEvent} AnswerEvent */
/** @typedef {import("../types.js").View} View */

/**
 * Later login first, then later click.
 * @param {{epoch: number, seq: number}} a
 * @param {{epoch: number, seq: number}} b
 * @returns {number} negative when `a` is the older
 */
export function compareMarks(a, b) {
  return a.epoch - b.epoch || a.seq - b.seq;
}

/**
 * The last event of each item, whatever order they arrived in.
 * @param {Iterable<AnswerEvent>} events
 * @param {"answer"|"flag"} kind
 * @returns {Map<string, AnswerEvent>}
 */
export function latest(events, kind) {
  /** @type {Map<string, AnswerEvent>} */
  const winners = new Map();
  for (const event of events) {
    if (event.kind !== kind || event.refused) continue;
    const known = winners.get(event.item);
    if (!known || compareMarks(known, event) < 0) winners.set(event.item, event);
  }
  return winners;
}

/**
 * May this device's event stand over what the server reported?
 * The server's view already holds everything of this device up to `view.last_seq[device]`. A later
 * event made under the newest login wins. One that an older login left behind only fills a gap: what
 * another machine has answered since then has the higher epoch.
 * @param {AnswerEvent} event
 * @param {View} view
 * @param {boolean} serverHasOne
 */
export function standsOver(event, view, serverHasOne) {
  if (event.seq <= (view.last_seq[view.device] ?? 0)) return false;
  return event.epoch >= view.epoch || !serverHasOne;
}

/**
 * Answers and flags as the participant must see them: the server's view and this device's own clicks.
 * @param {View} view
 * @param {Iterable<AnswerEvent>} events
 * @returns {{answers: Map<string, string>, flags: Set<string>}}
 */
export function merge(view, events) {
  const own = [...events];
  const answers = new Map(Object.entries(view.answers ?? {}).filter(([, option]) => option !== null));
  for (const [item, event] of latest(own, "answer"))
    if (standsOver(event, view, answers.has(item))) setAnswer(answers, item, event.value);
  const flags = new Set(view.flags ?? []);
  for (const [item, event] of latest(own, "flag"))
    if (event.seq > (view.last_seq[view.device] ?? 0) && event.epoch >= view.epoch) setFlag(flags, item, event.value === true);
  return { answers, flags };
}

/**
 * @param {Map<string, string>} answers
 * @param {string} item
 * @param {string|boolean|null} value null takes the answer back
 */
export function setAnswer(answers, item, value) {
  if (value === null) answers.delete(item);
  else answers.set(item, String(value));
}

/**
 * @param {Set<string>} flags
 * @param {string} item
 * @param {boolean} on
 */
export function setFlag(flags, item, on) {
  if (on) flags.add(item);
  else flags.delete(item);
}

/**
 * Sequence numbers below `from` that this device does not hold: storage was damaged between two clicks.
 * The server acknowledges without gaps, so they must be filled before anything later is acknowledged.
 * @param {number} acked highest contiguous number the server has
 * @param {Iterable<number>} held numbers waiting on this device
 * @returns {number[]}
 */
export function gaps(acked, held) {
  const waiting = new Set(held);
  const missing = [];
  for (let seq = acked + 1; seq <= Math.max(acked, ...waiting); seq += 1) if (!waiting.has(seq)) missing.push(seq);
  return missing;
}

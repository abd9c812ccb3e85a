// @ts-check
/** What earlier sittings left on this device that no server has acknowledged. */

/** @typedef {import("../types.js").AnswerEvent} AnswerEvent */

/**
 * A shelf copy counts only while the database does not say that the click was received.
 * @param {AnswerEvent[]} stored all clicks in the database
 * @param {AnswerEvent[]} shelved all clicks on the shelf
 * @returns {Map<string, AnswerEvent[]>} per sitting, oldest first; sittings with nothing left are absent
 */
export function leftovers(stored, shelved) {
  /** @type {Map<string, AnswerEvent>} */
  const known = new Map();
  for (const event of [...shelved, ...stored]) {
    const name = `${event.sitting}.${event.seq}`;
    if (!known.get(name)?.received_ms) known.set(name, event);
  }
  /** @type {Map<string, AnswerEvent[]>} */
  const left = new Map();
  for (const event of known.values())
    if (event.received_ms === null) left.set(event.sitting, [...(left.get(event.sitting) ?? []), event]);
  for (const events of left.values()) events.sort((a, b) => a.seq - b.seq);
  return left;
}

/**
 * @param {import("../app.js").App} app
 * @returns {Promise<Map<string, AnswerEvent[]>>}
 */
export async function unsent(app) {
  const stored = (await app.database?.everyEvent().catch(() => [])) ?? [];
  const shelved = app.shelf.keys("event.").map((key) => app.shelf.get(key)).filter(Boolean);
  return leftovers(stored, shelved);
}

/**
 * Another participant sits down here: what the one before left is forgotten if, and only if, all of it was acknowledged.
 * @param {import("../app.js").App} app
 * @param {string} sitting
 */
export async function forget(app, sitting) {
  if (!(await unsent(app)).has(sitting)) await app.erase(sitting);
}

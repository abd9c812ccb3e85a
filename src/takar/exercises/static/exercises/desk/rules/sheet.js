// @ts-check
/**
 * What the entries of a sheet say, in whatever order they came: the same rule as `exercises/domain/sheet.py`
 * (a test compares the two). Of two entries on one thing the one with the later stamp (tick, device, number) counts. Pure.
 *
 * @typedef {[number, string, number]} Stamp
 * @typedef {{seq: number, tick: number, device: string, kind: string, note?: string, text?: string, clock_s?: number,
 *   dimension?: string, indicator?: string, sign?: "+"|"-"|"0"|null, value?: string|null}} Entry
 * @typedef {{note: string, text: string, clock_s: number, stamp: Stamp}} Note
 * @typedef {{note: string, dimension: string, indicator: string, sign: "+"|"-"|"0"|null, stamp: Stamp}} Tag
 * @typedef {{dimension: string, value: string|null, stamp: Stamp}} Written
 * @typedef {{notes: Map<string, Note>, tags: Map<string, Tag>, ratings: Map<string, Written>, remarks: Map<string, Written>,
 *   seqs: Record<string, number>, tick: number, entries: number, locked_ms: number|null, reopened: number}} State
 */

export const NO_EVIDENCE = "NE";

/** @returns {State} */
export function empty() {
  return { notes: new Map(), tags: new Map(), ratings: new Map(), remarks: new Map(), seqs: {}, tick: 0, entries: 0, locked_ms: null, reopened: 0 };
}

/**
 * @param {Stamp} a
 * @param {Stamp} b
 */
export function later(a, b) {
  if (a[0] !== b[0]) return a[0] > b[0];
  if (a[1] !== b[1]) return a[1] > b[1];
  return a[2] > b[2];
}

/** @param {{note: string, dimension: string, indicator: string}} tag */
export const tagKey = (tag) => `${tag.note}\n${tag.dimension}\n${tag.indicator}`;

/**
 * What the server sends.
 * @param {any} view
 * @returns {State}
 */
export function read(view) {
  const state = empty();
  for (const note of view.notes) state.notes.set(note.note, note);
  for (const tag of view.tags) state.tags.set(tagKey(tag), tag);
  for (const one of view.ratings) state.ratings.set(one.dimension, one);
  for (const one of view.remarks) state.remarks.set(one.dimension, one);
  const { seqs, tick, entries, locked_ms, reopened } = view;
  return { ...state, seqs: { ...seqs }, tick, entries, locked_ms, reopened };
}

/**
 * The other way, for the database and for tests.
 * @param {State} state
 */
export function written(state) {
  const lists = { notes: [...state.notes.values()], tags: [...state.tags.values()] };
  return { ...state, ...lists, ratings: [...state.ratings.values()], remarks: [...state.remarks.values()] };
}

/**
 * @param {State} state
 * @param {Iterable<Entry>} entries
 * @returns {State} a new one
 */
export function fold(state, entries) {
  const after = { ...state, notes: new Map(state.notes), tags: new Map(state.tags), ratings: new Map(state.ratings), remarks: new Map(state.remarks) };
  for (const entry of entries) apply(after, entry);
  return after;
}

/**
 * Two states of one sheet into one: what either knows. The older of the two may be this device's own copy.
 * @param {State} own
 * @param {State} theirs
 */
export function merged(own, theirs) {
  const after = fold(theirs, []);
  for (const note of own.notes.values()) putNote(after, note);
  for (const tag of own.tags.values()) put(after.tags, tagKey(tag), tag);
  for (const one of own.ratings.values()) put(after.ratings, one.dimension, one);
  for (const one of own.remarks.values()) put(after.remarks, one.dimension, one);
  after.tick = Math.max(own.tick, theirs.tick);
  after.seqs = { ...theirs.seqs };
  for (const [device, seq] of Object.entries(own.seqs)) after.seqs[device] = Math.max(seq, after.seqs[device] ?? 0);
  const newer = own.entries > theirs.entries ? own : theirs;
  return Object.assign(after, { entries: newer.entries, locked_ms: newer.locked_ms, reopened: newer.reopened });
}

/**
 * @param {State} state
 * @param {Entry} entry
 */
function apply(state, entry) {
  /** @type {Stamp} */
  const stamp = [entry.tick, entry.device, entry.seq];
  state.tick = Math.max(state.tick, entry.tick);
  if (entry.kind === "noted") putNote(state, { note: entry.note ?? "", text: entry.text ?? "", clock_s: entry.clock_s ?? 0, stamp });
  if (entry.kind === "tagged") {
    const tag = { note: entry.note ?? "", dimension: entry.dimension ?? "", indicator: entry.indicator ?? "", sign: entry.sign ?? null, stamp };
    put(state.tags, tagKey(tag), tag);
  }
  const dimension = entry.dimension ?? "";
  if (entry.kind === "rated") put(state.ratings, dimension, { dimension, value: entry.value ?? null, stamp });
  if (entry.kind === "remarked") put(state.remarks, dimension, { dimension, value: entry.text ?? "", stamp });
}

/**
 * The moment of a note is when it was begun, however often it is corrected.
 * @param {State} state
 * @param {Note} note
 */
function putNote(state, note) {
  const older = state.notes.get(note.note);
  const begun = Math.min(note.clock_s, older?.clock_s ?? note.clock_s);
  const counts = !older || later(note.stamp, older.stamp) ? note : older;
  state.notes.set(note.note, { ...counts, clock_s: begun });
}

/**
 * @template {{stamp: Stamp}} T
 * @param {Map<string, T>} map
 * @param {string} key
 * @param {T} value
 */
function put(map, key, value) {
  const older = map.get(key);
  if (!older || later(value.stamp, older.stamp)) map.set(key, value);
}

/**
 * Notes that stand, by their moment on the exercise's clock.
 * @param {State} state
 */
export function notes(state) {
  const standing = [...state.notes.values()].filter((one) => one.text.trim() !== "");
  return standing.sort((a, b) => a.clock_s - b.clock_s || (a.note < b.note ? -1 : 1));
}

/**
 * Signs on standing notes for one dimension.
 * @param {State} state
 * @param {string} dimension
 */
export function evidence(state, dimension) {
  const standing = notes(state);
  const order = new Map(standing.map((one, place) => [one.note, place]));
  const found = [...state.tags.values()].filter((tag) => tag.dimension === dimension && tag.sign !== null && order.has(tag.note));
  return found
    .map((tag) => ({ ...tag, text: standing[order.get(tag.note) ?? 0].text, clock_s: standing[order.get(tag.note) ?? 0].clock_s }))
    .sort((a, b) => (order.get(a.note) ?? 0) - (order.get(b.note) ?? 0));
}

/**
 * @param {State} state
 * @param {string} dimension
 */
export function done(state, dimension) {
  const value = state.ratings.get(dimension)?.value ?? null;
  return value === NO_EVIDENCE || (value !== null && evidence(state, dimension).length > 0);
}

/**
 * @param {State} state
 * @param {{dimensions: {code: string}[]}} form
 * @returns {string[]} codes that still need a rating or its evidence
 */
export function missing(state, form) {
  return form.dimensions.map((one) => one.code).filter((code) => !done(state, code));
}

/**
 * The value typed, as the scale writes it; null when the scale has no such value.
 * @param {string} text
 * @param {{least: string, most: string, decimals: number}} scale
 */
export function value(text, scale) {
  const typed = text.trim().replace(",", ".");
  if (!/^\d{1,3}(\.\d+)?$/.test(typed)) return null;
  const number = Number(typed);
  const places = typed.split(".")[1]?.replace(/0+$/, "").length ?? 0;
  if (number < Number(scale.least) || number > Number(scale.most) || places > scale.decimals) return null;
  return number.toFixed(places);
}

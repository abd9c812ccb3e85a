// @ts-check
/**
 * One sheet on this device: what the server said, and every entry from the keystroke until the server has acknowledged it.
 *
 * Every load of the page is a device of its own and numbers its entries 1, 2, 3 …, so two tabs never use a number twice and
 * an entry never changes once it is made. Any tab may send any entry: the server knows (sheet, device, number).
 * A text that is being typed is a draft: on the shelf at every keystroke, an entry after a short pause. A draft left behind
 * by a closed page becomes an entry of the next one, under the tick at which it was begun, so it never beats later words.
 */

import { PREFIX } from "./shelf.js";
import { empty, fold, merged, read, written } from "../rules/sheet.js";

/** @typedef {import("../rules/sheet.js").Entry} Entry */
/** @typedef {import("../rules/sheet.js").State} State */

/** How many entries go into one request. */
export const BATCH = 200;

export class Outbox {
  /**
   * @param {{shelf: import("./shelf.js").Shelf, database: import("./database.js").Database|null, user: string, device: string,
   *   alive: () => Promise<Set<string>>}} desk
   * @param {string} sheet
   */
  constructor(desk, sheet) {
    this.desk = desk;
    this.shelf = desk.shelf;
    this.database = desk.database;
    this.user = desk.user;
    this.device = desk.device;
    this.sheet = sheet;
    /** @type {any} the sheet as the server described it: person, form, times */
    this.about = null;
    /** @type {State} */
    this.base = empty();
    /** @type {Map<string, any>} entries that are not acknowledged */
    this.waiting = new Map();
    /** @type {Map<string, any>} texts being typed, by field */
    this.drafts = new Map();
    /** @type {Set<string>} waiting entries that outlive the page */
    this.kept = new Set();
    this.last = 0;
    this.tick = 0;
    /** @type {State|null} */
    this.shown = null;
    this.onchange = () => {};
  }

  /** What the rater sees: what the server has, with everything of this device on top. @returns {State} */
  get state() {
    this.shown ??= fold(this.base, [...this.waiting.values(), ...this.drafts.values()]);
    return this.shown;
  }

  /** Read everything back that this browser keeps of the sheet. */
  async restore() {
    const copy = await this.database?.get("sheets", [this.user, this.sheet]).catch(() => null);
    if (copy) [this.about, this.base] = [copy.about, read(copy.state)];
    const stored = (await this.database?.all("entries").catch(() => [])) ?? [];
    for (const one of stored) if (one.user === this.user && one.sheet === this.sheet) this.hold(one, true);
    for (const key of this.shelf.keys(this.key("e"))) {
      const one = this.shelf.get(key);
      if (one) this.hold(one, true);
    }
    this.dropReceived();
    this.raiseTick();
    const alive = await this.desk.alive();
    this.adoptDrafts(alive);
    this.fillGaps(alive);
    void this.copy([...this.waiting.values()]);
    this.changed();
  }

  /**
   * The server's word on this sheet.
   * @param {any} view
   */
  learn(view) {
    const { state, server_ms: _, ...about } = view;
    this.about = { ...about, material: this.about?.material ?? null };
    this.base = merged(this.base, read(state));
    this.dropReceived();
    this.raiseTick();
    void this.store([]);
    this.changed();
  }

  /** What the participant wrote, for reading without the network. @param {any} material */
  learnMaterial(material) {
    if (!this.about) return;
    this.about = { ...this.about, material };
    void this.store([]);
  }

  /**
   * Number an entry and keep it. Returns after the synchronous copy is made.
   * @param {Record<string, unknown>} body kind and fields
   * @returns {any}
   */
  record(body) {
    this.tick += 1;
    return this.add({ ...body, tick: this.tick });
  }

  /**
   * A keystroke in a text. The first one of a text takes a tick, the entry at its end a later one.
   * @param {string} field
   * @param {Record<string, unknown>} body
   */
  draft(field, body) {
    const begun = this.drafts.get(field);
    if (!begun) this.tick += 1;
    const one = { ...body, tick: begun?.tick ?? this.tick, seq: 0, device: this.device, sheet: this.sheet, user: this.user };
    this.drafts.set(field, one);
    const kept = this.shelf.put(`${this.key("d")}${this.device}:${field}`, one);
    this.changed();
    return kept;
  }

  /** @param {string} field */
  settleDraft(field) {
    const one = this.drafts.get(field);
    if (!one) return;
    const { seq: _, tick: __, device: ___, sheet: ____, user: _____, ...body } = one;
    this.drafts.delete(field);
    this.record(body);
    this.shelf.remove(`${this.key("d")}${this.device}:${field}`);
  }

  settleDrafts() {
    for (const field of [...this.drafts.keys()]) this.settleDraft(field);
  }

  /** Drafts of pages that are gone. @param {Set<string>} alive devices of open pages */
  adoptDrafts(alive) {
    for (const key of this.shelf.keys(this.key("d"))) {
      const one = this.shelf.get(key);
      if (one && !alive.has(one.device)) {
        const { seq: _, device: __, ...body } = one;
        this.add(body);
        this.shelf.remove(key);
      }
    }
  }

  /** @param {any} body with its tick */
  add(body) {
    this.last += 1;
    const entry = { ...body, seq: this.last, device: this.device, sheet: this.sheet, user: this.user };
    this.hold(entry, this.shelf.put(this.shelfKey(entry), entry));
    void this.copy([entry]);
    this.changed();
    return entry;
  }

  /**
   * @param {any} entry
   * @param {boolean} kept
   */
  hold(entry, kept) {
    this.waiting.set(`${entry.device}.${entry.seq}`, entry);
    if (kept) this.kept.add(`${entry.device}.${entry.seq}`);
  }

  /** @returns {any[]} the next request: entries of one device, oldest first; own ones last */
  batch() {
    const all = [...this.waiting.values()];
    const device = all.find((one) => one.device !== this.device)?.device ?? this.device;
    return all.filter((one) => one.device === device).sort((a, b) => a.seq - b.seq).slice(0, BATCH);
  }

  /**
   * The server has everything of `device` up to `acked` on its disk.
   * @param {string} device
   * @param {number} acked
   * @param {[number, string][]} refused entries that count for nothing
   * @returns {any[]} what was waiting until now
   */
  acknowledge(device, acked, refused) {
    const settled = [...this.waiting.values()].filter((one) => one.device === device && one.seq <= acked);
    const without = new Set(refused.map(([seq]) => seq));
    this.base = fold(this.base, settled.filter((one) => !without.has(one.seq)));
    this.base.seqs = { ...this.base.seqs, [device]: Math.max(acked, this.base.seqs[device] ?? 0) };
    this.base.entries += settled.length;
    for (const one of settled) this.waiting.delete(`${one.device}.${one.seq}`);
    void this.store(settled);
    this.changed();
    return settled;
  }

  /** Locked here and now. @param {number} lockedMs */
  locked(lockedMs) {
    this.base = { ...this.base, locked_ms: lockedMs, entries: this.base.entries + 1 };
    this.changed();
  }

  /** The shelf's copies go only when the database has learnt what they said. @param {any[]} settled */
  async store(settled) {
    try {
      await this.database?.settle(settled, { user: this.user, id: this.sheet, about: this.about, state: written(this.base) });
      for (const one of settled) this.shelf.remove(this.shelfKey(one));
    } catch {
      if (this.about === null) return;
    }
    if (!this.database) for (const one of settled) this.shelf.remove(this.shelfKey(one));
  }

  /** @param {any[]} entries */
  async copy(entries) {
    if (!this.database || entries.length === 0) return;
    try {
      await this.database.putEntries(entries);
    } catch {
      return; // the shelf keeps its copies
    }
    for (const one of entries) this.kept.add(`${one.device}.${one.seq}`);
    const gone = entries.filter((one) => !this.waiting.has(`${one.device}.${one.seq}`));
    if (gone.length) await this.database.settle(gone, { user: this.user, id: this.sheet, about: this.about, state: written(this.base) }).catch(() => undefined);
    this.onchange();
  }

  dropReceived() {
    const settled = [...this.waiting.values()].filter((one) => one.seq <= (this.base.seqs[one.device] ?? 0));
    for (const one of settled) this.waiting.delete(`${one.device}.${one.seq}`);
    if (settled.length) void this.store(settled);
  }

  raiseTick() {
    const ticks = [...this.waiting.values(), ...this.drafts.values()].map((one) => one.tick);
    this.tick = Math.max(this.tick, this.base.tick, ...ticks);
  }

  /**
   * A number that storage lost stands in the way of every later acknowledgement of that device. The entry after it, repeated
   * under the missing number, says nothing new. Only for pages that are gone: an open one may still hold it in memory.
   * @param {Set<string>} alive
   */
  fillGaps(alive) {
    for (const device of new Set([...this.waiting.values()].map((one) => one.device))) {
      if (alive.has(device)) continue;
      const all = [...this.waiting.values()].filter((one) => one.device === device).sort((a, b) => a.seq - b.seq);
      let expected = (this.base.seqs[device] ?? 0) + 1;
      for (const one of all) {
        for (; expected < one.seq; expected += 1) {
          const filler = { ...one, seq: expected };
          this.hold(filler, this.shelf.put(this.shelfKey(filler), filler));
        }
        expected = one.seq + 1;
      }
    }
  }

  /** Another tab of this browser has written. @param {string|null} key @param {string|null} text */
  overheard(key, text) {
    if (!key?.startsWith(PREFIX + this.key("e")) || !text) return;
    const one = JSON.parse(text);
    if (one.device === this.device || one.seq <= (this.base.seqs[one.device] ?? 0)) return;
    this.hold(one, true);
    this.tick = Math.max(this.tick, one.tick);
    this.changed();
  }

  /** Forget this sheet. Refuses while anything is not acknowledged. */
  async erase() {
    if (this.waiting.size || this.drafts.size) return false;
    for (const kind of ["e", "d", "c"]) for (const key of this.shelf.keys(this.key(kind))) this.shelf.remove(key);
    await this.database?.erase(this.user, this.sheet).catch(() => undefined);
    return true;
  }

  changed() {
    this.shown = null;
    this.onchange();
  }

  /** @param {string} kind e: entries, d: drafts, c: the clock */
  key(kind) {
    return `${this.user}:${kind}:${this.sheet}:`;
  }

  /** @param {{device: string, seq: number}} entry */
  shelfKey(entry) {
    return `${this.key("e")}${entry.device}:${entry.seq}`;
  }
}

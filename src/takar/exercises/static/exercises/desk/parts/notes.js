// @ts-check
/** What was seen and heard, each with its moment; written in one box, safe from the first keystroke. */

import { fill, h } from "../dom.js";
import { minutes } from "../rules/clock.js";
import { notes } from "../rules/sheet.js";
import { said, t } from "../text/text.js";

/** An entry is made when the hand rests, or after this long while it does not. */
const REST_MS = 300;
const LONGEST_MS = 1500;
const SIGN_WORDS = /** @type {const} */ ({ "+": "plus", "-": "minus", 0: "neutral" });

/** Names in the order of time, so that two notes of one second stay in order. */
export function newNote() {
  return Date.now().toString(36).padStart(9, "0") + crypto.getRandomValues(new Uint32Array(1))[0].toString(36);
}

export class NotesPart {
  /**
   * @param {import("../screens/sheet.js").SheetScreen} screen
   * @param {import("./clock.js").ClockPart} clock
   */
  constructor(screen, clock) {
    this.screen = screen;
    this.clock = clock;
    /** @type {{note: string, clock_s: number}|null} the note in the box */
    this.open = null;
    this.since = 0;
    /** @type {ReturnType<typeof setTimeout>|undefined} */
    this.rest = undefined;
    this.list = h("ol.notes-list", { "aria-label": t("notes") });
    this.label = h("label", { for: "box" }, t("newNote"));
    this.box = h("textarea.box", { id: "box", rows: 3, maxlength: 20000, "aria-describedby": "box-hint", oninput: () => this.typed(),
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.key(event), onblur: () => this.settle() });
    this.strike = h("button.btn.small", { hidden: true, onclick: () => this.struck() }, t("strike"));
    const keep = h("button.btn.small", { onclick: () => this.finish() }, t("keep"));
    this.composer = h("div.composer", {}, this.label, this.box, h("div.composer-foot", {}, h("p.hint", { id: "box-hint" }, t("noteHint")), this.strike, keep));
    this.root = h("section.notes", { "aria-labelledby": "notes-title" }, h("h2", { id: "notes-title" }, t("notes")), this.list, this.composer);
    this.shown = "";
  }

  update() {
    const { state, note, locked } = this.screen;
    this.composer.hidden = locked;
    const key = JSON.stringify([[...state.notes.values()], [...state.tags.values()], note, locked]);
    if (key === this.shown) return;
    this.shown = key;
    const rows = notes(state).map((one) => this.row(one));
    fill(this.list, rows.length ? rows : [h("li.empty-note", {}, t("noNotes"))]);
  }

  /** @param {import("../rules/sheet.js").Note} note */
  row(note) {
    const chosen = note.note === this.screen.note;
    const tags = [...this.screen.state.tags.values()].filter((tag) => tag.note === note.note && tag.sign !== null);
    return h("li", { data: { note: note.note, chosen: String(chosen) } },
      h("button.note", { "aria-pressed": String(chosen), data: { key: note.note }, onclick: () => this.screen.choose(note.note), ondblclick: () => this.edit(note.note) },
        h("span.moment.tabular", {}, minutes(note.clock_s)), h("span.text", {}, note.text)),
      tags.length ? h("span.chips", {}, ...tags.map((tag) => this.chip(tag))) : null,
      chosen && !this.screen.locked ? h("button.link", { onclick: () => this.edit(note.note), data: { key: `edit-${note.note}` } }, t("edit")) : null);
  }

  /** @param {import("../rules/sheet.js").Tag} tag */
  chip(tag) {
    const dimension = this.screen.form.dimensions.find((/** @type {any} */ one) => one.code === tag.dimension);
    const sign = /** @type {"+"|"-"|"0"} */ (tag.sign);
    const words = `${said(dimension, "name")} ${tag.indicator}: ${t(SIGN_WORDS[sign])}`;
    return h("span.chip", { data: { sign }, title: words }, h("b", { "aria-hidden": "true" }, sign === "-" ? "−" : sign), ` ${said(dimension, "name")}${tag.indicator ? ` ${tag.indicator}` : ""}`,
      h("span.hidden", {}, ` ${t(SIGN_WORDS[sign])}`));
  }

  /** @param {string} note */
  reveal(note) {
    this.list.querySelector(`[data-note="${CSS.escape(note)}"]`)?.scrollIntoView({ block: "nearest" });
  }

  /** Into the box, for a new note. */
  begin() {
    this.finish();
    this.screen.turn("notes");
    this.box.focus();
  }

  /** @param {string} note */
  edit(note) {
    const found = this.screen.state.notes.get(note);
    if (!found || this.screen.locked) return;
    this.finish();
    this.screen.turn("notes");
    this.open = { note, clock_s: found.clock_s };
    this.box.value = found.text;
    this.label.textContent = t("editNote", { at: minutes(found.clock_s) });
    this.strike.hidden = false;
    this.box.focus();
  }

  /** A keystroke: on the shelf before the next line of code. */
  typed() {
    if (!this.open) {
      if (!this.box.value.trim()) return;
      this.clock.begin();
      this.open = { note: newNote(), clock_s: this.clock.seconds };
    }
    this.screen.outbox?.draft(`note-${this.open.note}`, { kind: "noted", ...this.open, text: this.box.value });
    const now = Date.now();
    this.since ||= now;
    clearTimeout(this.rest);
    if (now - this.since > LONGEST_MS) this.settle();
    else this.rest = setTimeout(() => this.settle(), REST_MS);
  }

  settle() {
    clearTimeout(this.rest);
    this.since = 0;
    if (this.open) this.screen.outbox?.settleDraft(`note-${this.open.note}`);
  }

  /** The note in the box is done; the box is empty for the next one. */
  finish() {
    this.settle();
    if (this.open) this.screen.note = this.open.note;
    this.open = null;
    this.box.value = "";
    this.label.textContent = t("newNote");
    this.strike.hidden = true;
    this.screen.update();
    if (this.screen.note) this.reveal(this.screen.note);
  }

  /** Struck out: the text is empty from now on; what it said stays in the history. */
  struck() {
    this.box.value = "";
    this.typed();
    this.finish();
    this.screen.note = "";
    this.screen.update();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.ctrlKey && !event.isComposing) {
      event.preventDefault();
      this.finish();
    } else if (event.key === "Escape") this.finish();
  }

  close() {
    this.settle();
  }
}

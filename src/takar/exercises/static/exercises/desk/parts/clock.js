// @ts-check
/** The exercise's clock: it starts with the first note at the latest, and goes on over a reload. */

import { h } from "../dom.js";
import { minutes, seconds, STOPPED, toggled } from "../rules/clock.js";
import { notes } from "../rules/sheet.js";
import { t } from "../text/text.js";

export class ClockPart {
  /** @param {import("../screens/sheet.js").SheetScreen} screen */
  constructor(screen) {
    this.screen = screen;
    this.shelf = screen.desk.shelf;
    this.key = screen.outbox?.key("c") ?? "";
    this.clock = this.shelf.get(this.key) ?? this.known();
    this.face = h("span.face.tabular", { "aria-label": t("clock") });
    this.button = h("button.btn.small", { onclick: (/** @type {MouseEvent} */ event) => this.pressed(event), "aria-keyshortcuts": "s" });
    this.root = h("div.clock", { role: "group", "aria-label": t("clock") }, this.face, this.button);
    this.timer = setInterval(() => this.tick(), 500);
    this.update();
  }

  /** On another device the clock stands where the last note was begun. */
  known() {
    const last = notes(this.screen.state).at(-1);
    return last ? { ran_ms: last.clock_s * 1000, since_ms: null } : STOPPED;
  }

  get seconds() {
    return seconds(this.clock, Date.now());
  }

  get running() {
    return this.clock.since_ms !== null;
  }

  /** The first note of a sheet starts the clock. */
  begin() {
    if (this.clock.since_ms === null && this.clock.ran_ms === 0) this.toggle();
  }

  /**
   * After a click or a tap the keys belong to the sheet again: Enter begins a note and must not stop the clock.
   * @param {MouseEvent} event
   */
  pressed(event) {
    this.toggle();
    if (event.detail > 0) this.button.blur();
  }

  toggle() {
    if (this.screen.locked) return;
    this.clock = toggled(this.clock, Date.now());
    this.shelf.put(this.key, this.clock);
    this.update();
  }

  tick() {
    const text = minutes(this.seconds);
    if (this.face.textContent !== text) this.face.textContent = text;
  }

  update() {
    this.tick();
    this.button.textContent = t(this.running ? "pause" : "start");
    this.button.hidden = this.screen.locked;
    this.root.dataset.running = String(this.running);
  }

  close() {
    clearInterval(this.timer);
  }
}

// @ts-check
/** Time left, from the server's clock only, and the warnings at 10, 5 and 1 minutes. */

import { h, icon } from "../dom.js";
import { asClock, warningDue } from "../rules/clock.js";
import { t } from "../text/text.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {import("../exam.js").Exam} Exam */

export class Clocks {
  /**
   * @param {App} app
   * @param {Exam} exam
   * @param {() => void} onover called when the time of the section is over
   */
  constructor(app, exam, onover) {
    this.app = app;
    this.exam = exam;
    this.onover = onover;
    const last = exam.view.section === exam.view.sections.length - 1;
    this.section = face(last ? "time.total" : "time.section", "clock-section");
    this.total = face("time.total", "clock-total");
    this.node = h("div", { class: "clocks" }, this.section.node, last ? null : this.total.node);
    /** @type {number|null} */
    this.before = null;
    this.ticks = 0;
    this.timer = setInterval(() => this.tick(), 250);
    this.tick();
  }

  stop() {
    clearInterval(this.timer);
  }

  tick() {
    const { section, total, exact } = this.exam.timeLeft();
    show(this.section, section, exact);
    show(this.total, total, exact);
    if (section !== null) this.warn(section);
    if ((this.ticks += 1) % 8 === 0) this.app.rememberClock();
    if (section === 0) {
      this.stop();
      this.onover();
    }
  }

  /** @param {number} seconds */
  warn(seconds) {
    const minutes = warningDue(this.before, seconds);
    this.before = seconds;
    if (minutes === null) return;
    const last = this.exam.view.section === this.exam.view.sections.length - 1;
    const words = t(last ? "time.warn.total" : "time.warn.section", { n: minutes });
    this.app.stage.announce(words);
    this.exam.changed("warning", words);
  }
}

/**
 * @param {"time.section"|"time.total"} label
 * @param {string} className
 */
function face(label, className) {
  const value = h("span", { class: "clock-value" });
  const node = h("div", { class: `clock ${className}`, role: "timer", "aria-live": "off" }, icon("clock"), h("span", { class: "clock-label" }, t(label)), value);
  return { node, value };
}

/**
 * @param {{node: HTMLElement, value: HTMLElement}} part
 * @param {number|null} seconds
 * @param {boolean} exact
 */
function show(part, seconds, exact) {
  const time = seconds === null ? t("time.unknown") : exact ? asClock(seconds) : t("time.atmost", { time: asClock(seconds) });
  if (part.value.textContent !== time) part.value.textContent = time;
  part.node.dataset.near = seconds !== null && seconds <= 60 ? "1" : seconds !== null && seconds <= 300 ? "5" : "";
  part.node.title = exact ? "" : t("time.atmost.hint");
}

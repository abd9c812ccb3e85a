// @ts-check
/** Writing as it happens: every keystroke is on this device at once, and goes to the server when the hand rests. */

import { setAnswer } from "./rules/merge.js";

/** The hand rests. */
const REST_MS = 1000;
/** So long at most, while it does not rest. */
const LONGEST_MS = 5000;

export class Pen {
  /** @param {import("./exam.js").Exam} exam */
  constructor(exam) {
    this.exam = exam;
    /** @type {number|null} when the first keystroke was made that has not been sent on its way */
    this.since = null;
    /** @type {ReturnType<typeof setTimeout>|undefined} */
    this.timer = undefined;
  }

  /**
   * @param {string} item
   * @param {string|null} value null when everything there was taken away
   */
  write(item, value) {
    const { exam } = this;
    if ((exam.answers.get(item) ?? null) === value) return;
    setAnswer(exam.answers, item, value);
    const { event, kept } = exam.outbox.write(item, value, exam.app.now() ?? exam.view.server_ms);
    if (!kept) exam.fragile.add(event.seq);
    this.wait();
    exam.changed("change");
  }

  wait() {
    const now = performance.now();
    this.since ??= now;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.settle(), Math.max(0, Math.min(REST_MS, this.since + LONGEST_MS - now)));
  }

  /** What was written goes to the roomy storage and to the server now. */
  settle() {
    clearTimeout(this.timer);
    if (this.since === null) return;
    this.since = null;
    this.exam.outbox.dry();
    this.exam.sync.kick();
  }
}

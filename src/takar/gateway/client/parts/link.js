// @ts-check
/** The connection banner: reassures while the network is away, says when it is back. */

import { h, icon } from "../dom.js";
import { say, t } from "../text/text.js";

/**
 * @param {import("../app.js").App} app
 * @param {import("../exam.js").Exam} exam
 * @param {AbortSignal} signal
 */
export function link(app, exam, signal) {
  let was = true;
  const draw = () => {
    if (!exam.sync.online) offline(app, exam);
    else if (!was) back(app, signal);
    was = exam.sync.online;
  };
  draw();
  exam.addEventListener("link", draw, { signal });
  exam.addEventListener("change", () => exam.sync.online || offline(app, exam), { signal });
}

/**
 * @param {import("../app.js").App} app
 * @param {import("../exam.js").Exam} exam
 */
function offline(app, exam) {
  const unsent = exam.outbox.unsentItems().size;
  app.stage.tell("offline", [icon("cloudoff"), h("p", {}, exam.sync.trouble?.code === "OFFLINE" ? t("link.offline") : say(exam.sync.trouble), " ", h("b", {}, unsent ? t("link.offline.unsent", { n: unsent }) : t("link.offline.none")))]);
}

/**
 * @param {import("../app.js").App} app
 * @param {AbortSignal} signal
 */
function back(app, signal) {
  app.stage.tell("back", [icon("check"), h("p", {}, t("link.back"))]);
  const timer = setTimeout(() => app.stage.tell(null), 5000);
  signal.addEventListener("abort", () => clearTimeout(timer));
}

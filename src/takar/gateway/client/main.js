// @ts-check
/** Starts the exam client. */

import { App } from "./app.js";
import { broken } from "./screens/notices.js";

const app = new App(document.body);

window.addEventListener("error", () => broken(app));
window.addEventListener("unhandledrejection", () => broken(app));
window.addEventListener("pagehide", () => {
  app.rememberClock();
  app.tab.leave();
  app.exam?.sync.farewell();
});
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && app.exam?.pen.settle());
if ("serviceWorker" in navigator) void navigator.serviceWorker.register("/sw.js").catch(() => undefined);

void app.boot();

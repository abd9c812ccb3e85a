// @ts-check
/** Starts the desk: the worker that keeps the page, what the device keeps, then the first screen. */

import { Desk } from "./desk.js";

if ("serviceWorker" in navigator) navigator.serviceWorker.register("/asesor/sw.js", { scope: "/asesor/" }).catch(() => undefined);

const desk = new Desk(/** @type {HTMLElement} */ (document.getElementById("app")));
void desk.start();

// @ts-check
/**
 * Figures are SVG text from the server. They are parsed, checked against a list of harmless elements,
 * and shown as an image: a script in an image never runs, and nothing of it becomes part of this page.
 */

import { h } from "../dom.js";

const HARMLESS = new Set([
  "svg", "title", "desc", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon",
  "text", "tspan", "defs", "clippath", "lineargradient", "radialgradient", "stop", "pattern", "use", "symbol", "marker",
]);

/**
 * @param {string} text
 * @returns {SVGSVGElement|null} null when it is not a harmless figure
 */
export function parsed(text) {
  const named = text.includes("xmlns=") ? text : text.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"');
  const root = new DOMParser().parseFromString(named, "image/svg+xml").documentElement;
  if (root.localName !== "svg" || root.querySelector("parsererror")) return null;
  const all = [root, ...root.querySelectorAll("*")];
  return all.every(harmless) ? /** @type {any} */ (root) : null;
}

/** @param {Element} element */
function harmless(element) {
  const reaching = [...element.attributes].some(
    (attribute) => /^on/i.test(attribute.name) || (/href$/i.test(attribute.name) && !attribute.value.startsWith("#")));
  return HARMLESS.has(element.localName.toLowerCase()) && !reaching;
}

/**
 * @param {string|null|undefined} text
 * @param {string} fallback words for somebody who cannot see it, when the figure has no title
 * @param {string} [className]
 * @returns {HTMLElement|null}
 */
export function figure(text, fallback, className = "figure") {
  if (!text) return null;
  const root = parsed(text);
  if (!root) return h("p", { class: "figure-missing" }, fallback);
  const alt = root.querySelector("title")?.textContent?.trim() || fallback;
  const box = root.getAttribute("viewBox") ?? `0 0 ${parseInt(root.getAttribute("width") ?? "320", 10)} ${parseInt(root.getAttribute("height") ?? "240", 10)}`;
  const [, , width, height] = box.split(/[\s,]+/).map(Number);
  const source = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(root))}`;
  return h("img", { class: className, src: source, alt, width: Math.round(width), height: Math.round(height), draggable: "false" });
}

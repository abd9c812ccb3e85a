// @ts-check
/** Ratings against the standard as a radar chart. Its numbers stand in the table beside it. */

import { h, s } from "../dom.js";
import { named, t } from "../text/text.js";

const [WIDTH, HEIGHT, RADIUS, TOP] = [540, 400, 150, 5];

/**
 * @param {number} index
 * @param {number} count
 * @param {number} value 0 to 5
 * @returns {[number, number]}
 */
export function point(index, count, value) {
  const angle = (2 * Math.PI * index) / count - Math.PI / 2;
  const reach = (RADIUS * Math.min(Math.max(value, 0), TOP)) / TOP;
  return [WIDTH / 2 + reach * Math.cos(angle), HEIGHT / 2 + reach * Math.sin(angle)];
}

/**
 * @param {number[]} values
 * @returns {string} the points of a polygon
 */
export function outline(values) {
  return values.map((value, index) => point(index, values.length, value).map((x) => x.toFixed(1)).join(",")).join(" ");
}

/** @param {any[]} competencies */
export function radar(competencies) {
  const count = competencies.length;
  const rings = [1, 2, 3, 4, 5].map((level) => s("polygon", { class: "ring", points: outline(Array(count).fill(level)) }));
  const axes = competencies.map((_, index) => {
    const [x, y] = point(index, count, TOP);
    return s("line", { class: "axis", x1: WIDTH / 2, y1: HEIGHT / 2, x2: x.toFixed(1), y2: y.toFixed(1) });
  });
  const scale = [1, 2, 3, 4, 5].map((level) => s("text", { class: "scale", x: WIDTH / 2 + 4, y: point(0, count, level)[1] + 4 }, String(level)));
  const ratings = competencies.map((one) => Number(one.rating));
  const chart = s("svg", { class: "radar", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-labelledby": "radar-title radar-desc" },
    s("title", { id: "radar-title" }, t("result.radar")), s("desc", { id: "radar-desc" }, t("result.radar.twin")),
    ...rings, ...axes,
    s("polygon", { class: "standard", points: outline(competencies.map((one) => one.required)) }),
    s("polygon", { class: "rating", points: outline(ratings) }),
    ...ratings.map((value, index) => dot(index, count, value)), ...scale, ...competencies.map((one, index) => label(one, index, count)));
  const key = h("ul", { class: "radar-key" }, h("li", { class: "key-rating" }, t("result.radar.rating")), h("li", { class: "key-standard" }, t("result.radar.standard")));
  return h("figure", {}, chart, h("figcaption", {}, key));
}

/**
 * @param {number} index
 * @param {number} count
 * @param {number} value
 */
function dot(index, count, value) {
  const [x, y] = point(index, count, value);
  return s("circle", { class: "dot", cx: x.toFixed(1), cy: y.toFixed(1), r: 4 });
}

/**
 * @param {any} competency
 * @param {number} index
 * @param {number} count
 */
function label(competency, index, count) {
  const [x, y] = point(index, count, TOP).map((at, i) => (i ? HEIGHT / 2 + (at - HEIGHT / 2) * 1.12 : WIDTH / 2 + (at - WIDTH / 2) * 1.1));
  const anchor = Math.abs(x - WIDTH / 2) < 12 ? "middle" : x > WIDTH / 2 ? "start" : "end";
  const lines = wrapped(named(competency));
  const lift = (lines.length - 1) * (y < HEIGHT / 2 - 60 ? 1.15 : 0.55);
  return s("text", { class: "name", "text-anchor": anchor }, ...lines.map((line, at) => s("tspan", { x: x.toFixed(1), ...(at ? { dy: "1.15em" } : { y: (y + 4).toFixed(1), dy: `${-lift}em` }) }, line)));
}

/**
 * @param {string} words
 * @returns {string[]} lines of about 16 letters
 */
export function wrapped(words) {
  /** @type {string[]} */
  const lines = [];
  for (const word of words.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < 16) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

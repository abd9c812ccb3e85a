// @ts-check
/** Words on the screen: the chosen language, server sentences, times in the assessment's zone, numbers. */

import { id } from "./id.js";
import { en } from "./en.js";

/** @typedef {keyof typeof id} Key */

const LANGUAGES = /** @type {const} */ ({ id, en });
const ZONES = /** @type {Record<string, string>} */ ({ WIB: "Asia/Jakarta", WITA: "Asia/Makassar", WIT: "Asia/Jayapura" });

let language = /** @type {"id"|"en"} */ ("id");
let zone = "WIB";

/** @param {string|null} wanted */
export function speak(wanted) {
  language = wanted === "en" ? "en" : "id";
  document.documentElement.lang = language;
}

/** @returns {"id"|"en"} */
export const spoken = () => language;

/** @param {string} name WIB, WITA or WIT */
export function useZone(name) {
  if (name in ZONES) zone = name;
}

/**
 * @param {Key} key
 * @param {Record<string, string|number>} [values]
 * @returns {string}
 */
export function t(key, values = {}) {
  return (LANGUAGES[language][key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/**
 * A sentence that the server wrote in both languages.
 * @param {{id?: string, en?: string}|null|undefined} sentence
 * @returns {string}
 */
export function say(sentence) {
  return (sentence && (sentence[language] || sentence.id)) || "";
}

/**
 * @param {any} thing with name_id and name_en
 * @returns {string}
 */
export function named(thing) {
  return thing[`name_${language}`] || thing.name_id || thing.code;
}

/**
 * @param {number} ms server time
 * @param {Intl.DateTimeFormatOptions} how
 */
function written(ms, how) {
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : "id-ID", { timeZone: ZONES[zone], hourCycle: "h23", ...how }).format(ms);
}

/**
 * @param {number} ms
 * @returns {string} 10.42.07
 */
export function clockTime(ms) {
  return written(ms, { hour: "2-digit", minute: "2-digit", second: "2-digit" }).replaceAll(":", ".");
}

/**
 * @param {number} ms
 * @returns {string} 10.42 WIB
 */
export function shortTime(ms) {
  return `${written(ms, { hour: "2-digit", minute: "2-digit" }).replaceAll(":", ".")} ${zone}`;
}

/**
 * @param {number} ms
 * @returns {string} 5 Januari 2026
 */
export function longDate(ms) {
  return written(ms, { day: "numeric", month: "long", year: "numeric" });
}

/**
 * Decimal numbers come as strings with a point, as they were computed; Indonesian writes a comma.
 * @param {string|number|null|undefined} value
 * @returns {string}
 */
export function number(value) {
  if (value === null || value === undefined) return "";
  return language === "en" ? String(value) : String(value).replace(".", ",");
}

/**
 * @param {string} value
 * @returns {string} with an explicit sign, a true minus
 */
export function signed(value) {
  const text = number(value);
  return text.startsWith("-") ? `−${text.slice(1)}` : /^[0,.]+$/.test(text) ? text : `+${text}`;
}

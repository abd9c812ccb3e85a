// @ts-check
/** The words of the page in the reader's language, Indonesian unless chosen otherwise. */

import { EN } from "./en.js";
import { ID } from "./id.js";

const ZONES = { WIB: "Asia/Jakarta", WITA: "Asia/Makassar", WIT: "Asia/Jayapura" };

export const language = () => (/(?:^|; )django_language=en/.test(document.cookie) ? "en" : "id");

/** @param {"id"|"en"} chosen */
export function choose(chosen) {
  document.cookie = `django_language=${chosen}; path=/; max-age=31536000; samesite=lax`;
}

/**
 * @param {keyof typeof ID} key
 * @param {Record<string, string|number>} [values]
 */
export function t(key, values = {}) {
  const text = (language() === "en" ? EN : ID)[key];
  return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

/** @param {any} said a text, or {id, en} */
export function say(said) {
  if (!said) return "";
  return typeof said === "string" ? said : ((language() === "en" ? said.en : said.id) ?? said.id ?? "");
}

/**
 * @param {any} one something with text, text_en, or name, name_en
 * @param {string} field
 */
export const said = (one, field) => (language() === "en" && one[`${field}_en`]) || one[`${field}_id`] || say(one[field]);

/**
 * 09.30 on the clock of the assessment's zone.
 * @param {number} ms
 * @param {string} zone
 */
export function hour(ms, zone) {
  const timeZone = ZONES[/** @type {keyof typeof ZONES} */ (zone)];
  return new Date(ms).toLocaleTimeString("id-ID", { hour: "2-digit", minute: "2-digit", timeZone }).replace(":", ".");
}

/**
 * @param {number} ms
 * @param {string} zone
 */
export function day(ms, zone) {
  const timeZone = ZONES[/** @type {keyof typeof ZONES} */ (zone)];
  return new Date(ms).toLocaleDateString(language() === "en" ? "en-GB" : "id-ID", { weekday: "long", day: "numeric", month: "long", timeZone });
}

/** Indonesian writes 3,5. @param {string} value */
export const decimal = (value) => (language() === "en" ? value : value.replace(".", ","));

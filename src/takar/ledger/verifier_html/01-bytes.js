// SPDX-License-Identifier: Apache-2.0
// ------------------------------------------------------------------------------------------------ bytes and values
// A receipt's JSON is read into plain values: null, booleans, whole numbers, texts, arrays, and objects without prototype,
// so that a name such as "constructor" in a receipt never reaches anything of the browser.

const utf8Reader = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const utf8 = (text) => new TextEncoder().encode(text);
const fromUtf8 = (bytes) => utf8Reader.decode(bytes);

function join(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let place = 0;
  for (const part of parts) {
    whole.set(part, place);
    place += part.length;
  }
  return whole;
}

const sameBytes = (a, b) => a.length === b.length && a.every((byte, place) => byte === b[place]);
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const bigEndian = (bytes) => bytes.reduce((number, byte) => (number << 8n) | BigInt(byte), 0n);
const littleEndian = (bytes) => bigEndian(bytes.slice().reverse());
const binary = (bytes) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
const fromBinary = (text) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const base64 = (bytes) => btoa(binary(bytes));
const base64url = (bytes) => base64(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

/** Something that the receipt claims is not so: `code` for programs, a sentence in each language for people. */
class Mismatch extends Error {
  constructor(code, id, en) {
    super(en);
    Object.assign(this, { code, id, en });
  }
}

/** Something is missing, so that no answer can be given. */
class Incomplete extends Mismatch {}

/** A file of the log could not be read. */
class Unreadable extends Error {}

/** A part has not the form that it must have; `Report.check` turns this into MALFORMED. */
function malformed(reason) {
  throw new Error(reason);
}

const isText = (value) => typeof value === "string";
const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
const isWhole = (value) => typeof value === "number";
const isNumeric = (value) => ["number", "bigint", "boolean"].includes(typeof value);
const has = (object, name) => Object.hasOwn(object, name);

/** The field `name` of an object; `otherwise` when it is not there. */
function field(object, name, otherwise) {
  if (!isObject(object) || Array.isArray(name) || isObject(name)) malformed("not an object, or no name");
  if (isText(name) && has(object, name)) return object[name];
  return otherwise === undefined ? malformed(`no field ${name}`) : otherwise;
}

/** What a loop over the value goes through: elements, letters, or names of fields. */
function elements(value) {
  if (Array.isArray(value)) return value;
  if (isText(value)) return [...value];
  return isObject(value) ? Object.keys(value).sort() : malformed("not a list");
}

/** Equal as JSON values. true equals 1, as in the Python verifier. */
function equal(a, b) {
  if (isNumeric(a) && isNumeric(b)) return a == b; // eslint-disable-line eqeqeq -- 1n equals 1
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((each, place) => equal(each, b[place]));
  if (!isObject(a) || !isObject(b)) return a === b;
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => has(b, name) && equal(a[name], b[name]));
}

/** Neither false, null, 0 nor empty. */
function isSomething(value) {
  return Array.isArray(value) || isObject(value) ? Object.keys(value).length > 0 : Boolean(value);
}

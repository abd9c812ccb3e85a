// SPDX-License-Identifier: Apache-2.0
// ---------------------------------------------------------------------------------------------------- strict parsing

const DEEPEST = 32;
const SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";

/** RFC 8785 for the subset that leaves use: whole numbers below 2^53, names sorted, no blanks. */
function canonical(value) {
  if (value === null || typeof value === "boolean") return String(value);
  if (isWhole(value)) return Number.isSafeInteger(value) ? String(value) : malformed("not a whole number");
  if (isText(value)) return /\p{Surrogate}/u.test(value) ? malformed("half a letter") : JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  const fields = Object.keys(value).sort();
  return `{${fields.map((name) => `${canonical(name)}:${canonical(value[name])}`).join(",")}}`;
}

const digestOf = (value) => hex(sha256(utf8(canonical(value))));

/** Throws unless `bytes` is the canonical form of what it says: no fractions, no duplicate names, ASCII names, NFC. */
function parseCanonical(bytes) {
  const text = fromUtf8(bytes);
  const value = withoutPrototypes(JSON.parse(text), DEEPEST);
  // A name twice, a fraction, a blank, another order: then this is not the text that we would write.
  return canonical(value) === text && text.normalize("NFC") === text ? value : malformed("not canonical");
}

function withoutPrototypes(value, left) {
  if (left === 0) malformed("nested too deeply");
  if (Array.isArray(value)) value.forEach((each) => withoutPrototypes(each, left - 1));
  else if (isObject(value)) {
    Object.setPrototypeOf(value, null);
    for (const name of Object.keys(value)) {
      if (/[^\0-\x7f]/.test(name)) malformed("non-ASCII name");
      withoutPrototypes(value[name], left - 1);
    }
  }
  return value;
}

/** Standard alphabet, padded, nothing else. */
function strictBase64(text) {
  if (!isText(text)) malformed("not a text");
  const decoded = atob(text);
  return btoa(decoded) === text ? fromBinary(decoded) : malformed("base64 is not canonical");
}

function strictBase64url(text) {
  const bytes = fromBinary(atob(text.replaceAll("-", "+").replaceAll("_", "/")));
  return base64url(bytes) === text ? bytes : malformed("base64url is not canonical");
}

function strictNumber(text) {
  return /^(0|[1-9][0-9]{0,15})$/.test(text) ? BigInt(text) : malformed("not a number");
}

function hashLine(text) {
  const bytes = strictBase64(text);
  return bytes.length === 32 ? bytes : malformed("a hash has 32 bytes");
}

/** The text before and after the first `mark`; null when there is none. */
function cut(text, mark) {
  const place = text.indexOf(mark);
  return place < 0 ? null : [text.slice(0, place), text.slice(place + mark.length)];
}

/** C2SP signed-note and tlog-checkpoint. `text` is what the signatures cover. */
function parseCheckpoint(note) {
  const end = note.lastIndexOf("\n\n");
  const head = note.slice(0, Math.max(end, 0));
  const lines = head.split("\n");
  const signatures = note.slice(end + 2).split("\n");
  if (end < 0 || !note.endsWith("\n") || lines.length < 3 || lines.includes("") || signatures.length > 65)
    malformed("not a checkpoint");
  if (/[\0-\x09\x0b-\x1f]/.test(note)) malformed("control characters");
  return {
    text: `${head}\n`,
    signatures: signatures.slice(0, -1).map(signatureLine),
    origin: lines[0],
    size: strictNumber(lines[1]),
    root: hashLine(lines[2]),
  };
}

function signatureLine(line) {
  const match = /^\u2014 ([^ +]+) ([A-Za-z0-9+/=]+)$/.exec(line) ?? malformed("not a signature line");
  const bytes = strictBase64(match[2]);
  return bytes.length < 5 ? malformed("signature too short") : { name: match[1], bytes };
}

/** The signature of this key on the checkpoint, null when there is none. */
function signatureOf(checkpoint, key) {
  const own = ({ name, bytes }) => name === key.name && sameBytes(bytes.subarray(0, 4), key.identity);
  const found = checkpoint.signatures.filter(own);
  if (found.length > 1) malformed(`two signatures of ${key.name}`);
  return found.length ? found[0].bytes.subarray(4) : null;
}

const keyIdentity = (name, bytes) => sha256(join(utf8(`${name}\n`), bytes)).subarray(0, 4);

/** A verifier key <name>+<8 hex>+<base64>. `kind`: 1 log, 4 witness. */
function parseKey(text, kind) {
  const form = new RegExp(`^([^+${SPACE}]+)\\+([0-9a-f]{8})\\+([A-Za-z0-9+/=]+)$`);
  const match = form.exec(text) ?? malformed("not a verifier key");
  const bytes = strictBase64(match[3]);
  const identity = keyIdentity(match[1], bytes);
  if (bytes.length !== 33 || hex(identity) !== match[2]) malformed("not an Ed25519 verifier key");
  if (kind !== undefined && bytes[0] !== kind) malformed(`key of type ${bytes[0]}, expected ${kind}`);
  return { text, name: match[1], publicKey: bytes.subarray(1), identity };
}

/** 8 groups of 4 hex digits, as printed on the event card. */
const fingerprint = (vkey) => hex(sha256(utf8(vkey))).slice(0, 32).match(/.{4}/g).join(" ");
const hexDigits = (text) => text.replace(new RegExp(`[${SPACE}:-]`, "g"), "").toLowerCase();

/** The 16-character code of a leaf: 80 bits of its hash in Crockford's alphabet. */
function receiptCode(leaf) {
  const number = bigEndian(leafHash(leaf).subarray(0, 10));
  const letter = (_, place) => "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[Number((number >> BigInt(75 - 5 * place)) & 31n)];
  return Array.from({ length: 16 }, letter).join("");
}

// SPDX-License-Identifier: Apache-2.0
// ------------------------------------------------------------------------------------------------------ the receipt
// A parsed receipt: nothing in it is proven yet. An entry's `body` is filled in by `prove`, and may be used only after it.

const MAGIC = "c2sp.org/tlog-proof@v1";
const QR_PREFIX = "TKR1:";
const LARGEST = 512 * 1024;
const REQUIRED = ["code", "disclosures", "event", "leaf", "rules", "v", "vkey"];
// What a score rests on, and what a result rests on that people judged.
const OF_SCORE = ["open"];
const OF_FINAL = ["inputs"];

function readReceipt(text) {
  if (text.length > LARGEST && [...text].length > LARGEST)
    throw new Mismatch("FORMAT", "Berkas terlalu besar untuk tanda terima.", "The file is too large for a receipt.");
  return parseReceipt(text.startsWith(QR_PREFIX) ? receiptFromQr(text) : text);
}

/** Strict parse of a C2SP tlog-proof with Takar's `extra`. Throws Mismatch or Incomplete. */
function parseReceipt(text) {
  if (!text.startsWith(`${MAGIC}\n`))
    throw new Incomplete(
      "FORMAT",
      "Ini bukan berkas tanda terima. Gunakan berkas bukti-….tlog-proof atau teks dari kode QR-nya.",
      "This is not a receipt. Use the file bukti-….tlog-proof or the text of its QR code.",
    );
  try {
    return receiptOf(...splitReceipt(text));
  } catch (fault) {
    if (fault instanceof Mismatch) throw fault;
    throw new Mismatch(
      "FORMAT",
      "Berkas tanda terima rusak atau telah diubah: susunannya tidak baku lagi. Unduh kembali berkas aslinya.",
      `The receipt file is damaged or was altered: its form is not canonical (${fault.message.slice(0, 80)}).`,
    );
  }
}

function splitReceipt(text) {
  if (text.includes("\r"))
    throw new Mismatch(
      "FORMAT",
      "Ujung baris berkas ini telah diubah oleh program lain (CRLF). Unduh kembali berkas aslinya.",
      "Another program has changed the line ends of this file (CRLF). Download the original again.",
    );
  const parts = cut(text, "\n\n");
  const lines = (parts ?? [text])[0].split("\n");
  if (!parts || lines.length < 3 || !lines[1].startsWith("extra "))
    throw new Incomplete(
      "FORMAT",
      "Tanda terima terpotong: bagian “extra” atau kepala log tidak ada. Minta berkas yang utuh.",
      "The receipt is cut short: its “extra” part or the checkpoint is missing. Ask for the whole file.",
    );
  if (!lines[2].startsWith("index ")) malformed("no index line");
  const extra = parseCanonical(strictBase64(lines[1].slice(6)));
  return [extra, strictNumber(lines[2].slice(6)), lines.slice(3).map(hashLine), parseCheckpoint(parts[1])];
}

function receiptOf(extra, index, path, checkpoint) {
  const parts = elements(extra);
  if (!parts.every((part) => part === null || typeof part !== "object")) malformed("not names of parts");
  const isJudged = parts.includes("inputs");
  const required = [...REQUIRED, ...(isJudged ? OF_FINAL : OF_SCORE)].sort();
  const optional = isJudged ? ["amends"] : ["amends", "seal"];
  const missing = required.filter((part) => !parts.includes(part)).join(", ");
  if (missing)
    throw new Incomplete(
      "FORMAT",
      `Tanda terima tidak lengkap: bagian ${missing} tidak ada. Minta berkas yang utuh.`,
      `The receipt is incomplete: ${missing} missing. Ask for the whole file.`,
    );
  const isKnown = (part) => required.includes(part) || optional.includes(part);
  if (!parts.every(isKnown) || !equal(field(extra, "v"), 1)) malformed("unknown part or version");
  if (has(extra, "amends") && !(Array.isArray(extra.amends) && extra.amends.length))
    malformed("amends: a list of corrections, absent when there is none");
  const main = { index, leaf: leafBytes(extra.leaf), path, body: null };
  if (!isText(extra.vkey) || extra.code !== receiptCode(main.leaf))
    throw new Mismatch(
      "CODE",
      "Kode 16 huruf pada tanda terima bukan kode catatan ini.",
      "The 16-character code on the receipt is not the code of this record.",
    );
  return {
    main,
    checkpoint,
    vkey: extra.vkey,
    code: extra.code,
    disclosures: texts(extra.disclosures),
    seal: has(extra, "seal") ? entryOf(extra.seal) : null,
    opened: isJudged ? null : entryOf(extra.open),
    inputs: isJudged ? inputsOf(extra.inputs) : null,
    event: entryOf(extra.event),
    rules: extra.rules,
    amends: (extra.amends ?? []).map((each) => [entryOf(each, "disclosures"), texts(each.disclosures)]),
  };
}

const leafBytes = (leaf) => (isText(leaf) ? utf8(leaf) : malformed("leaf"));

function entryOf(value, ...more) {
  const wanted = ["index", "leaf", "proof", ...more].sort().join();
  if (!isObject(value) || Object.keys(value).sort().join() !== wanted || !isWhole(value.index)) malformed("entry");
  return { index: BigInt(value.index), leaf: leafBytes(value.leaf), path: elements(value.proof).map(hashLine), body: null };
}

function inputsOf(value) {
  return Array.isArray(value) ? value.map((each) => entryOf(each)) : malformed("inputs: a list of entries");
}

function texts(value) {
  return Array.isArray(value) && value.every(isText) ? value : malformed("a list of texts");
}

/** Is this very leaf at this index of the signed tree, and in canonical form? Fills in the entry's body. */
function prove(entry, checkpoint) {
  const root = rootFromPath(entry.index, checkpoint.size, leafHash(entry.leaf), entry.path);
  if (root === null || !sameBytes(root, checkpoint.root)) return false;
  const body = parseCanonical(entry.leaf);
  if (!isObject(body) || !equal(field(body, "v", null), 1)) malformed("leaf of an unknown version");
  entry.body = body;
  return true;
}

/** A field of a proven leaf, null when it is not there. */
const said = (entry, name) => field(entry.body, name, null);

/** The text of a receipt: C2SP tlog-proof with `extra` as canonical JSON. */
function compose(extra, index, path, note) {
  const lines = [MAGIC, `extra ${base64(utf8(canonical(extra)))}`, `index ${index}`];
  return [...lines, ...path, "", note].join("\n");
}

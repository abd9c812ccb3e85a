// SPDX-License-Identifier: Apache-2.0
// -------------------------------------------------------------------------------------- checks of the evidence
// `trust` is what the reader trusts already: {policy, key, seen, log, now}.

const CLOCK_TOLERANCE = 300;
const disclosureDigest = (text) =>
  /[^\0-\x7f]/.test(text) ? malformed("not ASCII") : base64url(sha256(utf8(text)));

function checkInclusion(receipt) {
  if (receipt.main.index >= receipt.checkpoint.size || !prove(receipt.main, receipt.checkpoint))
    throw new Mismatch(
      "NOT_IN_LOG",
      "Catatan pada tanda terima ini tidak ada di dalam log: isinya, nomor urutnya, atau jejaknya telah diubah.",
      "The record on this receipt is not in the log: its content, its index or its path was altered.",
    );
}

function checkSignature(receipt) {
  let [key, signature] = [null, null];
  try {
    key = parseKey(receipt.vkey, 1);
    signature = signatureOf(receipt.checkpoint, key);
  } catch {
    key = null;
  }
  if (key === null || key.name !== receipt.checkpoint.origin || signature === null)
    throw new Mismatch(
      "ORIGIN",
      "Kepala log tidak ditandatangani dengan kunci yang tertera pada tanda terima.",
      "The checkpoint carries no signature of the key named on the receipt.",
    );
  if (!ed25519Verify(key.publicKey, signature, utf8(receipt.checkpoint.text)))
    throw new Mismatch(
      "SIGNATURE",
      "Tanda tangan log tidak cocok: kepala log telah diubah atau dipalsukan.",
      "The log's signature does not match: the checkpoint was altered or forged.",
    );
}

/** True when the reader's own anchor confirms the key, false when there is none. */
function checkKey(receipt, trust) {
  if (trust.policy && !trust.policy.logs.some((key) => key.text === receipt.vkey))
    throw new Mismatch(
      "KEY",
      "Tanda terima ditandatangani dengan kunci lain daripada kunci yang Anda percayai.",
      "The receipt is signed with another key than the one you trust.",
    );
  const own = fingerprint(receipt.vkey);
  if (trust.key && hexDigits(trust.key) !== hexDigits(own))
    throw new Mismatch(
      "KEY",
      `Sidik kunci pada tanda terima (${own}) tidak sama dengan yang ada pada kartu acara.`,
      `The fingerprint of the receipt's key (${own}) is not the one on the event card.`,
    );
  return Boolean(trust.policy || trust.key);
}

/** False when witnesses are still missing; a wrong cosignature of a known witness is a mismatch. */
function checkQuorum(receipt, trust) {
  if (!trust.policy) return true;
  const cosigned = new Set();
  for (const [name, key] of trust.policy.witnesses)
    if (isCosigned(receipt, key, trust.now, name)) cosigned.add(name);
  return isSatisfied(trust.policy, cosigned);
}

function isCosigned(receipt, key, now, name) {
  const stamped = signatureOf(receipt.checkpoint, key);
  if (stamped === null) return false;
  const seconds = bigEndian(stamped.subarray(0, 8));
  const message = utf8(`cosignature/v1\ntime ${seconds}\n${receipt.checkpoint.text}`);
  if (!ed25519Verify(key.publicKey, stamped.subarray(8), message))
    throw new Mismatch(
      "COSIGNATURE",
      `Tanda tangan saksi ${name} tidak cocok dengan kepala log.`,
      `The signature of witness ${name} does not match the checkpoint.`,
    );
  if (seconds > now + CLOCK_TOLERANCE)
    throw new Mismatch(
      "FUTURE",
      `Saksi ${name} menandatangani pada waktu yang belum terjadi. Periksa jam komputer ini.`,
      `Witness ${name} signed at a time that is still to come. Check this computer's clock.`,
    );
  return true;
}

function checkSeen(receipt, seen) {
  for (const { size, root } of seen)
    if (size === receipt.checkpoint.size && !sameBytes(root, receipt.checkpoint.root)) throw splitView(size);
}

function splitView(size) {
  return new Mismatch(
    "INCONSISTENT",
    `Ada dua log berbeda untuk asal yang sama (pada ukuran ${size}). Simpan tanda terima ini dan laporkan.`,
    `There are two different logs of the same origin (at size ${size}). Keep this receipt and report it.`,
  );
}

/** The values that the disclosures open in a proven leaf, by name. */
function checkDisclosures(entry, disclosures) {
  const committed = field(entry.body, "_sd", []);
  const opened = Object.create(null);
  disclosures.forEach((text, place) => {
    const digest = disclosureDigest(text);
    if (isText(committed) ? !committed.includes(digest) : !elements(committed).includes(digest))
      throw notCommitted(text, place + 1);
    const parts = elements(parseCanonical(strictBase64url(text)));
    const [salt, name, value] = parts;
    if (parts.length !== 3 || !isText(name) || !isText(salt) || [...salt].length < 22 || has(opened, name))
      malformed(`disclosure ${place + 1}`);
    opened[name] = value;
  });
  return opened;
}

function notCommitted(text, number) {
  const [id, en] = nameOf(text, number);
  return new Mismatch(
    "DISCLOSURE",
    `${id} yang tertera tidak cocok dengan yang tercatat.`,
    `The ${en} shown does not match what was recorded.`,
  );
}

const KNOWN_FIELDS = new Map([
  ["subject", ["Nama, NIP atau nomor peserta", "name, NIP or participant number"]],
  ["potential", ["Nilai potensi", "potential score"]],
  ["total", ["Jumlah nilai", "total"]],
  ["jpm", ["JPM", "JPM"]],
  ["category", ["Kategori", "category"]],
  ["record", ["Jawaban", "answer record"]],
  ["nonce", ["Kata pengenal peserta", "participant's nonce"]],
  ["chain", ["Rantai jawaban", "answer chain"]],
  ["old", ["Nilai lama", "old value"]],
  ["new", ["Nilai baru", "new value"]],
  ["components", ["Nilai komponen", "component values"]],
  ["judged", ["Banyaknya yang ditulis", "count of what was written"]],
]);

/** What an altered disclosure was about. It proves nothing, it only helps the reader to look at the right line. */
function nameOf(text, number) {
  const letters = text.replace(/[^A-Za-z0-9_-]/g, "").replaceAll("-", "+").replaceAll("_", "/");
  const written = new TextDecoder("utf-8", { ignoreBOM: true }).decode(fromBinary(atob(letters)));
  const code = /"([A-Z]{1,3}\.\p{Nd}\p{Nd})",\{/u.exec(written);
  if (code) {
    const label = /"name":"([^"]{1,60})"/u.exec(written);
    const named = label ? `${code[1]} ${label[1]}`.trim() : code[1];
    return [`Rating ${named}`, `rating of ${named}`];
  }
  const plain = /^\["[^"]*","([a-z]+)",/.exec(written);
  return KNOWN_FIELDS.get(plain?.[1]) ?? [`Keterangan ke-${number}`, `value number ${number}`];
}

/** The rules shown are those committed to before the session was opened, or before anybody judged. */
function checkRules(receipt) {
  const { event, opened, main, checkpoint } = receipt;
  if (!prove(event, checkpoint) || said(event, "t") !== "event.commit")
    throw notProven("EVENT", "Penetapan aturan acara", "commitment of the event's rules");
  if (opened && (!prove(opened, checkpoint) || said(opened, "t") !== "sitting.open"))
    throw notProven("OPEN", "Pembukaan sesi", "opening of the session");
  if (!(opened ? event.index < opened.index && opened.index < main.index : event.index < main.index))
    throw new Mismatch(
      "ORDER",
      "Aturan tidak ditetapkan sebelum sesi dibuka, atau nilai tercatat sebelum sesi dibuka.",
      "The rules were not committed before the session was opened, or the score precedes the opening.",
    );
  const isOfEvent = (entry) => equal(said(entry, "event"), event.index) && equal(said(entry, "ev"), said(event, "ev"));
  if (opened && !isOfEvent(opened)) throw ofAnother("sesi", "session");
  if (!isOfEvent(main)) throw ofAnother("nilai", "score");
  if (digestOf(receipt.rules) !== said(event, "cut_digest"))
    throw new Mismatch(
      "RULES",
      "Aturan penilaian yang tertera tidak sama dengan yang ditetapkan sebelum ujian.",
      "The rules shown are not those that were committed before the sitting.",
    );
  if (!isObject(receipt.rules)) malformed("rules");
}

function notProven(code, id, en) {
  return new Mismatch(
    code,
    `${id} yang tertera tidak ada di dalam log pada tempat yang disebut.`,
    `The ${en} shown is not in the log at the place given.`,
  );
}

function ofAnother(id, en) {
  return new Mismatch("EVENT", `Catatan ${id} ini menunjuk ke acara lain.`, `This ${en} record points to another event.`);
}

/** The answers were sealed after the opening, before the score, for the same person. */
function checkSeal(receipt) {
  const { main, opened, event, checkpoint } = receipt;
  const seal = receipt.seal ?? main;
  if (receipt.seal === null && said(main, "t") !== "seal")
    throw new Incomplete(
      "SEAL",
      "Segel jawaban tidak disertakan dalam tanda terima. Minta berkas yang utuh.",
      "The receipt lacks the seal of the answers. Ask for the whole file.",
    );
  if (!prove(seal, checkpoint) || said(seal, "t") !== "seal")
    throw notProven("SEAL", "Segel jawaban", "seal of the answers");
  if (receipt.seal && (said(main, "t") !== "score" || seal.index >= main.index))
    throw new Mismatch("ORDER", "Nilai tercatat sebelum jawaban disegel.", "The score precedes the seal.");
  if (opened === null) malformed("no opening");
  if (opened.index >= seal.index || !equal(said(seal, "open"), opened.index))
    throw new Mismatch(
      "ORDER",
      "Jawaban disegel sebelum sesi dibuka, atau pada sesi yang lain.",
      "The answers were sealed before the session was opened, or in another session.",
    );
  const isSame = ["p", "ev"].every((name) => equal(said(seal, name), said(main, name)));
  if (!isSame || !equal(said(seal, "event"), event.index) || !follows(main, seal))
    throw new Mismatch(
      "SEAL",
      "Segel jawaban ini bukan milik nilai yang tertera.",
      "This seal of answers does not belong to the score shown.",
    );
}

function follows(main, seal) {
  if (main === seal) return true;
  const previous = said(main, "prev");
  return equal(said(main, "seal"), seal.index) && isWhole(previous) && seal.index <= previous && previous < main.index;
}

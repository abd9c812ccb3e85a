// SPDX-License-Identifier: Apache-2.0
// ------------------------------------------------------------------------------------------------------ the QR code

const BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

// Text that most receipts share; the compressed part of a QR code refers to it. Never change it: old codes depend on it.
const SHARED = utf8(/* shared text */ "");

// Marks in the compressed text for binary values: length in bytes and how they are written in a leaf.
const BLOBS = new Map([
  ["~h", [32, hex]],
  ["~u", [32, base64url]],
  ["~s", [16, base64url]],
  ["~e", [9, hex]],
  ["~p", [12, hex]],
]);

/** RFC 9285. */
function base45Decode(text) {
  if (text.length % 3 === 1) malformed("base45 length");
  const bytes = [];
  for (let start = 0; start < text.length; start += 3) {
    const digits = [...text.slice(start, start + 3)].map((letter) => BASE45.indexOf(letter));
    const number = digits.reduce((sum, digit, place) => sum + digit * 45 ** place, 0);
    if (digits.includes(-1) || number >= 256 ** (digits.length - 1)) malformed("base45");
    if (digits.length === 3) bytes.push(number >> 8);
    bytes.push(number & 255);
  }
  return Uint8Array.from(bytes);
}

/** RFC 8949, only integers (as BigInt), byte strings, texts and arrays of definite length. */
function cborDecode(bytes) {
  let place = 0;
  const take = (count) => {
    if (count > bytes.length - place) malformed("cut short");
    place += Number(count);
    return bytes.subarray(place - Number(count), place);
  };
  const item = (depth) => {
    const [first] = take(1);
    const [kind, small] = [first >> 5, first & 31];
    if (small > 27 || kind > 4 || depth > 4) malformed("not in the subset");
    const number = small < 24 ? BigInt(small) : bigEndian(take(1 << (small - 24)));
    if (kind === 0) return number;
    if (kind === 1) return -1n - number;
    if (kind === 2) return take(number);
    if (kind === 3) return fromUtf8(take(number));
    const items = [];
    while (items.length < number) items.push(item(depth + 1));
    return items;
  };
  const value = item(0);
  return place === bytes.length ? value : malformed("bytes after the end");
}

/** The receipt file that a QR code carries; throws Mismatch when the code was not read whole. */
function receiptFromQr(text) {
  try {
    return unfold(cborDecode(base45Decode(text.replace(/^[\r\n]+|[\r\n]+$/g, "").slice(QR_PREFIX.length))));
  } catch {
    throw new Mismatch(
      "FORMAT",
      "Kode QR tidak terbaca utuh atau telah diubah. Pindai sekali lagi.",
      "The QR code was not read whole or was altered. Scan it again.",
    );
  }
}

/** [version, size, indexes, nodes, public key, log signature, other signature lines, blobs, compressed text] -> receipt. */
function unfold(payload) {
  if (!Array.isArray(payload) || payload.length !== 9) malformed("parts");
  const [version, size, indexes, nodes, publicKey, signature, others, blobs, packed] = payload;
  if (version !== 1n || ![nodes, publicKey, signature, blobs, packed].every((part) => part instanceof Uint8Array))
    malformed("version or kinds");
  const plain = new Inflater(packed, SHARED, LARGEST).run();
  const skeleton = fill(parseCanonical(plain), blobs);
  if (!Array.isArray(skeleton) || skeleton.length !== 5) malformed("skeleton");
  const [origin, letters, leaves, rules, disclosures] = skeleton;
  const kinds = elements(letters);
  restore(leaves, kinds, rules, disclosures);
  const written = leaves.map((leaf) => utf8(canonical(leaf)));
  const places = placesOf(size, indexes).slice(0, written.length);
  const known = knownNodes(Number(size), new Map(places.map((index, place) => [index, leafHash(written[place])])), nodes);
  const entries = places.map((index, place) => ({
    index,
    leaf: fromUtf8(written[place]),
    proof: pathFrom(known, index, Number(size)).map(base64),
  }));
  const note = noteOf(origin, size, known.get(span(0, Number(size))), publicKey, signature, others);
  return rebuild(entries, kinds, rules, disclosures, note, vkeyOf(origin, publicKey));
}

function placesOf(size, indexes) {
  if (typeof size !== "bigint" || size > 2n ** 40n) malformed("size");
  if (![...indexes].every((index) => isNumeric(index) && 0 <= index && index < size)) malformed("index");
  return [...indexes].map(Number);
}

/** Put back what follows from the rest: digests of opened disclosures, and of the rules. */
function restore(leaves, kinds, rules, disclosures) {
  if (!Array.isArray(leaves) || !Array.isArray(disclosures)) malformed("not lists");
  disclosingPlaces(kinds).forEach((place, number) => {
    if (number >= disclosures.length) return;
    const opened = disclosures[number].map((each) => base64url(utf8(canonical(each))));
    leaves[place]._sd = texts([...elements(field(leaves[place], "_sd")), ...opened.map(disclosureDigest)]).sort();
    disclosures[number] = opened;
  });
  const event = leaves[kinds.indexOf("e")];
  if (field(event, "cut_digest") === "~r") event.cut_digest = digestOf(rules);
}

/** Places of the leaves that open something: the main one, then the amendments. */
function disclosingPlaces(kinds) {
  return [0, ...kinds.flatMap((kind, place) => (kind === "a" ? [place] : []))];
}

function knownNodes(size, leaves, nodes) {
  let place = 0;
  const known = walk(size, leaves, () => {
    if (place >= nodes.length) malformed("nodes missing");
    place += 32;
    return nodes.subarray(place - 32, place);
  });
  return place < nodes.length ? malformed("nodes left over") : known;
}

function noteOf(origin, size, root, publicKey, signature, others) {
  const key = parseKey(vkeyOf(origin, publicKey));
  const own = `\u2014 ${origin} ${base64(join(key.identity, signature))}`;
  return [origin, size, base64(root), "", own, ...texts([...others]), ""].join("\n");
}

function vkeyOf(origin, publicKey) {
  if (!isText(origin)) malformed("origin");
  const bytes = join([1], publicKey);
  return `${origin}+${hex(keyIdentity(origin, bytes))}+${base64(bytes)}`;
}

function rebuild(entries, kinds, rules, disclosures, note, vkey) {
  const [main] = entries;
  const extra = { v: 1, vkey, leaf: main.leaf, rules, disclosures: disclosures[0], code: receiptCode(utf8(main.leaf)) };
  const names = new Map([["s", "seal"], ["o", "open"], ["e", "event"]]);
  const amends = [];
  entries.slice(0, kinds.length).forEach((entry, place) => {
    if (names.has(kinds[place])) extra[names.get(kinds[place])] = entry;
    if (kinds[place] === "a") amends.push(entry);
  });
  const opened = disclosures.slice(1, amends.length + 1);
  if (amends.length) extra.amends = opened.map((each, place) => ({ ...amends[place], disclosures: each }));
  return compose(extra, main.index, main.proof, note);
}

/** Puts the binary values back in the order in which they were taken out; "~3" repeats the fourth of them. */
function fill(skeleton, blobs) {
  let [rest, seen] = [blobs, []];
  const textOf = (mark) => {
    if (mark === "~r") return mark;
    if (mark.startsWith("~~")) return mark.slice(1);
    if (!BLOBS.has(mark)) return seen[Number(strictNumber(mark.slice(1)))] ?? malformed("no such blob");
    const [length, write] = BLOBS.get(mark);
    if (rest.length < length) malformed("blobs missing");
    seen.push(write(rest.subarray(0, length)));
    rest = rest.subarray(length);
    return seen.at(-1);
  };
  const valueOf = (value) => {
    if (Array.isArray(value)) return value.map(valueOf);
    if (isText(value)) return value.startsWith("~") ? textOf(value) : value;
    if (!isObject(value)) return value;
    const filled = Object.create(null);
    for (const name of Object.keys(value).sort()) filled[name] = valueOf(value[name]);
    return filled;
  };
  const filled = valueOf(skeleton);
  return rest.length ? malformed("blobs left over") : filled;
}

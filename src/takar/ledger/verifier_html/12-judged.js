// SPDX-License-Identifier: Apache-2.0
// ------------------------------------------------------------------------------------------------ what people judged

const RATING_TYPE = "application/vnd.takar.rating+json";
const SIGNED = ["ev", "p", "instrument", "record", "chain"];

/** The result rests on every committed component and none else; each rating is signed by a key that was listed before it. */
function checkInputs(receipt) {
  const { main, event, checkpoint, inputs } = receipt;
  if (said(main, "t") !== "final") throw notProven("INPUTS", "Hasil akhir", "final result");
  for (const entry of inputs)
    if (!prove(entry, checkpoint) || !(event.index < entry.index && entry.index < main.index))
      throw notProven("INPUTS", "Penilaian", "rating");
  const named = field(main.body, "inputs");
  if (!isObject(named)) malformed("inputs");
  const listed = new Map();
  for (const [code, found] of Object.entries(named))
    for (const index of elements(found)) listed.set(isWhole(index) ? BigInt(index) : malformed("input"), code);
  const committed = elements(field(event.body, "components")).map((each) => field(each, "code"));
  if (!sameTexts(Object.keys(named), [...new Set(committed)]))
    throw new Mismatch(
      "INPUTS",
      "Komponen hasil ini bukan komponen yang ditetapkan sebelumnya.",
      "The components of this result are not those that were committed to before.",
    );
  const added = inputs.filter((entry) => said(entry, "t") === "raters");
  const judged = inputs.filter((entry) => said(entry, "t") !== "raters");
  if (!sameTexts(judged.map((entry) => String(entry.index)), [...listed.keys()].map(String)))
    throw new Mismatch(
      "INPUTS",
      "Penilaian yang disertakan bukan yang menjadi dasar hasil ini.",
      "The ratings enclosed are not those that this result rests on.",
    );
  for (const entry of judged) checkInput(entry, listed.get(entry.index), main, listedKeys(event, added, entry.index));
}

const sameTexts = (one, other) => one.length === other.length && [...one].sort().join("\n") === [...other].sort().join("\n");

/** Keys of the commitment and of raters who were added, in the log by two people, before this rating. */
function listedKeys(event, added, before) {
  const isLater = (entry) =>
    entry.index < before &&
    equal(said(entry, "ev"), said(event, "ev")) &&
    new Set(elements(field(entry.body, "by"))).size > 1;
  const lists = [field(event.body, "keys", []), ...added.filter(isLater).map((entry) => field(entry.body, "keys"))];
  return lists.flatMap((keys) => elements(keys).map(strictBase64url));
}

function checkInput(entry, code, main, keys) {
  const kind = said(entry, "t");
  // A result of another event, where this person has another pseudonym.
  if (["score", "final"].includes(kind) && !equal(said(entry, "ev"), said(main, "ev"))) return;
  const isSame = ["ev", "p", "event"].every((name) => equal(said(entry, name), said(main, name)));
  if (!["rating", "component"].includes(kind) || !isSame || said(entry, "component") !== code)
    throw new Mismatch(
      "INPUTS",
      `Catatan ${entry.index} bukan penilaian orang ini untuk komponen ${code}.`,
      `Entry ${entry.index} is no rating of this person for component ${code}.`,
    );
  if (kind === "rating" && !isSigned(entry.body, keys))
    throw new Mismatch(
      "RATER",
      `Penilaian pada catatan ${entry.index} tidak ditandatangani oleh penilai yang ditetapkan.`,
      `The rating of entry ${entry.index} is not signed by a rater who was listed.`,
    );
}

/** DSSE v1: the payload says what the leaf says, and a listed key signed it. */
function isSigned(body, keys) {
  const envelope = field(body, "dsse");
  const payload = strictBase64(field(envelope, "payload"));
  const stated = parseCanonical(payload);
  const isAsSaid = SIGNED.map((name) => equal(field(stated, name), field(body, name)));
  if (field(envelope, "payloadType") !== RATING_TYPE || !isAsSaid.every(Boolean)) return false;
  const head = utf8(`DSSEv1 ${RATING_TYPE.length} ${RATING_TYPE} ${payload.length} `);
  const message = new Uint8Array([...head, ...payload]);
  const known = new Map(keys.map((key) => [hex(sha256(key)).slice(0, 16), key]));
  return elements(field(envelope, "signatures")).some((each) => {
    const key = known.get(field(each, "keyid"));
    return key && ed25519Verify(key, strictBase64(field(each, "sig")), message);
  });
}

// SPDX-License-Identifier: Apache-2.0
// ----------------------------------------------------------------------------------------------------- later entries
// `trust.log` is null, the text of a later checkpoint, or a Map from the paths of a log's files to their bytes.

/** Corrections that the receipt itself carries, proven and opened. */
function checkOwnAmendments(receipt) {
  return receipt.amends.map(([entry, disclosures]) => {
    if (!prove(entry, receipt.checkpoint) || !corrects(entry, receipt))
      throw notProven("AMENDMENT", "Koreksi", "correction");
    return amendment(entry, checkDisclosures(entry, disclosures));
  });
}

function corrects(entry, receipt) {
  const isSame = ["ev", "p"].every((name) => equal(said(entry, name), said(receipt.main, name)));
  if (!isSame || !["amend", "erase"].includes(said(entry, "t"))) return false;
  const chain = [receipt.main.index, ...(receipt.seal ? [receipt.seal.index] : [])];
  return said(entry, "t") === "erase" || chain.some((index) => equal(said(entry, "old"), index));
}

function amendment(entry, opened) {
  const found = { index: Number(entry.index), old: opened.old ?? null, new: opened.new ?? null };
  for (const name of ["t", "at", "reason", "basis", "by"]) found[name] = field(entry.body, name, "");
  return found;
}

/** Read a copy of the log: it is signed, holds this receipt's tree as its beginning; returns later corrections. */
function checkLog(receipt, trust) {
  if (isText(trust.log)) {
    checkLaterCheckpoint(receipt, trust.log);
    return [];
  }
  const newest = signedCheckpoint(fromUtf8(logFile(trust.log, "checkpoint")), receipt);
  const { checkpoint } = receipt;
  if (newest.size < checkpoint.size)
    throw new Mismatch(
      "ROLLED_BACK",
      `Salinan log ini hanya berisi ${newest.size} catatan, tanda terima Anda berasal dari ${checkpoint.size}.`,
      `This copy of the log holds only ${newest.size} entries, your receipt comes from ${checkpoint.size}.`,
    );
  const expected = [newest, checkpoint, ...trust.seen];
  const [roots, later] = scanLog(trust.log, Number(newest.size), receipt, expected);
  for (const { size, root } of expected)
    if (size <= newest.size && !sameBytes(roots.get(size), root)) throw splitView(size);
  return later;
}

function logFile(files, path) {
  if (files.has(path)) return files.get(path);
  throw new Unreadable(path);
}

function scanLog(files, size, receipt, expected) {
  const [frontier, roots, later] = [new Frontier(), new Map([[0n, EMPTY_ROOT]]), []];
  const wanted = new Set(expected.map((each) => each.size));
  for (const leaf of logEntries(files, size)) {
    const entry = { index: BigInt(frontier.size), leaf, path: [], body: null };
    frontier.add(leafHash(leaf));
    if (wanted.has(BigInt(frontier.size))) roots.set(BigInt(frontier.size), frontier.root());
    if (entry.index > receipt.main.index && /"t":"(amend|erase)"/.test(binary(leaf))) {
      entry.body = parseCanonical(leaf);
      if (corrects(entry, receipt)) later.push(amendment(entry, {}));
    }
  }
  return [roots, later];
}

/** The entries of a C2SP tlog-tiles folder in order; throws when some are missing. */
function* logEntries(files, size) {
  for (let number = 0; 256 * number < size; number++) {
    const width = Math.min(256, size - 256 * number);
    const text = String(number).padStart(3, "0");
    const groups = text.padStart(Math.ceil(text.length / 3) * 3, "0").match(/.{3}/g);
    const path = `tile/entries/${groups.map((each, place) => (place < groups.length - 1 ? `x${each}` : each)).join("/")}`;
    let data = files.get(path) ?? logFile(files, `${path}.p/${width}`);
    for (let left = width; left; left--) {
      const length = Number(bigEndian(data.subarray(0, 2)));
      if (data.length < 2 + length) malformed(`entry bundle ${path} is cut short`);
      yield data.subarray(2, 2 + length);
      data = data.subarray(2 + length);
    }
  }
}

/** A later checkpoint, with its consistency proof in front ("old N", hashes, blank line) when the sizes differ. */
function checkLaterCheckpoint(receipt, text) {
  const { checkpoint } = receipt;
  let [old, proof, note] = [checkpoint.size, null, text];
  if (text.startsWith("old ")) {
    const [head, rest] = cut(text, "\n\n") ?? [text, ""];
    const lines = head.split("\n");
    [old, proof, note] = [strictNumber(lines[0].slice(4)), lines.slice(1).map(hashLine), rest];
  }
  const newest = signedCheckpoint(note, receipt);
  if (newest.size === checkpoint.size && !sameBytes(newest.root, checkpoint.root)) throw splitView(newest.size);
  if (newest.size !== checkpoint.size && (proof === null || old !== checkpoint.size))
    throw new Incomplete(
      "CONSISTENCY",
      `Kepala log yang lain ini berukuran ${newest.size}; untuk membandingkan diperlukan bukti konsistensi atau log.`,
      `This other checkpoint has size ${newest.size}; comparing needs a consistency proof or the log itself.`,
    );
  if (!isConsistent(old, newest.size, checkpoint.root, newest.root, proof ?? [])) throw splitView(newest.size);
}

function signedCheckpoint(note, receipt) {
  const [found, key] = [parseCheckpoint(note), parseKey(receipt.vkey)];
  const signature = signatureOf(found, key);
  if (found.origin !== key.name || !signature || !ed25519Verify(key.publicKey, signature, utf8(found.text)))
    throw new Mismatch(
      "SIGNATURE",
      "Kepala log pembanding tidak ditandatangani dengan kunci log ini.",
      "The checkpoint to compare with is not signed by this log's key.",
    );
  return found;
}

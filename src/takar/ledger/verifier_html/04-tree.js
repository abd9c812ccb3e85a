// SPDX-License-Identifier: Apache-2.0
// -------------------------------------------------------------------------------------------- Merkle tree (RFC 9162)
// Indexes and sizes are BigInt, because a receipt may claim numbers beyond 2^53.

const EMPTY_ROOT = sha256(new Uint8Array());
const leafHash = (leaf) => sha256(join([0], leaf));
const nodeHash = (left, right) => sha256(join([1], left, right));

/** RFC 9162 section 2.1.3.2: the root that the audit path leads to, null when its length is wrong. */
function rootFromPath(index, size, value, path) {
  if (index < 0n || index >= size || value.length !== 32) return null;
  let [place, last] = [index, size - 1n];
  for (const sibling of path) {
    if (last === 0n) return null;
    if (place & 1n || place === last) {
      value = nodeHash(sibling, value);
      while (place && !(place & 1n)) [place, last] = [place >> 1n, last >> 1n];
    } else {
      value = nodeHash(value, sibling);
    }
    [place, last] = [place >> 1n, last >> 1n];
  }
  return last === 0n ? value : null;
}

/** RFC 9162 section 2.1.4.2; a tree of size 0 is consistent with everything by the empty proof. */
function isConsistent(old, size, oldRoot, newRoot, proof) {
  if (old > size || old < 0n) return false;
  if (old === 0n) return !proof.length && sameBytes(oldRoot, EMPTY_ROOT) && (size > 0n || sameBytes(newRoot, EMPTY_ROOT));
  if (old === size) return !proof.length && sameBytes(oldRoot, newRoot);
  const path = old & (old - 1n) ? [...proof] : [oldRoot, ...proof];
  let [place, last] = [old - 1n, size - 1n];
  while (place & 1n) [place, last] = [place >> 1n, last >> 1n];
  if (!path.length) return false;
  let [before, after] = [path[0], path[0]];
  for (const sibling of path.slice(1)) {
    if (last === 0n) return false;
    if (place & 1n || place === last) {
      [before, after] = [nodeHash(sibling, before), nodeHash(sibling, after)];
      while (place && !(place & 1n)) [place, last] = [place >> 1n, last >> 1n];
    } else {
      after = nodeHash(after, sibling);
    }
    [place, last] = [place >> 1n, last >> 1n];
  }
  return last === 0n && sameBytes(before, oldRoot) && sameBytes(after, newRoot);
}

/** The root of a growing list of leaves, in logarithmic memory. */
class Frontier {
  size = 0;
  #peaks = [];

  add(value) {
    let height = 0;
    while (this.#peaks.length && this.#peaks.at(-1).height === height) {
      value = nodeHash(this.#peaks.pop().value, value);
      height++;
    }
    this.#peaks.push({ height, value });
    this.size++;
  }

  root() {
    if (!this.#peaks.length) return EMPTY_ROOT;
    return this.#peaks.map((peak) => peak.value).reduceRight((right, left) => nodeHash(left, right));
  }
}

/** Where a tree of more than one leaf divides: the largest power of two below its size. */
function half(size) {
  let power = 1;
  while (2 * power < size) power *= 2;
  return power;
}

const span = (start, stop) => `${start}-${stop}`;

/** Hashes of all subtrees on the ways from `leaves` (index -> hash) to the root; `node` gives those beside them. */
function walk(size, leaves, node) {
  const known = new Map();
  const indexes = [...leaves.keys()];
  const visit = (start, stop) => {
    let value;
    if (!indexes.some((index) => start <= index && index < stop)) value = node();
    else if (stop - start === 1) value = leaves.get(start);
    else {
      const middle = start + half(stop - start);
      const left = visit(start, middle);
      value = nodeHash(left, visit(middle, stop));
    }
    known.set(span(start, stop), value);
    return value;
  };
  visit(0, size);
  return known;
}

/** The audit path of one leaf out of what `walk` has found. */
function pathFrom(known, index, size) {
  let [start, stop] = [0, size];
  const path = [];
  while (stop - start > 1) {
    const middle = start + half(stop - start);
    path.push(known.get(index < middle ? span(middle, stop) : span(start, middle)));
    [start, stop] = index < middle ? [start, middle] : [middle, stop];
  }
  return path.reverse();
}

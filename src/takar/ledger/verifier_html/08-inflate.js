// SPDX-License-Identifier: Apache-2.0
// ------------------------------------------------------------------------------------- decompression (RFC 1951)
// The browser's DecompressionStream knows no dictionary. As strict as zlib: an incomplete or overfull code is refused.

const LENGTH_BASE = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCE_BASE = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193,
  12289, 16385, 24577,
];
const DISTANCE_BITS = DISTANCE_BASE.map((_, place) => Math.max(0, (place >> 1) - 1));
const ORDER_OF_LENGTHS = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** A Huffman code from the length of each symbol's code, as a map from code to symbol. */
function huffman(lengths, mayBeSingle) {
  const codes = new Map();
  let [code, used] = [0, 0];
  for (let length = 1; length < 16; length++) {
    lengths.forEach((each, symbol) => {
      if (each !== length) return;
      codes.set((1 << length) | code++, symbol);
      used += 2 ** -length;
    });
    code <<= 1;
  }
  const isSingle = mayBeSingle && lengths.every((length) => length < 2);
  if (used > 1 || (used < 1 && codes.size && !isSingle)) malformed("not a Huffman code");
  return codes;
}

class Inflater {
  #place = 0;

  constructor(packed, dictionary, limit) {
    Object.assign(this, { packed, limit, skipped: dictionary.length, out: [...dictionary] });
  }

  bit() {
    const byte = this.packed[this.#place >> 3] ?? malformed("cut short");
    return (byte >> (this.#place++ & 7)) & 1;
  }

  bits(count) {
    let number = 0;
    for (let place = 0; place < count; place++) number |= this.bit() << place;
    return number;
  }

  symbol(codes) {
    for (let code = 1; code < 1 << 15; ) {
      code = (code << 1) | this.bit();
      if (codes.has(code)) return codes.get(code);
    }
    return malformed("no such code");
  }

  write(byte) {
    if (this.out.push(byte) - this.skipped > this.limit) malformed("too long");
  }

  run() {
    for (let isLast = 0; !isLast; ) {
      isLast = this.bit();
      const kind = this.bits(2);
      if (kind === 0) this.stored();
      else if (kind === 1) this.compressed(...this.fixedCodes());
      else if (kind === 2) this.compressed(...this.dynamicCodes());
      else malformed("no such block");
    }
    if (Math.ceil(this.#place / 8) < this.packed.length) malformed("bytes after the end");
    return Uint8Array.from(this.out.slice(this.skipped));
  }

  stored() {
    this.#place = Math.ceil(this.#place / 8) * 8;
    const length = this.bits(16);
    if (this.bits(16) !== (length ^ 0xffff)) malformed("stored length");
    for (let left = length; left; left--) this.write(this.bits(8));
  }

  fixedCodes() {
    const literals = Array.from({ length: 288 }, (_, symbol) => (symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8));
    return [huffman(literals, false), huffman(new Array(32).fill(5), false)];
  }

  dynamicCodes() {
    const [literals, distances, given] = [this.bits(5) + 257, this.bits(5) + 1, this.bits(4) + 4];
    if (literals > 286 || distances > 30) malformed("too many symbols");
    const short = new Array(19).fill(0);
    for (const symbol of ORDER_OF_LENGTHS.slice(0, given)) short[symbol] = this.bits(3);
    const codes = huffman(short, false);
    const lengths = [];
    while (lengths.length < literals + distances) lengths.push(...this.lengths(this.symbol(codes), lengths));
    if (lengths.length > literals + distances || !lengths[256]) malformed("lengths of codes");
    return [huffman(lengths.slice(0, literals), true), huffman(lengths.slice(literals), true)];
  }

  lengths(symbol, before) {
    if (symbol < 16) return [symbol];
    if (symbol === 16) return new Array(3 + this.bits(2)).fill(before.at(-1) ?? malformed("nothing to repeat"));
    return new Array(symbol === 17 ? 3 + this.bits(3) : 11 + this.bits(7)).fill(0);
  }

  compressed(literals, distances) {
    for (;;) {
      const symbol = this.symbol(literals);
      if (symbol === 256) return;
      if (symbol < 256) this.write(symbol);
      else this.copy(symbol - 257, distances);
    }
  }

  copy(kind, distances) {
    if (kind > 28) malformed("no such length");
    const length = LENGTH_BASE[kind] + this.bits(LENGTH_BITS[kind]);
    const far = this.symbol(distances);
    if (far > 29) malformed("no such distance");
    const distance = DISTANCE_BASE[far] + this.bits(DISTANCE_BITS[far]);
    if (distance > this.out.length) malformed("distance too far back");
    for (let left = length; left; left--) this.write(this.out.at(-distance));
  }
}

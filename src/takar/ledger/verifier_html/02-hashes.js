// SPDX-License-Identifier: Apache-2.0
// ------------------------------------------------------------------------------- SHA-256 and SHA-512 (FIPS 180-4)
// Browsers have these built in, but not for a page that is opened as a file.

const bits64 = (number) => BigInt.asUintN(64, number);

/** The first `count` prime numbers. */
function primes(count) {
  const found = [];
  for (let number = 2; found.length < count; number++)
    if (found.every((prime) => number % prime)) found.push(number);
  return found;
}

/** The largest whole number whose power `degree` is at most `value`. */
function root(value, degree) {
  let low = 0n;
  for (let bit = 1n << 70n; bit; bit >>= 1n) if ((low + bit) ** degree <= value) low += bit;
  return low;
}

// The first 64 bits of the fractional parts of the cube roots of 80 primes, and of the square roots of 8.
const K512 = primes(80).map((prime) => bits64(root(BigInt(prime) << 192n, 3n)));
const H512 = primes(8).map((prime) => bits64(root(BigInt(prime) << 128n, 2n)));
const K256 = K512.slice(0, 64).map((number) => Number(number >> 32n));
const H256 = H512.map((number) => Number(number >> 32n));

/** The message with 1, zeros and its length, in whole blocks. */
function padded(message, block) {
  const whole = new Uint8Array(Math.ceil((message.length + 1 + block / 8) / block) * block);
  whole.set(message);
  whole[message.length] = 0x80;
  new DataView(whole.buffer).setBigUint64(whole.length - 8, BigInt(message.length) * 8n);
  return new DataView(whole.buffer);
}

function sha256(message) {
  const data = padded(message, 64);
  const state = [...H256];
  for (let start = 0; start < data.byteLength; start += 64) sha256Block(data, start, state);
  const digest = new DataView(new ArrayBuffer(32));
  state.forEach((word, place) => digest.setUint32(4 * place, word));
  return new Uint8Array(digest.buffer);
}

function sha256Block(data, start, state) {
  const turn = (word, by) => (word >>> by) | (word << (32 - by));
  const words = Array.from({ length: 16 }, (_, place) => data.getUint32(start + 4 * place));
  for (let place = 16; place < 64; place++) {
    const early = words[place - 15];
    const late = words[place - 2];
    const low = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3);
    const high = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10);
    words.push((words[place - 16] + low + words[place - 7] + high) | 0);
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let place = 0; place < 64; place++) {
    const choose = (e & f) ^ (~e & g);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const first = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choose + K256[place] + words[place]) | 0;
    const second = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + majority) | 0;
    [a, b, c, d, e, f, g, h] = [(first + second) | 0, a, b, c, (d + first) | 0, e, f, g];
  }
  [a, b, c, d, e, f, g, h].forEach((word, place) => (state[place] = (state[place] + word) >>> 0));
}

function sha512(message) {
  const data = padded(message, 128);
  const state = [...H512];
  for (let start = 0; start < data.byteLength; start += 128) sha512Block(data, start, state);
  const digest = new DataView(new ArrayBuffer(64));
  state.forEach((word, place) => digest.setBigUint64(8 * place, word));
  return new Uint8Array(digest.buffer);
}

function sha512Block(data, start, state) {
  const turn = (word, by) => (word >> by) | (word << (64n - by));
  const words = Array.from({ length: 16 }, (_, place) => data.getBigUint64(start + 8 * place));
  for (let place = 16; place < 80; place++) {
    const early = words[place - 15];
    const late = words[place - 2];
    const low = bits64(turn(early, 1n) ^ turn(early, 8n)) ^ (early >> 7n);
    const high = bits64(turn(late, 19n) ^ turn(late, 61n)) ^ (late >> 6n);
    words.push(bits64(words[place - 16] + low + words[place - 7] + high));
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let place = 0; place < 80; place++) {
    const choose = (e & f) ^ (~e & g);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const first = h + bits64(turn(e, 14n) ^ turn(e, 18n) ^ turn(e, 41n)) + choose + K512[place] + words[place];
    const second = bits64(turn(a, 28n) ^ turn(a, 34n) ^ turn(a, 39n)) + majority;
    [a, b, c, d, e, f, g, h] = [bits64(first + second), a, b, c, bits64(d + first), e, f, g];
  }
  [a, b, c, d, e, f, g, h].forEach((word, place) => (state[place] = bits64(state[place] + word)));
}

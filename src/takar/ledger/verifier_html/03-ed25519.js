// SPDX-License-Identifier: Apache-2.0
// -------------------------------------------------------------------------------------------- Ed25519 (RFC 8032)
// Points are [X, Y, Z, T] with x = X/Z, y = Y/Z, xy = T/Z.

const P = 2n ** 255n - 19n;
const L = 2n ** 252n + 27742317777372353535851937790883648493n;

const modP = (number) => ((number % P) + P) % P;

function power(base, exponent) {
  let result = 1n;
  for (let square = modP(base); exponent; exponent >>= 1n) {
    if (exponent & 1n) result = (result * square) % P;
    square = (square * square) % P;
  }
  return result;
}

const inverse = (number) => power(number, P - 2n);
const D = modP(-121665n * inverse(121666n));
const ROOT_OF_MINUS_1 = power(2n, (P - 1n) / 4n);

function addPoints(a, b) {
  const low = modP((a[1] - a[0]) * (b[1] - b[0]));
  const high = modP((a[1] + a[0]) * (b[1] + b[0]));
  const t = modP(2n * a[3] * b[3] * D);
  const z = modP(2n * a[2] * b[2]);
  const [e, f, g, h] = [high - low, z - t, z + t, high + low];
  return [modP(e * f), modP(g * h), modP(f * g), modP(e * h)];
}

function doublePoint(a) {
  const [x2, y2, z2] = [modP(a[0] * a[0]), modP(a[1] * a[1]), modP(2n * a[2] * a[2])];
  const h = x2 + y2;
  const e = h - (a[0] + a[1]) * (a[0] + a[1]);
  const g = x2 - y2;
  const f = z2 + g;
  return [modP(e * f), modP(g * h), modP(f * g), modP(e * h)];
}

/** null for anything but the one canonical encoding of a curve point. */
function decodePoint(bytes) {
  const number = littleEndian(bytes);
  const [sign, y] = [number >> 255n, BigInt.asUintN(255, number)];
  if (y >= P) return null;
  const square = modP((y * y - 1n) * inverse(D * y * y + 1n));
  let x = power(square, (P + 3n) / 8n);
  if (modP(x * x - square)) x = modP(x * ROOT_OF_MINUS_1);
  if (modP(x * x - square) || (x === 0n && sign)) return null;
  if ((x & 1n) !== sign) x = P - x;
  return [x, y, 1n, modP(x * y)];
}

const BASE_Y = modP(4n * inverse(5n));
const BASE = decodePoint(Uint8Array.from({ length: 32 }, (_, place) => Number((BASE_Y >> BigInt(8 * place)) & 255n)));

function isSmallOrder(point) {
  const eight = doublePoint(doublePoint(doublePoint(point)));
  return eight[0] === 0n && eight[1] === eight[2];
}

/** RFC 8032 section 5.1.7 without cofactor; refuses S >= L, non-canonical points and keys of small order. */
function ed25519Verify(publicKey, signature, message) {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  const key = decodePoint(publicKey);
  const nonce = decodePoint(signature.subarray(0, 32));
  const s = littleEndian(signature.subarray(32));
  if (key === null || nonce === null || s >= L || isSmallOrder(key)) return false;
  const k = littleEndian(sha512(join(signature.subarray(0, 32), publicKey, message))) % L;
  const minus = [P - key[0], key[1], 1n, P - key[3]];
  const choices = [null, BASE, minus, addPoints(BASE, minus)];
  let total = [0n, 1n, 1n, 0n];
  for (let bit = 252n; bit >= 0n; bit--) {
    total = doublePoint(total);
    const choice = choices[Number(((s >> bit) & 1n) | (((k >> bit) & 1n) << 1n))];
    if (choice) total = addPoints(total, choice);
  }
  // total = S·B − k·A must be the nonce point: compared without division, X/Z = x and Y/Z = y.
  return modP(nonce[0] * total[2]) === total[0] && modP(nonce[1] * total[2]) === total[1];
}

// SPDX-License-Identifier: Apache-2.0
// --------------------------------------------------------------------------------------------------- exact decimals
// 3.40 is {units: 340n, scale: 2}. Nothing is ever computed in floating point.

/** A plain decimal text or a whole number. */
function decimal(value) {
  if (isWhole(value)) return { units: BigInt(value), scale: 0 };
  const match = isText(value) && /^(-?[0-9]{1,12})(?:\.([0-9]{1,12}))?$/.exec(value);
  if (!match) malformed("not a decimal number");
  const [, whole, fraction = ""] = match;
  return { units: BigInt(whole + fraction), scale: fraction.length };
}

const scaled = (number, scale) => number.units * 10n ** BigInt(scale - number.scale);

function compare(a, b) {
  const scale = Math.max(a.scale, b.scale);
  const difference = scaled(a, scale) - scaled(b, scale);
  return difference < 0n ? -1 : Number(difference > 0n);
}

function sum(numbers) {
  const scale = Math.max(0, ...numbers.map((number) => number.scale));
  return { units: numbers.reduce((total, number) => total + scaled(number, scale), 0n), scale };
}

/** numerator / denominator (> 0) as a whole number, by the rule "half_up", "half_even" or "down". */
function divide(numerator, denominator, rounding) {
  const size = numerator < 0n ? -numerator : numerator;
  const [whole, rest] = [size / denominator, size % denominator];
  const isHalf = 2n * rest === denominator;
  const up = { half_up: 2n * rest >= denominator, half_even: isHalf ? whole & 1n : 2n * rest > denominator, down: false };
  if (!has(up, rounding)) malformed("no such rounding");
  const rounded = up[rounding] ? whole + 1n : whole;
  return numerator < 0n ? -rounded : rounded;
}

function decimalText({ units, scale }) {
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  return `${units < 0n ? "-" : ""}${whole}${scale ? `.${digits.slice(digits.length - scale)}` : ""}`;
}

/** A value of a receipt as it stands in a sentence. */
function shown(value) {
  if (isText(value)) return value;
  if (value === null) return "None";
  return typeof value === "boolean" ? (value ? "True" : "False") : canonical(value);
}

const comma = (value) => shown(value).replaceAll(".", ",");

// SPDX-License-Identifier: Apache-2.0
// --------------------------------------------------------------------------------------------------- the arithmetic
// Each check returns false when the receipt does not open what it needs.

function competencies(opened) {
  const codes = Object.keys(opened).filter((name) => /^[A-Z]{1,3}\.\p{Nd}\p{Nd}$/u.test(name));
  return new Map(codes.sort().map((code) => [code, opened[code]]));
}

const label = (code, each) => `${shown(code)} ${shown(field(each, "name", ""))}`.trim();

const NUMBERS = ["total", "jpm", "category", "potential", "components"];

const JUDGED = new Map([
  [true, ["tidak ada nilai mesin pada bagian ini", "no machine score in this part"]],
  ["competencies", ["kompetensi ditetapkan rapat asesor", "the assessor meeting finds the competencies"]],
]);

/** Who judges by the committed rules: true people all of it, "competencies" those, false nothing. */
function judgedIn(rules) {
  const found = isObject(rules) ? field(rules, "judged", false) : false;
  return JUDGED.has(found) ? found : false;
}

/** No machine score where people judge, and none left out where a machine scores; as much written as was sealed. */
function checkJudged(receipt, opened, rules) {
  if (receipt.inputs !== null) return checkNoPotential(opened);
  const judged = judgedIn(rules);
  const isMachines = (each) => judged === "competencies" && each === "potential";
  const [name] = [...competencies(opened).keys(), ...NUMBERS.filter((each) => has(opened, each) && !isMachines(each))];
  if (judged && name !== undefined)
    throw new Mismatch(
      "JUDGED",
      `Tertera nilai mesin (${name}), padahal menurut aturan bagian ini dinilai asesor.`,
      `A machine score is shown (${name}), but by the rules assessors judge this part.`,
    );
  if (!has(opened, "judged")) return;
  const seal = (receipt.seal ?? receipt.main).body;
  if (judged !== true)
    throw new Mismatch(
      "JUDGED",
      "Tertera bahwa asesor yang menilai, padahal menurut aturan bagian ini dinilai mesin.",
      "It says that assessors judge, but by the rules a machine scores this part.",
    );
  for (const each of ["answered", "items"])
    if (!equal(field(opened.judged, each), isObject(seal) ? field(seal, each, null) : null))
      throw new Mismatch(
        "JUDGED",
        "Banyaknya yang ditulis tidak sama dengan yang disegel.",
        "The count of what was written is not the one that was sealed.",
      );
}

function checkNoPotential(opened) {
  if (has(opened, "potential"))
    throw new Mismatch(
      "JUDGED",
      "Tertera nilai potensi pada hasil penilaian orang; potensi hanya berasal dari tes dan tidak ditetapkan rapat.",
      "Potential is shown on a result that people judged, but it comes from the test alone and no meeting decides on it.",
    );
}

/** The required levels are those of the job class in the rules. */
function checkStandard(opened, rules) {
  const found = competencies(opened);
  if (!found.size) return false;
  const jobClass = field(field(opened, "subject", Object.create(null)), "standard", "");
  const required = field(field(rules, "standards"), jobClass, null);
  if (!isSomething(required)) return false;
  if (!isObject(required)) malformed("standard");
  for (const code of Object.keys(required).sort()) {
    if (!found.has(code))
      throw new Mismatch(
        "STANDARD",
        `Kompetensi ${code} yang disyaratkan tidak ada pada tanda terima.`,
        `Competency ${code}, which the standard requires, is not on the receipt.`,
      );
    const [each, level] = [found.get(code), required[code]];
    if (!equal(field(each, "required"), level))
      throw new Mismatch(
        "STANDARD",
        `Level yang disyaratkan untuk ${label(code, each)} tertera ${shown(each.required)}, ` +
          `padahal standar jabatan menetapkan ${shown(level)}.`,
        `The level required for ${label(code, each)} is shown as ${shown(each.required)}, ` +
          `but the job standard says ${shown(level)}.`,
      );
  }
  return true;
}

function checkLevels(opened, rules) {
  const found = competencies(opened);
  if (!found.size) return false;
  const rounding = field(rules, "level_rule") === "half_up" ? "half_up" : "down";
  for (const [code, each] of found) {
    const rating = decimal(field(each, "rating"));
    const level = divide(rating.units, 10n ** BigInt(rating.scale), rounding);
    if (!equal(level, field(each, "level")))
      throw new Mismatch(
        "LEVEL",
        `Level ${label(code, each)} tertera ${shown(each.level)}, padahal rating ${comma(each.rating)} berarti ${level}.`,
        `The level of ${label(code, each)} is shown as ${shown(each.level)}, but rating ${shown(each.rating)} means ${level}.`,
      );
  }
  return true;
}

function checkTotal(opened, rules) {
  if (has(opened, "components")) return checkWeighted(opened, rules);
  const found = [...competencies(opened).values()];
  if (!has(opened, "total") || !found.length) return false;
  const achieved = sum(found.map((each) => decimal(field(each, field(rules, "base")))));
  const required = sum(found.map((each) => decimal(field(each, "required"))));
  isAsComputed("TOTAL", "Jumlah nilai", "total", field(opened.total, "total"), achieved);
  isAsComputed("TOTAL", "Jumlah standar", "standard total", field(opened.total, "standard_total"), required);
  return true;
}

/** Total = sum of value x weight / 100, by the committed weights, rounded as the rules say. */
function checkWeighted(opened, rules) {
  const components = elements(opened.components);
  const found = new Map(components.map((each) => [field(each, "code"), each]));
  const committed = elements(field(rules, "components"));
  const codes = new Set(committed.map((each) => field(each, "code")));
  if (found.size !== components.length || found.size !== codes.size || ![...codes].every((code) => found.has(code)))
    throw new Mismatch(
      "TOTAL",
      "Komponen yang tertera bukan komponen yang ditetapkan.",
      "The components shown are not those that were committed to.",
    );
  const parts = committed.map((each) => {
    const [code, weight] = [field(each, "code"), decimal(field(each, "weight"))];
    const own = found.get(code);
    isAsComputed("TOTAL", `Bobot ${shown(code)}`, `weight of ${shown(code)}`, field(own, "weight"), weight);
    const value = decimal(field(own, "value"));
    return { units: value.units * weight.units, scale: value.scale + weight.scale };
  });
  if (!has(opened, "total")) return false;
  const scale = field(rules, "decimals");
  if (!isWhole(scale) || scale < 0 || scale > 20) malformed("decimals");
  const total = sum(parts);
  const numerator = total.units * 10n ** BigInt(scale);
  const units = divide(numerator, 10n ** BigInt(total.scale + 2), field(rules, "rounding"));
  isAsComputed("TOTAL", "Jumlah nilai", "total", field(opened.total, "total"), { units, scale: Number(scale) });
  return true;
}

function checkJpm(opened, rules) {
  if (!has(opened, "total") || !has(opened, "jpm")) return false;
  const achieved = decimal(field(opened.total, "total"));
  const required = decimal(field(opened.total, "standard_total"));
  isAsComputed("JPM", "JPM", "JPM", opened.jpm, jobPersonMatch(achieved, required, rules));
  return true;
}

/** total / standard total x 100, rounded as the rules say, held at 100 if they say so. */
function jobPersonMatch(total, standardTotal, rules) {
  if (standardTotal.units <= 0n) malformed("the standard asks for nothing");
  const given = field(rules, "jpm_decimals");
  const scale = isNumeric(given) || /^[0-9]+$/.test(given) ? Number(given) : NaN;
  if (!Number.isInteger(scale) || scale < 0 || scale > 20) malformed("jpm_decimals");
  const numerator = total.units * 10n ** BigInt(standardTotal.scale + 2 + scale);
  const denominator = standardTotal.units * 10n ** BigInt(total.scale);
  const value = { units: divide(numerator, denominator, field(rules, "rounding")), scale };
  const hundred = { units: 100n, scale: 0 };
  return isSomething(field(rules, "jpm_cap")) && compare(value, hundred) > 0 ? hundred : value;
}

function checkWeightedCategory(opened, rules) {
  const categories = has(opened, "category") && has(opened, "total") && field(rules, "categories");
  if (!isSomething(categories || null)) return false;
  const total = field(opened.total, "total");
  const isReached = (each) => compare(decimal(total), decimal(field(each, "min"))) >= 0;
  const found = elements(categories).find(isReached);
  const due = found ? field(found, "code") : "-";
  if (!equal(due, opened.category))
    throw new Mismatch(
      "CATEGORY",
      `Kategori tertera ${shown(opened.category)}, padahal jumlah ${comma(total)} menurut aturan berarti ${shown(due)}.`,
      `The category is shown as ${shown(opened.category)}, but total ${shown(total)} by the rules means ${shown(due)}.`,
    );
  return true;
}

function checkCategory(opened, rules) {
  if (has(opened, "components")) return checkWeightedCategory(opened, rules);
  if (!has(opened, "jpm") || !has(opened, "category")) return false;
  const isReached = (each) => compare(decimal(opened.jpm), decimal(field(each, "min"))) >= 0;
  const due = elements(field(rules, "categories")).find(isReached);
  if (!due || !equal(field(due, "code"), opened.category)) {
    const named = due ? `${shown(due.code)} (${shown(field(due, "name_id"))})` : "-";
    throw new Mismatch(
      "CATEGORY",
      `Kategori tertera ${shown(opened.category)}, padahal JPM ${comma(opened.jpm)} menurut aturan berarti ${named}.`,
      `The category is shown as ${shown(opened.category)}, but JPM ${shown(opened.jpm)} by the rules means ${named}.`,
    );
  }
  return true;
}

function checkPotential(opened, rules) {
  if (!has(opened, "potential")) return false;
  const bands = field(rules, "potential_bands");
  if (!isSomething(bands)) return false;
  for (const each of elements(opened.potential)) {
    const isReached = (band) => compare(decimal(field(band, "low")), decimal(field(each, "score"))) <= 0;
    const due = elements(bands).filter(isReached).map((band) => field(band, "code"));
    const last = due.length ? due.at(-1) : "-";
    if (!due.length || !equal(last, field(each, "band"))) {
      const named = label(field(each, "code"), each);
      const [band, score] = [shown(field(each, "band")), field(each, "score")];
      throw new Mismatch(
        "POTENTIAL",
        `Pita potensi ${named} tertera ${band}, padahal nilai ${comma(score)} berarti ${shown(last)}.`,
        `The band of ${named} is shown as ${band}, but score ${shown(score)} means ${shown(last)}.`,
      );
    }
  }
  return true;
}

function isAsComputed(code, id, en, value, computed) {
  if (compare(decimal(value), computed) === 0) return;
  const text = decimalText(computed);
  throw new Mismatch(
    code,
    `${id} tertera ${comma(value)}, padahal hasil hitungan ulang ${comma(text)}.`,
    `The ${en} is shown as ${shown(value)}, but recomputing gives ${text}.`,
  );
}

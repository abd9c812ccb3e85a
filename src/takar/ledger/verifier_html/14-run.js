// SPDX-License-Identifier: Apache-2.0
// ------------------------------------------------------------------------------------------------------------ the run

const EXIT = { SAH: 0, "TIDAK COCOK": 1, "TIDAK LENGKAP": 2, SEMENTARA: 3, DIUBAH: 4 };

const SENTENCES = {
  SAH: [
    "Tanda terima ini sah: tidak ada satu angka pun yang berbeda dari yang tercatat.",
    "This receipt is valid: not one figure differs from what was recorded.",
  ],
  "TIDAK COCOK": ["Tanda terima ini tidak cocok dengan catatan.", "This receipt does not match the record."],
  "TIDAK LENGKAP": ["Pemeriksaan belum lengkap.", "The check is not complete."],
  SEMENTARA: [
    "Semua cocok, tetapi saksi yang disyaratkan belum semuanya menandatangani. Periksa lagi nanti.",
    "Everything matches, but not all required witnesses have signed yet. Check again later.",
  ],
  DIUBAH: [
    "Tanda terima ini cocok dengan catatan semula, tetapi hasilnya kemudian dikoreksi secara tercatat.",
    "This receipt matches the original record, but the result was later corrected on record.",
  ],
};

const TITLES = {
  FORMAT: ["Berkas tanda terima utuh dan baku", "The receipt file is whole and well-formed"],
  INCLUSION: ["Catatan Anda ada di dalam log", "Your record is in the log"],
  SIGNATURE: ["Kepala log ditandatangani oleh kunci log", "The checkpoint is signed by the log's key"],
  KEY: ["Kunci log adalah kunci yang Anda percayai", "The log's key is the one you trust"],
  QUORUM: ["Saksi yang disyaratkan telah menandatangani", "The required witnesses have signed"],
  CONSISTENCY: ["Tidak ada versi lain dari log ini", "No other version of this log was found"],
  DISCLOSURES: ["Setiap nilai yang tertera sama dengan yang tercatat", "Each value shown is the one recorded"],
  RULES: ["Aturan ditetapkan sebelum sesi dibuka dan tidak berubah", "The rules were fixed before the session opened"],
  SEAL: ["Jawaban disegel sebelum dinilai", "The answers were sealed before they were scored"],
  INPUTS: [
    "Hasil bertumpu pada penilaian yang ditandatangani penilai yang ditetapkan",
    "The result rests on ratings signed by the listed raters",
  ],
  STANDARD: ["Level yang disyaratkan sesuai standar jabatan", "The required levels are those of the job standard"],
  LEVEL: ["Level sesuai dengan rating", "The levels follow from the ratings"],
  TOTAL: ["Jumlah nilai dan jumlah standar benar", "Total and standard total are right"],
  JPM: ["JPM dihitung dengan benar", "The JPM is computed correctly"],
  CATEGORY: ["Kategori sesuai dengan batas yang ditetapkan", "The category follows from the committed cut-offs"],
  POTENTIAL: ["Pita potensi sesuai dengan nilainya", "The bands follow from the potential scores"],
  AMENDED: ["Tidak ada koreksi atas hasil ini", "Nothing has corrected this result"],
};

/** Collects the steps; after a step that the others need has failed, the rest is not looked at. */
class Report {
  steps = [];
  isIncomplete = false;
  isStopped = false;

  /** The result of `work`; null when it failed or was not run. */
  check(name, work, isNeeded = true) {
    if (this.isStopped) return this.add(name, "skip", "NOT_CHECKED");
    try {
      const result = work();
      this.add(name, "ok");
      return result ?? null;
    } catch (fault) {
      if (fault instanceof Unreadable) this.isIncomplete = this.isStopped = true;
      if (fault instanceof Incomplete) this.isIncomplete = true;
      if (isNeeded) this.isStopped = true;
      return this.add(name, "fail", ...faultWords(name, fault));
    }
  }

  add(name, state, code = "", id = "", en = "") {
    this.steps.push({ name, state, code, id, en });
    return null;
  }

  /** Say more about the last step. */
  change(state, code, id, en) {
    Object.assign(this.steps.at(-1), { state, code, id, en });
  }

  get failures() {
    return this.steps.filter((step) => step.state === "fail");
  }
}

function faultWords(name, fault) {
  if (fault instanceof Mismatch) return [fault.code, fault.id, fault.en];
  if (fault instanceof Unreadable)
    return [
      "UNREADABLE",
      `Log pembanding tidak dapat dibaca: ${fault.message}.`,
      `The log to compare with cannot be read: ${fault.message}.`,
    ];
  return [
    "MALFORMED",
    `Pemeriksaan “${TITLES[name][0]}” gagal: bagian ini rusak atau telah diubah.`,
    `Check “${TITLES[name][1]}” failed: this part is damaged or was altered (${fault.message.slice(0, 80)}).`,
  ];
}

/** Check a receipt (file text or QR text). `policy`: text of a tlog-policy; `key`: fingerprint of the event card; `log`: see
 * above; `seen`: [{size, root}] of checkpoints known from before; `now`: POSIX seconds. Throws for a malformed policy or
 * fingerprint, never for a malformed receipt. */
function verify(text, { policy = null, key = "", log = null, seen = [], now = Date.now() / 1000 } = {}) {
  if (key && !/^[0-9a-f]{32}$/.test(hexDigits(key))) malformed("a fingerprint has 8 groups of 4 hex digits");
  const trust = { policy: policy === null ? null : parsePolicy(policy), key, log, seen, now };
  const report = new Report();
  const proven = { opened: Object.create(null), rules: null, amendments: [], isAnchored: false, hasQuorum: false };
  const receipt = report.check("FORMAT", () => readReceipt(text));
  if (receipt === null) return answer(report.isIncomplete ? "TIDAK LENGKAP" : "TIDAK COCOK", report.steps, {});
  checkLogSide(report, receipt, trust, proven);
  checkValues(report, receipt, proven);
  checkLater(report, receipt, trust, proven);
  return answer(verdictOf(report, proven), report.steps, valuesOf(receipt, proven, report));
}

function answer(verdict, steps, values) {
  const named = steps.find((step) => step.state === "fail") ?? steps.find((step) => step.state === "warn");
  const isNamed = verdict.startsWith("TIDAK") && named;
  const [id, en] = isNamed ? [named.id, named.en] : SENTENCES[verdict];
  return { verdict, exit: EXIT[verdict], id, en, steps, values };
}

function checkLogSide(report, receipt, trust, proven) {
  report.check("INCLUSION", () => checkInclusion(receipt));
  report.check("SIGNATURE", () => checkSignature(receipt));
  proven.isAnchored = Boolean(report.check("KEY", () => checkKey(receipt, trust)));
  if (!report.isStopped && !proven.isAnchored) sayNoAnchor(report, fingerprint(receipt.vkey));
  proven.hasQuorum = Boolean(report.check("QUORUM", () => checkQuorum(receipt, trust)));
  if (!report.isStopped && !proven.hasQuorum)
    report.change(
      "warn",
      "NO_QUORUM",
      "Saksi yang disyaratkan belum semuanya menandatangani kepala log ini.",
      "Not all required witnesses have signed this checkpoint yet.",
    );
  else if (!report.isStopped) sayNoWitness(report, trust.policy);
  report.check("CONSISTENCY", () => checkSeen(receipt, trust.seen));
}

function sayNoAnchor(report, own) {
  report.change(
    "warn",
    "NO_ANCHOR",
    `Semua isi cocok, tetapi kuncinya belum dibandingkan. Bandingkan sidik kunci ini dengan kartu acara: ${own}`,
    `All content matches, but the key was not compared. Compare this fingerprint with the event card: ${own}`,
  );
}

function sayNoWitness(report, policy) {
  if (!policy) report.change("skip", "NO_POLICY", "tidak diperiksa: tanpa berkas kebijakan", "not checked: no policy file");
  else if (policy.quorum === "none")
    report.change(
      "ok",
      "NO_WITNESS",
      "kebijakan log ini tidak mensyaratkan saksi",
      "the policy of this log requires none",
    );
}

function checkValues(report, receipt, proven) {
  const opened = report.check("DISCLOSURES", () => checkDisclosures(receipt.main, receipt.disclosures), false);
  report.check("RULES", () => checkRules(receipt), false);
  if (report.steps.at(-1).state === "ok") proven.rules = receipt.rules;
  if (receipt.inputs === null) report.check("SEAL", () => checkSeal(receipt), false);
  else report.check("INPUTS", () => checkInputs(receipt), false);
  if (opened !== null) proven.opened = opened;
  const checks = {
    STANDARD: (found, rules) => checkJudged(receipt, found, rules) ?? checkStandard(found, rules),
    LEVEL: checkLevels,
    TOTAL: checkTotal,
    JPM: checkJpm,
    CATEGORY: checkCategory,
    POTENTIAL: checkPotential,
  };
  const judged = judgedIn(proven.rules);
  for (const [name, work] of Object.entries(checks)) {
    if (opened === null || proven.rules === null) report.add(name, "skip", "NOT_CHECKED");
    else if (report.check(name, () => work(opened, proven.rules), false) === false)
      if (judged === true || (judged && name !== "POTENTIAL")) report.change("skip", "JUDGED", ...JUDGED.get(judged));
      else report.change("skip", "NOT_SHOWN", "tidak dibuka pada tanda terima ini", "not opened on this receipt");
  }
}

function checkLater(report, receipt, trust, proven) {
  const found = report.check("AMENDED", () => amendmentsOf(receipt, trust), false);
  proven.amendments = found ?? [];
  if (proven.amendments.length) sayAmended(report, proven.amendments[0]);
  else if (found !== null && trust.log === null)
    report.change(
      "ok",
      "AS_OF_RECEIPT",
      `sampai tanda terima ini dibuat, ${receipt.checkpoint.size} catatan`,
      `up to when this receipt was made, ${receipt.checkpoint.size} entries`,
    );
}

function amendmentsOf(receipt, trust) {
  const own = checkOwnAmendments(receipt);
  const later = trust.log === null ? [] : checkLog(receipt, trust);
  return [...own, ...later.filter((each) => !own.some((known) => known.index === each.index))];
}

function sayAmended(report, { index, at, reason, basis }) {
  report.change(
    "warn",
    "AMENDED",
    `Hasil ini dikoreksi pada catatan ${index} (${shown(at)}): ${shown(reason)}; dasar: ${shown(basis)}.`,
    `This result was corrected by entry ${index} (${shown(at)}): ${shown(reason)}; basis: ${shown(basis)}.`,
  );
}

function verdictOf(report, proven) {
  if (report.failures.length)
    return report.isIncomplete && report.failures.length === 1 ? "TIDAK LENGKAP" : "TIDAK COCOK";
  if (!proven.isAnchored) return "TIDAK LENGKAP";
  if (proven.amendments.length) return "DIUBAH";
  return proven.hasQuorum ? "SAH" : "SEMENTARA";
}

/** What the reader may be shown: nothing that is not proven. */
function valuesOf(receipt, proven, report) {
  if (report.isStopped) return {};
  const { main, checkpoint } = receipt;
  const digests = field(main.body, "_sd", []);
  const values = {
    code: receipt.code,
    origin: checkpoint.origin,
    fingerprint: fingerprint(receipt.vkey),
    type: field(main.body, "t", ""),
    index: Number(main.index),
    at: field(main.body, "at", ""),
    size: Number(checkpoint.size),
    opened: proven.opened,
    hidden: (Array.isArray(digests) ? digests.length : 0) - Object.keys(proven.opened).length,
    amendments: proven.amendments,
  };
  if (proven.rules === null) return values;
  const { event } = receipt;
  const said = (name) => field(event.body, name, "");
  const event_ = { organiser: said("organiser"), title: said("title"), purpose: said("purpose"), index: Number(event.index) };
  const rules = { code: field(proven.rules, "code", ""), version: field(proven.rules, "version", "") };
  const judged = judgedIn(proven.rules);
  const whole = { ...values, event: event_, rules, categories: field(proven.rules, "categories", []) };
  return judged ? { ...whole, judged } : whole;
}

/** For programs and tests: as the Python verifier's --json. A malformed policy or fingerprint gives `fault` and exit 2. */
window.takarVerify = (text, options = {}) => {
  try {
    const found = verify(text, options);
    const steps = found.steps.map((step) => ({ ...step, ok: step.state === "ok" }));
    return { ...found, steps, exit_code: found.exit, sentence: options.lang === "en" ? found.en : found.id };
  } catch (fault) {
    return { verdict: "TIDAK LENGKAP", exit_code: EXIT["TIDAK LENGKAP"], steps: [], values: {}, fault: fault.message };
  }
};

// SPDX-License-Identifier: Apache-2.0
// ---------------------------------------------------------------------------------------------------- words of the page

const WORDS = {
  title: ["Periksa tanda terima", "Check a receipt"],
  offline: ["Takar, tanpa internet", "Takar, without internet"],
  lead: [
    "Halaman ini memeriksa tanda terima penilaian Anda di perangkat ini juga. Tidak ada yang dikirim ke mana pun; internet boleh dimatikan.",
    "This page checks the receipt of your assessment on this very device. Nothing is sent anywhere; you may switch the internet off.",
  ],
  receipt: ["1. Tanda terima", "1. Receipt"],
  choose: ["Pilih berkas tanda terima", "Choose the receipt file"],
  form: ["bukti-….tlog-proof, atau letakkan di sini", "bukti-….tlog-proof, or drop it here"],
  paste: ["Atau tempel isinya, atau isi kode QR", "Or paste its text, or that of the QR code"],
  pasteLabel: ["Isi tanda terima atau kode QR", "Text of the receipt or the QR code"],
  trust: ["2. Kunci yang Anda percayai", "2. The key you trust"],
  key: ["Sidik kunci pada kartu acara", "Fingerprint on the event card"],
  keyHint: [
    "32 huruf dan angka dalam 8 kelompok. Huruf besar, spasi, dan tanda hubung tidak berpengaruh.",
    "32 letters and digits in 8 groups. Capitals, spaces and hyphens make no difference.",
  ],
  more: ["Berkas kebijakan dan salinan log", "Policy file and copy of the log"],
  policy: ["Berkas kebijakan log (pengganti sidik kunci)", "Policy file of the log (instead of the fingerprint)"],
  checkpoint: ["Kepala log yang lebih baru", "A later checkpoint"],
  folder: ["Atau folder salinan log", "Or the folder of a copy of the log"],
  check: ["Periksa", "Check"],
  clear: ["Kosongkan", "Clear"],
  print: ["Cetak hasil ini", "Print this result"],
  foot: [
    "Program pemeriksa kedua Takar, terpisah dari verifier.py. SHA-256 berkas ini tercantum pada halaman /bukti/ kantor; di Windows hitung dengan: certutil -hashfile verifier.html SHA256",
    "Takar's second verifier, apart from verifier.py. The SHA-256 of this file stands on the office's page /bukti/; on Windows compute it with: certutil -hashfile verifier.html SHA256",
  ],
  badKey: [
    "Sidik kunci terdiri atas 32 angka 0–9 dan huruf a–f; yang terketik {}. Salin sekali lagi dari kartu acara.",
    "A fingerprint has 32 digits 0–9 and letters a–f; you typed {}. Copy it again from the event card.",
  ],
  badPolicy: ["Ini bukan berkas kebijakan log: {}", "This is not a policy file: {}"],
  noReceipt: ["Pilih berkas tanda terima dahulu.", "Choose a receipt first."],
  toCheck: ["Yang akan diperiksa", "What will be checked"],
  checked: ["Yang diperiksa", "What was checked"],
  result: ["Yang terbukti tercatat", "What is proven to be on record"],
  limits: ["Yang tidak diperiksa, dan mengapa", "What was not checked, and why"],
  participant: ["Peserta", "Participant"],
  number: ["Nomor peserta", "Participant number"],
  event: ["Acara", "Event"],
  organiser: ["Penyelenggara", "Organiser"],
  rules: ["Aturan", "Rules"],
  code: ["Kode", "Code"],
  place: ["Catatan nomor {} dari {}, log {}", "Entry {} of {}, log {}"],
  entry: ["Catatan", "Entry"],
  fingerprint: ["Sidik kunci log", "Fingerprint of the log's key"],
  when: ["Diperiksa", "Checked"],
  held: ["Hasil tidak dibuka pada tanda terima ini.", "The result is not opened on this receipt."],
  judged: [
    "Tidak ada nilai mesin pada bagian ini; hasil penilaian asesor menyusul.",
    "No machine score in this part; raters' results follow.",
  ],
  meeting: [
    "Kompetensi, JPM, dan kategori tidak dinilai mesin: rapat asesor menetapkannya pada tanda terima tersendiri.",
    "No machine scores competencies, JPM and category: the assessor meeting finds them, on a receipt of its own.",
  ],
  written: ["Ditulis", "Written"],
  unproven: [
    "Nilai pada tanda terima ini tidak ditampilkan, karena tidak terbukti.",
    "The values on this receipt are not shown, because they are not proven.",
  ],
  competencies: ["Kompetensi", "Competencies"],
  competency: ["Kompetensi", "Competency"],
  required: ["Standar", "Standard"],
  level: ["Level", "Level"],
  rating: ["Rating", "Rating"],
  components: ["Komponen", "Components"],
  component: ["Komponen", "Component"],
  weight: ["Bobot", "Weight"],
  sum: ["Jumlah", "Total"],
  potential: ["Potensi", "Potential"],
  aspect: ["Aspek", "Aspect"],
  score: ["Nilai", "Score"],
  band: ["Pita", "Band"],
  total: ["Jumlah / standar", "Total / standard"],
  category: ["Kategori", "Category"],
  amended: ["Koreksi tercatat", "Corrections on record"],
  what: ["Dikoreksi", "Corrected"],
  before: ["Semula", "Before"],
  after: ["Menjadi", "After"],
  nothing: ["tidak dibuka", "not opened"],
  states: {
    ok: ["cocok", "matches"],
    fail: ["tidak cocok", "does not match"],
    warn: ["perlu perhatian", "needs attention"],
    skip: ["tidak diperiksa", "not checked"],
    todo: ["belum", "to do"],
  },
  notReached: ["tidak diperiksa: langkah sebelumnya gagal", "not checked: an earlier step failed"],
};

const VERDICTS = {
  SAH: { icon: "ok", gloss: "valid", advice: ["", ""] },
  "TIDAK COCOK": {
    icon: "fail",
    gloss: "no match",
    advice: [
      "Simpan berkas ini apa adanya. Unduh sekali lagi dari layar hasil; bila tetap tidak cocok, laporkan kepada penyelenggara dan pengawas dengan membawa berkas ini.",
      "Keep this file as it is. Download it once more from the result screen; if it still does not match, report it to the organiser and the supervisor, with this file.",
    ],
  },
  "TIDAK LENGKAP": {
    icon: "ask",
    gloss: "incomplete",
    advice: [
      "Ketik sidik kunci dari kartu acara yang ditempel di ruang ujian, lalu periksa lagi. Tanpa itu, tanda terima buatan orang lain pun tampak cocok.",
      "Type the fingerprint of the event card that hung in the exam room, and check again. Without it a receipt that somebody else made would seem to match, too.",
    ],
  },
  SEMENTARA: { icon: "wait", gloss: "provisional", advice: ["", ""] },
  DIUBAH: {
    icon: "edit",
    gloss: "amended",
    advice: [
      "Nilai semula dan penggantinya tertera di bawah. Mintalah dasar koreksinya kepada penyelenggara.",
      "The values before and after stand below. Ask the organiser for the basis of the correction.",
    ],
  },
};

const INCOMPLETE_FILE = [
  "Gunakan berkas asli yang diunduh dari layar hasil, atau pindai kode QR-nya sekali lagi.",
  "Use the original file from the result screen, or scan its QR code once more.",
];

const LIMITS = {
  seen: [
    "Versi lain dari log ini: halaman ini tidak mengingat pemeriksaan sebelumnya, dan salinan log tidak dipilih. Bandingkan dengan tanda terima rekan Anda, atau pilih salinan log.",
    "Other versions of this log: this page does not remember earlier checks, and no copy of the log was chosen. Compare with a colleague's receipt, or choose a copy of the log.",
  ],
  later: [
    "Koreksi sesudah tanda terima ini dibuat: hanya terlihat dari salinan log yang lebih baru.",
    "Corrections after this receipt was made: only a later copy of the log shows them.",
  ],
  laterCheckpoint: [
    "Koreksi sesudah tanda terima ini dibuat: kepala log saja tidak memuatnya; pilih folder salinan log.",
    "Corrections after this receipt was made: a checkpoint alone does not hold them; choose the folder of a copy of the log.",
  ],
  items: [
    "Apakah soal adil, kunci jawaban benar, dan orang yang duduk di ruang ujian memang Anda: bukti ini tidak dapat menjawabnya. Kunci yang dikunci sebelum ujian dibuka oleh auditor.",
    "Whether the items are fair, the answer key is right, and whoever sat in the room was you: this proof cannot tell. An auditor opens the key that was committed before the sitting.",
  ],
};

"""Why something cannot be done in an assessor meeting."""

from __future__ import annotations

from takar.kernel.refusals import Refusal

NOT_A_MEMBER = Refusal(
    "MEETING_NOT_YOURS",
    "Anda bukan asesor peserta ini dan tidak memimpin rapatnya. Mintalah ketua asesor menunjuk Anda.",
    "You neither rated this participant nor lead the meeting. Ask the lead assessor to appoint you.",
)
FINAL = Refusal(
    "MEETING_FINAL",
    "Hasil rapat ini sudah ditandatangani kedua pihak dan tidak berubah lagi. Koreksi hanya oleh dua orang dan tercatat.",
    "The outcome is signed by both and no longer changes. A correction takes a recorded change by two people.",
)
NOT_REVEALED = Refusal(
    "MEETING_NOT_REVEALED",
    "Bahas bukti lebih dahulu, lalu buka nilai. Angka baru dapat ditetapkan atau ditandatangani setelah nilai dibuka.",
    "Discuss the evidence first, then reveal the values. Figures are set and signed only after that.",
)
UNKNOWN = Refusal(
    "MEETING_DIMENSION_UNKNOWN",
    "Kompetensi ini tidak dinilai dalam putaran ini. Muat ulang halaman.",
    "This competency is not rated in the round. Reload the page.",
)
NO_EVIDENCE_AT_ALL = Refusal(
    "DEPARTURE_WITHOUT_EVIDENCE",
    "Tidak seorang pun mencatat bukti untuk kompetensi ini, jadi tidak dapat diberi angka. Biarkan “tidak dinilai”.",
    "Nobody recorded evidence for this competency, so it cannot be given a number. Leave it “not assessed”.",
)
REASON_NEEDED = Refusal(
    "DEPARTURE_WITHOUT_REASON",
    "Pilih alasan dan tuliskan penjelasannya (paling sedikit 10 karakter); keduanya disimpan selamanya bersama nama Anda.",
    "Choose a reason and explain it (at least 10 characters); both are kept for ever with your name.",
)
ONLY_RESPONSIBLE = Refusal(
    "TEXT_OF_ANOTHER",
    "Naskah laporan disunting oleh asesor penanggung jawab. Sampaikan usulan Anda kepadanya.",
    "The responsible assessor edits the report text. Tell him what you propose.",
)
TEXT_EMPTY = Refusal(
    "TEXT_EMPTY",
    "Naskah masih kosong atau lebih dari 20.000 karakter. Tuliskan sekurang-kurangnya satu butir.",
    "The text is empty or longer than 20,000 characters. Write at least one point.",
)
WRONG_SIGNER = Refusal(
    "MEETING_WRONG_SIGNER",
    "Tanda tangan pertama dari asesor penanggung jawab, kedua dari ketua asesor; keduanya harus orang yang berbeda.",
    "The responsible assessor signs first, the lead assessor second; they must be two different people.",
)
TEXT_MISSING = Refusal(
    "MEETING_TEXT_MISSING",
    "Kekuatan dan area pengembangan belum disimpan. Periksa usulannya, sunting, lalu simpan sebelum menandatangani.",
    "Strengths and development areas are not saved yet. Check the proposal, edit and save it before signing.",
)
RECORD_CHANGED = Refusal(
    "MEETING_CHANGED_MEANWHILE",
    "Isi rapat berubah setelah halaman ini dibuka. Muat ulang, baca lagi, lalu tanda tangani.",
    "The meeting changed after this page was opened. Reload, read again, then sign.",
)
SHEETS_CHANGED = Refusal(
    "MEETING_SHEETS_CHANGED",
    "Ada lembar penilaian yang dibuka dan dikunci ulang setelah rapat dimulai. Baca ulang lembarnya dahulu.",
    "A rating sheet was opened and locked again after the meeting began. Read the sheets again first.",
)


def value_unknown(least: str, most: str, decimals: int) -> Refusal:
    return Refusal(
        "DEPARTURE_VALUE_UNKNOWN",
        f"Isi angka antara {least} dan {most} dengan paling banyak {decimals} desimal, atau “NE” bila tidak dinilai.",
        f"Enter a number between {least} and {most} with at most {decimals} decimals, or “NE” for not assessed.",
    )

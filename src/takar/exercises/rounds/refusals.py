"""Why a result is not recorded."""

from __future__ import annotations

from collections.abc import Sequence

from takar.kernel.refusals import Refusal

NOT_OPEN = Refusal(
    "ROUND_NOT_OPEN",
    "Putaran penilaian ini belum dibuka di log. Buka putarannya dahulu.",
    "This round is not open in the log yet. Open the round first.",
)
SUBJECT_UNKNOWN = Refusal(
    "SUBJECT_UNKNOWN",
    "Peserta ini tidak termasuk putaran ini. Periksa daftarnya.",
    "This participant does not belong to the round. Check the list.",
)
FINAL_EXISTS = Refusal(
    "FINAL_EXISTS",
    "Hasil akhir peserta ini sudah dicatat dengan isi lain. Koreksi hanya melalui perubahan tercatat oleh dua orang.",
    "Another result is recorded for this participant already. It is corrected only by a recorded change of two people.",
)
FINAL_MISSING = Refusal(
    "FINAL_MISSING",
    "Belum ada hasil atau keberatan yang tercatat untuk dirujuk. Catat hasilnya dahulu.",
    "There is no recorded result or objection to refer to yet. Record the result first.",
)
PLENO_MISSING = Refusal(
    "PLENO_MISSING",
    "Keputusan memerlukan pleno yang sudah dicatat. Selesaikan dan tanda tangani berita acaranya dahulu.",
    "A decision needs a recorded plenary. Finish and sign its minutes first.",
)
SECOND_PERSON = Refusal(
    "SECOND_PERSON_NEEDED",
    "Koreksi hasil memerlukan dua orang yang berbeda.",
    "Correcting a result takes two different people.",
)


def without_inputs(components: Sequence[str]) -> Refusal:
    listed = ", ".join(components) or "–"
    return Refusal(
        "FINAL_WITHOUT_INPUTS",
        f"Belum semua penilaian tercatat di log (komponen yang kosong: {listed}). Tunggu semua penilai mengunci lembarnya.",
        f"Not all ratings are in the log yet (components without any: {listed}). Wait until every rater has locked.",
        {"components": list(components)},
    )


def without_quorum(signed: int, least: int) -> Refusal:
    return Refusal(
        "PLENO_WITHOUT_QUORUM",
        f"Baru {signed} anggota menandatangani, diperlukan {least}. Mintalah tanda tangan anggota lain.",
        f"Only {signed} members have signed, {least} are needed. Ask the other members to sign.",
    )

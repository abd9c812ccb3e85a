"""Why nothing is prepared."""

from __future__ import annotations

from collections.abc import Sequence

from takar.kernel.canonical import Json
from takar.kernel.refusals import Refusal

UNKNOWN = Refusal(
    "ASSESSMENT_UNKNOWN",
    "Kegiatan ini tidak ada. Pilih dari daftar kegiatan.",
    "There is no such assessment. Choose one from the list.",
)
OPEN_ALREADY = Refusal(
    "ROUND_FIXED",
    "Putaran penilaian kegiatan ini sudah ditetapkan di log. Penilai diganti dengan persetujuan orang kedua di halaman ini.",
    "The round of this assessment is committed to the log. Raters are changed on this page with a second person's approval.",
)
EXERCISE_GONE = Refusal(
    "EXERCISE_UNKNOWN",
    "Simulasi yang dipilih tidak ada dalam pustaka. Muat ulang halaman, lalu pilih lagi.",
    "A chosen exercise is not in the library. Reload the page and choose again.",
)
WEIGHT_BAD = Refusal(
    "EXERCISE_WEIGHT_BAD",
    "Bobot simulasi harus bilangan bulat 1 sampai 9. Perbaiki, lalu simpan lagi.",
    "An exercise's weight must be a whole number from 1 to 9. Mend it, then save again.",
)
NO_PLAN = Refusal(
    "APPOINTING_NO_PLAN",
    "Kegiatan ini tidak berasal dari rencana, atau rencananya belum memuat asesor. Bagikan merata atau isi dari Excel.",
    "This assessment comes from no plan, or its plan has no assessors yet. Spread evenly, or fill it in from Excel.",
)
NO_EXERCISES = Refusal(
    "APPOINTING_NO_EXERCISES",
    "Pilih simulasi atau wawancara yang dipakai lebih dahulu.",
    "Choose the exercises or interviews first.",
)
NO_RATERS = Refusal(
    "APPOINTING_NO_RATERS",
    "Pilih paling sedikit satu asesor, dan jumlah penilai per lembar antara 1 dan 5.",
    "Choose at least one assessor, and between 1 and 5 raters for each sheet.",
)
NO_HEADING = Refusal(
    "HEADER_NOT_FOUND",
    "Baris judul tidak ditemukan. Beri kolom NIP (atau Nomor), Simulasi dan Asesor seperti pada templat, lalu unggah lagi.",
    "No heading row was found. Give the table the columns NIP (or Nomor), Simulasi and Asesor as in the template.",
)


def rows_refused(faults: Sequence[tuple[int, str, str]]) -> Refusal:
    """Nothing of the table is taken; every fault is named, the first ten in the sentence."""
    own = "; ".join(f"baris {number}: {words}" for number, words, _ in faults[:10])
    english = "; ".join(f"row {number}: {words}" for number, _, words in faults[:10])
    listed: list[Json] = [{"row": number, "id": one, "en": other} for number, one, other in faults]
    return Refusal(
        "APPOINTING_ROWS_REFUSED",
        f"{len(faults)} baris tidak dapat diikuti, jadi tidak ada yang diubah: {own}. Perbaiki, lalu unggah lagi.",
        f"{len(faults)} rows cannot be followed, so nothing was changed: {english}. Mend them and upload again.",
        {"rows": listed},
    )

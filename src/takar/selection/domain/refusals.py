"""Why a selection will not do something, and what to do instead."""

from __future__ import annotations

from collections.abc import Sequence

from takar.kernel.refusals import Refusal

SELECTION_UNKNOWN = Refusal(
    "SELECTION_UNKNOWN",
    "Seleksi ini tidak ada. Buka daftar seleksi dan pilih dari sana.",
    "This selection does not exist. Open the list of selections and choose from there.",
)
NOTHING_HERE = Refusal(
    "SELECTION_NOTHING_HERE",
    "Halaman ini tidak ada untuk Anda. Buka daftar seleksi dan pilih dari sana.",
    "There is nothing here for you. Open the list of selections and choose from there.",
)
SELECTION_COMMITTED = Refusal(
    "SELECTION_COMMITTED",
    "Ketentuan seleksi ini sudah ditetapkan di log sebelum wawancara pertama, jadi tidak dapat diubah lagi.",
    "The terms of this selection were committed to the log before the first interview and cannot change any more.",
)
SELECTION_NOT_COMMITTED = Refusal(
    "SELECTION_NOT_COMMITTED",
    "Tetapkan dahulu ketentuan seleksi di log; sebelum itu tidak ada lembar penilaian.",
    "Commit the terms of the selection to the log first; before that there are no sheets.",
)
TITLE_TAKEN = Refusal(
    "SELECTION_TITLE_TAKEN",
    "Sudah ada yang bernama sama. Pilih nama lain, misalnya dengan tahunnya.",
    "The name is taken already. Choose another one, for instance with its year.",
)
POST_UNKNOWN = Refusal(
    "SELECTION_POST_UNKNOWN",
    "Jabatan ini tidak termasuk seleksi ini. Pilih dari daftar jabatannya.",
    "This post does not belong to the selection. Choose one from its list.",
)
CANDIDATE_UNKNOWN = Refusal(
    "CANDIDATE_UNKNOWN",
    "Calon ini tidak ada dalam seleksi ini. Buka daftar calon dan pilih dari sana.",
    "This candidate is not in the selection. Open the list of candidates and choose from there.",
)
CANDIDATE_OUT = Refusal(
    "CANDIDATE_OUT",
    "Lamaran ini belum dimulai atau sudah berakhir, jadi tidak dapat diubah lagi.",
    "This application was not begun or has ended, so it cannot change any more.",
)
NOT_SUBMITTED = Refusal(
    "APPLICATION_NOT_SUBMITTED",
    "Lamaran ini baru dimulai dan belum dikirim, jadi belum dapat diperiksa. Catat dahulu pengirimannya.",
    "This application was begun but not submitted, so it cannot be checked. Record its submission first.",
)
REQUIREMENT_UNKNOWN = Refusal(
    "REQUIREMENT_UNKNOWN",
    "Persyaratan atau hasil pemeriksaan ini tidak dikenal untuk jabatan tersebut. Muat ulang halaman.",
    "This requirement or verdict is unknown for that post. Reload the page.",
)
DOCUMENT_MISSING = Refusal(
    "CHECK_DOCUMENT_MISSING",
    "Tanda “memenuhi” memerlukan dokumen di belakangnya. Unggah dokumennya, lalu tandai lagi.",
    "A tick needs the document behind it. Upload the document, then tick again.",
)
REASON_MISSING = Refusal(
    "SELECTION_REASON_MISSING",
    "Tuliskan alasannya; alasan tersimpan dan dicetak dalam berita acara.",
    "Write the reason; it is kept and printed in the minutes.",
)
SECOND_CHECKER = Refusal(
    "SECOND_PERSON_NEEDED",
    "Ini memerlukan orang kedua: mintalah petugas lain yang menegaskannya.",
    "This takes a second person: ask another official to confirm it.",
)
CHECK_CONCLUDED = Refusal(
    "CHECK_CONCLUDED",
    "Pemeriksaan administrasi calon ini sudah selesai. Membukanya lagi memerlukan alasan dan dua orang.",
    "The administrative check of this candidate is concluded. Opening it again takes a reason and two people.",
)
NOTHING_JUDGED = Refusal(
    "CHECK_NOT_CONCLUDED",
    "Pemeriksaan administrasi calon ini belum selesai, jadi tidak ada yang dibuka kembali.",
    "The administrative check of this candidate is not concluded, so there is nothing to open again.",
)
MEMBER_UNKNOWN = Refusal(
    "PANEL_MEMBER_UNKNOWN",
    "Orang ini bukan anggota panitia seleksi ini. Pilih dari daftar anggotanya.",
    "This person is not a member of the panel. Choose one from its list.",
)
NOT_YOUR_DECLARATION = Refusal(
    "DECLARATION_NOT_YOURS",
    "Pernyataan benturan kepentingan hanya dapat dibuat oleh anggota itu sendiri.",
    "A declaration of conflicts can be made by the member himself only.",
)
VALUE_OFF_SCALE = Refusal(
    "COMPONENT_VALUE",
    "Nilai harus berada pada skala dan mempunyai paling banyak angka desimal yang ditetapkan; bukti wajib diisi.",
    "A value must lie on the scale with no more decimals than declared, and evidence must be filled in.",
)
ENTRY_UNKNOWN = Refusal(
    "COMPONENT_ENTRY_UNKNOWN",
    "Nilai ini tidak ada atau sudah diganti. Muat ulang halaman.",
    "This value does not exist or was replaced. Reload the page.",
)
NO_RESULT = Refusal(
    "COMPONENT_NO_RESULT",
    "Tidak ada hasil asesmen berangka JPM yang masih berlaku untuk orang ini. Catat sertifikatnya atau adakan asesmennya.",
    "There is no valid assessment result with a JPM for this person. Record the certificate or hold the assessment.",
)
QUESTIONS_FAULTY = Refusal(
    "QUESTIONS_FAULTY",
    "Daftar pertanyaan memerlukan paling sedikit satu pertanyaan dan jangkar nilai yang menutup seluruh skala tanpa celah.",
    "A list of questions needs at least one question and anchors that cover the whole scale without gaps.",
)
QUESTIONS_UNKNOWN = Refusal(
    "QUESTIONS_UNKNOWN",
    "Daftar pertanyaan ini tidak ada atau sudah ada versi yang lebih baru. Muat ulang halaman.",
    "This list of questions does not exist or has a newer version. Reload the page.",
)
TIMETABLE_WAITING = Refusal(
    "TIMETABLE_WAITING",
    "Jadwal seleksi ini sedang disusun. Tunggu sampai selesai atau hentikan dahulu di halaman kemajuannya.",
    "The timetable of this selection is being made. Wait until it is done, or stop it on the page of its progress first.",
)
SLOT_UNKNOWN = Refusal(
    "SLOT_UNKNOWN",
    "Giliran wawancara ini tidak ada. Muat ulang jadwal.",
    "There is no such interview. Reload the timetable.",
)


def check_incomplete(open_: Sequence[int]) -> Refusal:
    listed = ", ".join(str(number) for number in open_)
    return Refusal(
        "CHECK_INCOMPLETE",
        f"Persyaratan nomor {listed} belum diperiksa atau belum ditegaskan orang kedua. Selesaikan dahulu.",
        f"Requirements {listed} are not checked or not confirmed by a second person yet. Finish them first.",
        {"requirements": list(open_)},
    )


def not_ready(sentences: Sequence[tuple[str, str]]) -> Refusal:
    return Refusal(
        "SELECTION_NOT_READY",
        "Belum dapat ditetapkan: "
        + "; ".join(one[0] for one in sentences)
        + ". Lengkapi, lalu tetapkan lagi.",
        "Cannot be committed yet: "
        + "; ".join(one[1] for one in sentences)
        + ". Complete this, then commit again.",
        {"missing": [{"id": one[0], "en": one[1]} for one in sentences]},
    )


def field_missing(name_id: str, name_en: str) -> Refusal:
    return Refusal(
        "SELECTION_FIELD_MISSING",
        f"Isian {name_id} kosong atau tidak dapat dipakai. Isi dahulu, lalu simpan lagi.",
        f"The field {name_en} is empty or cannot be used. Fill it in, then save again.",
    )

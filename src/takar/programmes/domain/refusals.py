"""What is refused about programmes and those who are called, each with a remedy."""

from __future__ import annotations

from takar.kernel.refusals import Refusal

STATUS_NAMES = {
    "nominated": ("diusulkan", "nominated"),
    "invited": ("diundang", "invited"),
    "confirmed": ("bersedia", "confirmed"),
    "declined": ("berhalangan", "declined"),
    "withdrawn": ("dibatalkan", "withdrawn"),
}
STEP_NAMES = {
    "invite": ("diundang", "invited"),
    "confirm": ("dinyatakan bersedia", "confirmed"),
    "decline": ("dinyatakan berhalangan", "marked as declined"),
    "withdraw": ("dibatalkan", "withdrawn"),
    "reinstate": ("diusulkan kembali", "nominated again"),
}

UNKNOWN_PROGRAMME = Refusal(
    "PROGRAMME_UNKNOWN",
    "Program tidak ditemukan; kembali ke daftar program dan pilih lagi.",
    "The programme was not found; go back to the list and choose again.",
)
UNKNOWN_PHASE = Refusal(
    "PHASE_UNKNOWN",
    "Tahap tidak ditemukan dalam program ini; muat ulang halaman dan pilih lagi.",
    "The phase was not found in this programme; reload the page and choose again.",
)
UNKNOWN_NOMINEE = Refusal(
    "NOMINEE_UNKNOWN",
    "Orang ini tidak ada dalam daftar calon program; usulkan dahulu dari daftar wajib.",
    "This person is not on the programme's roll; nominate him from the due list first.",
)
NAMED_TWICE = Refusal(
    "NOMINEE_NAMED_TWICE",
    "Satu orang tercantum dua kali dalam permintaan ini; hapus yang kembar, lalu ulangi.",
    "Somebody is named twice in this request; remove the duplicate and try again.",
)
NOBODY_CHOSEN = Refusal(
    "NOBODY_CHOSEN",
    "Belum ada orang yang dipilih; centang namanya dahulu.",
    "Nobody is chosen yet; tick the names first.",
)
REASON_MISSING = Refusal(
    "REASON_MISSING",
    "Tuliskan alasan perubahan; alasan tersimpan dalam jejak perubahan.",
    "Write the reason for the change; it is kept in the trail.",
)
REPLACED_ALREADY = Refusal(
    "NOMINEE_REPLACED",
    "Kursinya sudah diberikan kepada pengganti; buka halaman penggantinya untuk membatalkan atau mengganti dia.",
    "The seat was already given to a replacement; open the replacement's page to withdraw or replace him.",
)
SEAT_HELD = Refusal(
    "NOMINEE_SEAT_HELD",
    "Kursinya sekarang dipegang orang lain dalam rangkaian penggantian ini; batalkan dahulu pemegangnya.",
    "Somebody else in this line of replacements holds the seat now; withdraw that person first.",
)
STILL_CALLED = Refusal(
    "NOMINEE_STILL_CALLED",
    "Orang ini masih memegang kursinya; catat dahulu bahwa ia berhalangan atau dibatalkan, baru pilih pengganti.",
    "This person still holds the seat; record first that he declined or is withdrawn, then choose a replacement.",
)
MOVE_TOO_LATE = Refusal(
    "MOVE_TOO_LATE",
    "Hanya yang belum diundang dapat dipindahkan, karena undangan menyebut tahapnya; batalkan, lalu usulkan kembali.",
    "Only somebody not yet invited can be moved, because the letter names the phase; withdraw and nominate again.",
)
PHASE_SAME = Refusal(
    "PHASE_SAME",
    "Orang ini sudah berada di tahap itu; pilih tahap yang lain.",
    "This person is in that phase already; choose another one.",
)
PROGRAMME_DONE = Refusal(
    "PROGRAMME_DONE",
    "Program ini sudah selesai sehingga daftarnya tidak berubah lagi; buka kembali program dengan alasan bila perlu.",
    "This programme is done, so its roll no longer changes; reopen it with a reason if you must.",
)
STATUS_SAME = Refusal(
    "PROGRAMME_STATUS_SAME",
    "Status program sudah demikian; muat ulang halaman untuk melihat keadaan terakhir.",
    "The programme already has this status; reload the page to see how it stands.",
)
TITLE_TAKEN = Refusal(
    "PROGRAMME_TITLE_TAKEN",
    "Nama program ini sudah dipakai; tambahkan tahun atau tahapnya supaya dapat dibedakan.",
    "This programme title is in use; add the year or the stage to tell them apart.",
)
PHASE_IN_USE = Refusal(
    "PHASE_IN_USE",
    "Tahap ini sudah berisi calon peserta sehingga tidak dapat dihapus; pindahkan mereka ke tahap lain dahulu.",
    "This phase already has nominees and cannot be removed; move them to another phase first.",
)
PHASE_DAYS = Refusal(
    "PHASE_DAYS",
    "Hari terakhir tahap mendahului hari pertamanya; tukar atau perbaiki tanggalnya.",
    "The last day of the phase is before its first day; swap or mend the dates.",
)
PHASE_NUMBER_TAKEN = Refusal(
    "PHASE_NUMBER_TAKEN",
    "Nomor tahap ini sudah ada dalam program; pakai nomor berikutnya.",
    "This phase number exists in the programme; use the next number.",
)
LETTER_NUMBER_TAKEN = Refusal(
    "LETTER_NUMBER_TAKEN",
    "Nomor surat ini sudah dipakai dengan tanggal atau penanda tangan lain; periksa nomornya, atau samakan isinya.",
    "This letter number is in use with another date or signer; check the number, or make them the same.",
)
ANSWER_DAY = Refusal(
    "ANSWER_DAY",
    "Batas jawaban mendahului tanggal surat; perbaiki salah satunya.",
    "The day to answer by is before the day of the letter; mend one of them.",
)


def field_missing(field: str, name_id: str, name_en: str) -> Refusal:
    return Refusal(
        "FIELD_MISSING",
        f"Isian {name_id} masih kosong; lengkapi, lalu simpan lagi.",
        f"Fill in {name_en}, then save again.",
        {"field": field},
    )


def called_already(nip: str, phase: int) -> Refusal:
    return Refusal(
        "NOMINEE_ALREADY",
        f"NIP {nip} sudah ada dalam program ini (tahap {phase}); satu orang hanya dipanggil satu kali per program.",
        f"NIP {nip} is already in this programme (phase {phase}); a person is called once per programme.",
        {"nip": nip, "phase": phase},
    )


def quota_full(quota: int, room: int) -> Refusal:
    return Refusal(
        "QUOTA_FULL",
        f"Kuota tahap ini {quota} orang dan sisanya {max(room, 0)}; kurangi yang diusulkan, perbesar kuota, "
        "atau pakai tahap lain.",
        f"The quota of this phase is {quota} and {max(room, 0)} are left; nominate fewer, raise the quota, or use "
        "another phase.",
        {"quota": quota, "room": room},
    )


def quota_too_small(live: int) -> Refusal:
    return Refusal(
        "QUOTA_TOO_SMALL",
        f"Kuota tidak dapat lebih kecil daripada yang sudah memegang kursi ({live}); batalkan sebagian dahulu, atau "
        "beri kuota yang lebih besar.",
        f"The quota cannot be smaller than those who hold a seat ({live}); withdraw some first, or give a larger quota.",
        {"live": live},
    )


def step_refused(status: str, step: str) -> Refusal:
    stands, wanted = STATUS_NAMES[status], STEP_NAMES.get(step, (step, step))
    return Refusal(
        "NOMINEE_STEP",
        f"Keadaannya sekarang “{stands[0]}” sehingga tidak dapat {wanted[0]}; muat ulang halaman dan lihat langkah yang "
        "tersedia.",
        f"He now stands as “{stands[1]}” and cannot be {wanted[1]}; reload the page to see which steps are open.",
        {"status": status, "step": step},
    )


def field_fixed(field: str, name_id: str, name_en: str) -> Refusal:
    return Refusal(
        "PROGRAMME_FIELD_FIXED",
        f"Isian “{name_id}” sudah tercantum dalam undangan yang dikirim sehingga tidak dapat diubah; buat program "
        "lain untuk ketentuan yang berbeda.",
        f"“{name_en}” stands in letters that were sent and can no longer be changed; make another programme for "
        "different terms.",
        {"field": field},
    )


def promise_broken(part_id: str, part_en: str) -> Refusal:
    return Refusal(
        "PROMISE_BROKEN",
        f"Undangan sudah menjanjikan {part_id}; janji hanya dapat diperluas, tidak dikurangi.",
        f"The letters already promised {part_en}; a promise can be widened, never narrowed.",
    )


def person_unknown(nip: str) -> Refusal:
    return Refusal(
        "PERSON_UNKNOWN",
        f"NIP {nip} tidak ada di data pegawai; impor dahulu pegawainya, lalu usulkan lagi.",
        f"NIP {nip} is not in the data of people; import the person first, then nominate again.",
        {"nip": nip},
    )


def person_inactive(nip: str) -> Refusal:
    return Refusal(
        "PERSON_INACTIVE",
        f"NIP {nip} berstatus tidak aktif; perbarui kedudukan hukumnya di data pegawai bila keliru.",
        f"NIP {nip} does not serve now; correct the legal status in the data of people if that is wrong.",
        {"nip": nip},
    )


def class_unknown(nip: str) -> Refusal:
    return Refusal(
        "PERSON_WITHOUT_CLASS",
        f"Kelas jabatan NIP {nip} belum diketahui; lengkapi lewat halaman Kesiapan data, lalu usulkan lagi.",
        f"The job class of NIP {nip} is unknown; complete it on the data readiness page, then nominate again.",
        {"nip": nip},
    )

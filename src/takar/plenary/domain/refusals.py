"""Why a plenary will not do something, and what to do instead."""

from __future__ import annotations

from collections.abc import Iterable

from takar.kernel.refusals import Refusal

NOT_OPEN = Refusal(
    "PLENARY_NOT_OPEN",
    "Pleno belum dibuka. Mintalah sekretaris membukanya setelah semua komponen nilai tersegel.",
    "The plenary is not open. Ask the secretary to open it once all components are sealed.",
)
OVER = Refusal(
    "PLENARY_OVER",
    "Pembahasan pleno sudah ditutup; keputusan hanya dapat ditandatangani.",
    "The plenary's discussion is over; what was decided can only be signed.",
)
NOT_OVER = Refusal(
    "PLENARY_NOT_OVER",
    "Tutup pembahasan lebih dahulu, agar yang ditandatangani tidak berubah lagi.",
    "End the discussion first, so that what is signed does not change any more.",
)
CLOSED = Refusal(
    "PLENARY_CLOSED",
    "Berita acara pleno sudah selesai dan tidak dapat diubah. Ajukan perubahan sebagai keberatan atau pembetulan.",
    "The minutes are finished and cannot change. Raise it as an objection or a correction.",
)
NOT_CLOSED = Refusal(
    "PLENARY_NOT_CLOSED",
    "Selesaikan berita acara pleno lebih dahulu.",
    "Finish the minutes of the plenary first.",
)
NOT_A_MEMBER = Refusal(
    "PLENARY_NOT_A_MEMBER",
    "Hanya anggota panitia seleksi yang hadir yang dapat melakukan ini; catat kehadirannya lebih dahulu.",
    "Only members of the panel who are present may do this; note their presence first.",
)
MOTION_UNKNOWN = Refusal(
    "MOTION_UNKNOWN",
    "Usul ini tidak ada atau sudah diputuskan; muat ulang halaman.",
    "There is no such open motion; reload the page.",
)
POST_UNKNOWN = Refusal(
    "PLENARY_POST_UNKNOWN",
    "Jabatan atau calon ini tidak dibahas dalam pleno ini; pilih dari tabel.",
    "This post or candidate is not in this plenary; choose from the table.",
)
REASON = Refusal(
    "PLENARY_REASON_MISSING",
    "Tuliskan alasannya; alasan dicetak dalam berita acara.",
    "Write the reason; it is printed in the minutes.",
)
RECUSED = Refusal(
    "PLENARY_RECUSED",
    "Anggota ini mengundurkan diri dari calon pada jabatan ini, sehingga tidak ikut membahas dan memilih.",
    "This member is recused from a candidate for this post and takes no part in it.",
)
ORDER = Refusal(
    "DEPARTURE_ORDER",
    "Urutan yang diusulkan harus memuat semua calon yang memenuhi syarat, masing-masing satu kali, dan berbeda dari hasil "
    "perhitungan.",
    "The proposed order must hold every candidate who meets the standard once, and differ from the computed one.",
)
NOT_PROPOSED = Refusal(
    "CHOICE_NOT_PROPOSED",
    "Pilihan harus salah satu nama yang diusulkan panitia seleksi untuk jabatan ini.",
    "The choice must be one of the names that the panel proposed for this post.",
)
SCORES_FIRST = Refusal(
    "SCORES_FIRST",
    "Tampilkan nilainya lebih dahulu; nama penilai dibuka sesudahnya.",
    "Show the figures first; the raters' names follow.",
)
TOO_EARLY = Refusal(
    "RELEASE_TOO_EARLY",
    "Waktu pengumuman belum tiba. Tunggu, atau mintalah persetujuan orang kedua untuk mengumumkan lebih awal.",
    "The announced time has not come. Wait, or ask a second person to approve an earlier release.",
)
NOT_RELEASED = Refusal(
    "PLENARY_NOT_RELEASED",
    "Hasil belum diumumkan; keberatan diajukan setelah pengumuman.",
    "The outcome has not been released; objections follow the release.",
)
OBJECTION_UNKNOWN = Refusal(
    "OBJECTION_UNKNOWN",
    "Keberatan ini tidak ada atau sudah dijawab; muat ulang halaman.",
    "There is no such open objection; reload the page.",
)
NOT_GRANTED = Refusal(
    "OBJECTION_NOT_GRANTED",
    "Nilai hanya dibetulkan atas keberatan yang dikabulkan. Jawab keberatannya lebih dahulu.",
    "A value is corrected only for an objection that was granted. Answer the objection first.",
)
TWO_PEOPLE = Refusal(
    "AMENDMENT_BY_TWO",
    "Pembetulan harus disetujui orang lain; peminta tidak dapat menyetujui permintaannya sendiri.",
    "A correction must be approved by somebody else than who asked for it.",
)
SAME_VALUE = Refusal(
    "AMENDMENT_SAME_VALUE",
    "Nilai barunya sama dengan nilai lama. Tuliskan nilai yang benar.",
    "The new value equals the old one. Write the correct value.",
)


def tied(nips: Iterable[str]) -> Refusal:
    listed = sorted(nips)
    return Refusal(
        "RANK_TIED",
        f"Nilai {', '.join(listed)} sama pada batas nama yang diusulkan. Usulkan urutan lengkap beserta alasannya.",
        f"{', '.join(listed)} are equal at the last proposed name. Move a full order with its reason.",
        {"nips": list(listed)},
    )


def few_signatures(signed: int, needed: int) -> Refusal:
    return Refusal(
        "SIGNATURES_TOO_FEW",
        f"Baru {signed} anggota menandatangani, paling sedikit {needed}. Mintalah yang menolak mempertimbangkan kembali, "
        "atau adakan pleno baru.",
        f"Only {signed} members signed, at least {needed} are needed. Ask who refused to reconsider, or hold another plenary.",
        {"signed": signed, "needed": needed},
    )


def objection_late(last: str) -> Refusal:
    return Refusal(
        "OBJECTION_LATE",
        f"Masa keberatan berakhir pada {last}. Sarankan upaya administratif atau pengaduan sesuai peraturan.",
        f"Objections were taken until {last}. Point to the administrative remedies of the regulation.",
        {"last_day": last},
    )


def unsealed(missing: Iterable[str]) -> Refusal:
    listed = list(missing)
    return Refusal(
        "PLENARY_UNSEALED",
        f"Pleno baru dapat dibuka setelah semua komponen tersegel. Belum tersegel: {'; '.join(listed)}.",
        f"The plenary opens once all components are sealed. Not sealed yet: {'; '.join(listed)}.",
        {"missing": list(listed)},
    )


def no_quorum(here: int, needed: int) -> Refusal:
    return Refusal(
        "PLENARY_NO_QUORUM",
        f"Kuorum belum terpenuhi: {here} anggota berhak suara hadir, paling sedikit {needed}. Tunggu anggota lain atau tunda.",
        f"No quorum: {here} members with a vote are present, at least {needed} are needed. Wait for others or adjourn.",
        {"here": here, "needed": needed},
    )


def votes_missing(members: Iterable[str]) -> Refusal:
    listed = sorted(members)
    return Refusal(
        "VOTES_MISSING",
        f"Belum memberi suara: {', '.join(listed)}. Catat setuju, tidak setuju, atau abstain.",
        f"Have not voted: {', '.join(listed)}. Note yes, no or abstain.",
        {"members": list(listed)},
    )


def unsettled(posts: Iterable[str]) -> Refusal:
    listed = sorted(posts)
    return Refusal(
        "POSTS_UNSETTLED",
        f"Belum diputuskan: {', '.join(listed)}. Ambil keputusan atas setiap jabatan dan setiap usul.",
        f"Not decided yet: {', '.join(listed)}. Decide on every post and every motion.",
        {"posts": list(listed)},
    )


def unsigned(members: Iterable[str]) -> Refusal:
    listed = sorted(members)
    return Refusal(
        "MINUTES_UNSIGNED",
        f"Belum ada tanda tangan atau penolakan dari: {', '.join(listed)}.",
        f"No signature and no recorded refusal yet of: {', '.join(listed)}.",
        {"members": list(listed)},
    )


def too_few(post: str, found: int, least: int) -> Refusal:
    return Refusal(
        "CANDIDATES_TOO_FEW",
        f"{post}: hanya {found} calon memenuhi syarat, paling sedikit {least}. Usulkan pengumuman ulang.",
        f"{post}: only {found} candidates meet the standard, at least {least} are needed. Move to readvertise.",
        {"post": post, "found": found, "least": least},
    )

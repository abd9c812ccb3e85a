"""What the book of days will not note, and what to do instead. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from takar.attendance.domain.facts import Rebooked
from takar.kernel.refusals import Refusal


def not_in_batch() -> Refusal:
    return Refusal(
        "NOT_IN_BATCH",
        "Orang ini bukan peserta gelombang ini. Periksa gelombangnya di kartu peserta, atau hubungi pengelola asesmen.",
        "This person is not in this batch. See the batch on his card, or ask the assessment administrator.",
    )


def wrong_day() -> Refusal:
    return Refusal(
        "WRONG_DAY",
        "Tanggal itu bukan hari pelaksanaan gelombang ini. Periksa jadwal pada kartu peserta.",
        "That date is not a day of this batch. See the schedule on the participant's card.",
    )


def nothing_today() -> Refusal:
    return Refusal(
        "NOTHING_TODAY",
        "Peserta ini tidak mempunyai kegiatan pada hari itu. Periksa jadwal kelompoknya.",
        "This participant has no activity on that day. See the schedule of his group.",
    )


def not_his_activity() -> Refusal:
    return Refusal(
        "NOT_HIS_ACTIVITY",
        "Kegiatan itu bukan kegiatan peserta ini. Pilih kegiatan yang ada di jadwalnya.",
        "That activity is not one of this participant's. Choose one from his schedule.",
    )


def person_out(place: Rebooked | None) -> Refusal:
    data = {"batch": place.batch, "number": place.number, "day": place.first_day} if place else {}
    return Refusal(
        "PERSON_OUT",
        "Peserta ini sudah dinyatakan gugur pada gelombang ini dan mengulang seluruh rangkaian pada gelombang lain. Antar "
        "ke pengelola asesmen bila ia keberatan.",
        "This participant is out of this batch and repeats the whole set in another. Take him to the assessment "
        "administrator if he objects.",
        data,
    )


def not_arrived() -> Refusal:
    return Refusal(
        "NOT_ARRIVED",
        "Peserta ini belum tercatat hadir sebelum jam itu. Catat kehadirannya dahulu, atau periksa jamnya.",
        "This participant is not noted as present before that time. Note his arrival first, or check the time.",
    )


def already_present() -> Refusal:
    return Refusal(
        "ALREADY_PRESENT",
        "Peserta ini sudah tercatat hadir. Bila kehadiran itu keliru, koreksi catatannya dahulu dengan alasan.",
        "This participant is noted as present. If that is wrong, correct that entry first, with a reason.",
    )


def not_begun() -> Refusal:
    return Refusal(
        "NOT_BEGUN",
        "Kegiatan pertamanya belum dimulai, jadi ia belum dapat dinyatakan tidak hadir. Tunggu sampai jam mulai.",
        "His first activity has not begun, so he cannot be absent yet. Wait until it starts.",
    )


def reason_missing() -> Refusal:
    return Refusal(
        "REASON_MISSING",
        "Tuliskan alasannya; alasan tampil di lembar presensi dan tersimpan dalam jejak perubahan.",
        "Write the reason; it stands on the attendance sheet and in the trail.",
    )


def sheet_signed() -> Refusal:
    return Refusal(
        "SHEET_SIGNED",
        "Lembar presensi ini sudah ditandatangani. Isi alasan koreksi; koreksi tampil di lembar dan lembar ditandatangani "
        "lagi.",
        "This sheet is signed. Give a reason for the correction; it is shown on the sheet, which is then signed again.",
    )


def not_correctable() -> Refusal:
    return Refusal(
        "NOT_CORRECTABLE",
        "Catatan ini tidak dapat dikoreksi. Kehadiran, kepulangan, ketidakhadiran, dan insiden dapat; keputusan gugur "
        "dicabut di halaman peserta.",
        "This entry cannot be corrected. Arrivals, departures, absences and incidents can; a decision that somebody is out "
        "is lifted on the participant's page.",
    )


def already_corrected() -> Refusal:
    return Refusal(
        "ALREADY_CORRECTED",
        "Catatan ini sudah dalam keadaan yang Anda minta. Muat ulang halaman untuk melihat keadaan terbaru.",
        "This entry already is as you want it. Reload the page to see how things stand.",
    )


def incident_unclear() -> Refusal:
    return Refusal(
        "INCIDENT_UNCLEAR",
        "Pilih penyebab insiden dan siapa yang terkena dari daftar.",
        "Choose the cause of the incident and whom it concerns from the lists.",
    )


def nobody_named() -> Refusal:
    return Refusal(
        "INCIDENT_NOBODY",
        "Tuliskan nomor peserta yang terkena, dipisah koma; semuanya harus peserta gelombang ini.",
        "Write the numbers of the participants concerned, separated by commas; all must be in this batch.",
    )


def room_unknown() -> Refusal:
    return Refusal(
        "INCIDENT_ROOM",
        "Ruang itu tidak dipakai gelombang ini. Pilih ruang dari daftar.",
        "That room is not used by this batch. Choose one from the list.",
    )


def group_unknown() -> Refusal:
    return Refusal(
        "INCIDENT_GROUP",
        "Kelompok itu tidak ada di gelombang ini. Pilih kelompok dari daftar.",
        "That group is not in this batch. Choose one from the list.",
    )


def ends_before_it_begins() -> Refusal:
    return Refusal(
        "INCIDENT_TIMES",
        "Insiden tidak dapat berakhir sebelum dimulai. Periksa kedua jamnya.",
        "An incident cannot end before it begins. Check both times.",
    )


def no_such_incident() -> Refusal:
    return Refusal(
        "INCIDENT_UNKNOWN",
        "Insiden itu tidak ditemukan. Muat ulang halaman dan pilih lagi.",
        "That incident was not found. Reload the page and choose again.",
    )


def incident_over() -> Refusal:
    return Refusal(
        "INCIDENT_OVER",
        "Insiden itu sudah ditutup. Muat ulang halaman untuk melihat jam berakhirnya.",
        "That incident is closed already. Reload the page to see when it ended.",
    )


def incident_open() -> Refusal:
    return Refusal(
        "SHEET_INCIDENT_OPEN",
        "Masih ada insiden yang belum ditutup pada hari ini. Tutup dahulu insidennya, lalu tandatangani.",
        "An incident of this day is still open. Close it first, then sign.",
    )


def waiting_entries(count: int) -> Refusal:
    return Refusal(
        "SHEET_WAITING",
        f"{count} catatan masuk setelah lembar ditandatangani. Putuskan dahulu apakah dihitung, lalu tandatangani lagi.",
        f"{count} entries came in after the sheet was signed. Decide first whether they count, then sign again.",
        {"count": count},
    )


def unresolved(numbers: Sequence[str]) -> Refusal:
    listed = ", ".join(numbers[:12]) + (" …" if len(numbers) > 12 else "")
    return Refusal(
        "SHEET_UNRESOLVED",
        f"Belum jelas hadir atau tidaknya: {listed}. Catat kehadiran, ketidakhadiran, atau insidennya dahulu.",
        f"Not known whether they came: {listed}. Note their arrival, absence or an incident first.",
        {"numbers": list(numbers)},
    )


def signed_already() -> Refusal:
    return Refusal(
        "SIGNED_ALREADY",
        "Anda sudah menandatangani lembar ini, dan tidak ada yang berubah sejak itu.",
        "You have signed this sheet already, and nothing has changed since.",
    )


def too_early(title: str) -> Refusal:
    return Refusal(
        "SHEET_TOO_EARLY",
        f"Lembar dapat ditandatangani setelah kegiatan terakhirnya ({title}) dimulai.",
        f"The sheet can be signed once its last activity ({title}) has begun.",
        {"activity": title},
    )


def not_proposed() -> Refusal:
    return Refusal(
        "OUT_NOT_PROPOSED",
        "Tidak ada usulan gugur untuk peserta ini. Muat ulang halaman untuk melihat keadaan terbaru.",
        "Nothing proposes that this participant is out. Reload the page to see how things stand.",
    )


def own_record() -> Refusal:
    return Refusal(
        "OUT_OWN_RECORD",
        "Anda sendiri yang mencatat ketidakhadiran ini, jadi keputusannya diambil orang lain: pengelola asesmen yang tidak "
        "mencatatnya.",
        "You noted this absence yourself, so somebody else decides: an assessment administrator who did not note it.",
    )


def already_rebooked() -> Refusal:
    return Refusal(
        "ALREADY_REBOOKED",
        "Peserta ini sudah mendapat tempat pengganti. Ubah tempat itu di halaman Rencana.",
        "This participant already has another place. Change that place on the planning pages.",
    )


def nothing_to_repair() -> Refusal:
    return Refusal(
        "NOTHING_TO_REPAIR",
        "Belum ada yang perlu diulang: konfirmasi gugur dahulu, atau catat ketidakhadiran atau insidennya.",
        "There is nothing to repeat yet: confirm that he is out first, or note the absence or the incident.",
    )

"""What a sitting refuses, each with a remedy. One function per code."""

from __future__ import annotations

from takar.kernel.refusals import Refusal


def seat_in_use(seconds: int) -> Refusal:
    return Refusal(
        "SEAT_IN_USE",
        "Ujian Anda masih terbuka di komputer lain. Tutup di sana dan tunggu "
        f"{seconds} detik, atau minta pengawas melepas login Anda.",
        "Your test is still open on another computer. Close it there and wait "
        f"{seconds} seconds, or ask the proctor to release your login.",
        {"seconds": seconds},
    )


def seat_taken_over() -> Refusal:
    return Refusal(
        "SEAT_TAKEN_OVER",
        "Ujian Anda sudah dilanjutkan di komputer lain. Lanjutkan di sana; jawaban dari komputer ini tetap "
        "tersimpan. Jika itu bukan Anda, segera panggil pengawas.",
        "Your test goes on at another computer. Continue there; the answers from this computer are kept. "
        "If that was not you, call the proctor at once.",
    )


def session_not_started() -> Refusal:
    return Refusal(
        "SESSION_NOT_STARTED",
        "Sesi belum dimulai. Tunggu aba-aba pengawas; halaman ini akan terbuka sendiri.",
        "The session has not started. Wait for the proctor; this page will open by itself.",
    )


def session_closed() -> Refusal:
    return Refusal(
        "SESSION_CLOSED",
        "Waktu sesi ini sudah habis. Hubungi pengawas bila Anda belum sempat mengerjakan.",
        "This session is over. Talk to the proctor if you could not sit it.",
    )


def not_started() -> Refusal:
    return Refusal(
        "NOT_STARTED",
        "Ujian Anda belum dimulai. Tekan tombol Mulai lebih dahulu.",
        "Your test has not begun. Press Start first.",
    )


def already_submitted() -> Refusal:
    return Refusal(
        "ALREADY_SUBMITTED",
        "Ujian Anda sudah dikumpulkan. Buka halaman hasil.",
        "Your test has been submitted. Open the result page.",
    )


def not_submitted() -> Refusal:
    return Refusal(
        "NOT_SUBMITTED",
        "Ujian Anda belum dikumpulkan, jadi belum ada hasil. Tekan Kumpulkan bila sudah selesai.",
        "Your test has not been submitted, so there is no result yet. Press Submit when you are done.",
    )


def section_order(expected: int) -> Refusal:
    return Refusal(
        "SECTION_ORDER",
        "Bagian dikerjakan berurutan dan bagian yang sudah ditinggalkan tidak dapat dibuka lagi. "
        f"Bagian berikutnya adalah bagian {expected + 1}.",
        "Sections are taken in order and one that was left cannot be opened again. "
        f"The next section is number {expected + 1}.",
        {"expected": expected},
    )


def no_more_sections() -> Refusal:
    return Refusal(
        "NO_MORE_SECTIONS",
        "Ini bagian terakhir. Tekan Kumpulkan bila Anda sudah selesai.",
        "This is the last section. Press Submit when you are done.",
    )


def answers_missing(acked: int, last_seq: int) -> Refusal:
    return Refusal(
        "ANSWERS_MISSING",
        f"{last_seq - acked} jawaban dari komputer ini belum sampai ke server. Tunggu sampai lampu semua "
        "jawaban hijau, lalu kumpulkan lagi. Bila jaringan terputus, panggil pengawas.",
        f"{last_seq - acked} answers from this computer have not reached the server. Wait until every lamp "
        "is green, then submit again. If the network is down, call the proctor.",
        {"acked": acked, "last_seq": last_seq},
    )


def too_many_events() -> Refusal:
    return Refusal(
        "TOO_MANY_EVENTS",
        "Komputer ini mengirim terlalu banyak data jawaban. Panggil pengawas untuk memindahkan tempat duduk.",
        "This computer sends too many answer events. Call the proctor to move you to another seat.",
    )


CLICK_REFUSALS: dict[str, Refusal] = {
    refusal.code: refusal
    for refusal in (
        Refusal(
            "ANSWER_AFTER_SUBMISSION",
            "Jawaban ini tiba setelah ujian dikumpulkan: disimpan sebagai catatan, tidak dinilai. "
            "Sampaikan kepada pengawas bila jaringan Anda terputus.",
            "This answer arrived after submission: kept on record, not scored. "
            "Tell the proctor if your network was down.",
        ),
        Refusal(
            "ANSWER_AFTER_SECTION",
            "Jawaban ini tiba setelah waktu bagiannya habis: disimpan sebagai catatan, tidak dinilai. "
            "Sampaikan kepada pengawas bila jaringan Anda terputus.",
            "This answer arrived after its section was over: kept on record, not scored. "
            "Tell the proctor if your network was down.",
        ),
        Refusal(
            "SECTION_NOT_OPEN",
            "Bagian soal ini belum dibuka. Kerjakan bagian yang sedang berjalan.",
            "This item's section has not been opened. Work on the section that is running.",
        ),
        Refusal(
            "SITTING_NOT_STARTED",
            "Ujian belum dimulai, jawaban ini tidak dihitung. Tekan Mulai lebih dahulu.",
            "The test has not begun, this answer does not count. Press Start first.",
        ),
        Refusal(
            "ITEM_UNKNOWN",
            "Soal ini tidak ada dalam naskah Anda. Muat ulang halaman ini.",
            "This item is not in your form. Reload this page.",
        ),
        Refusal(
            "VALUE_UNKNOWN",
            "Pilihan ini tidak ada pada soal tersebut. Muat ulang halaman ini.",
            "This option does not exist for the item. Reload this page.",
        ),
        Refusal(
            "ANSWER_TOO_LONG",
            "Tulisan ini lebih dari 64 KiB, jadi yang terakhir diterima tetap yang sebelumnya. Ringkaslah tulisan itu.",
            "This text is larger than 64 KiB, so what was received before still counts. Shorten the text.",
        ),
    )
}

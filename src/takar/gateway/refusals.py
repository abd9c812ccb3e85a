"""What the gateway itself refuses. Sittings' own refusals are in `delivery.domain.refusals`."""

from __future__ import annotations

from takar.kernel.refusals import Refusal

LOGIN_NEEDED = Refusal(
    "LOGIN_NEEDED",
    "Sesi login di komputer ini tidak ada atau sudah berakhir. Masuk lagi dengan nomor peserta dan PIN; "
    "jawaban Anda tetap tersimpan.",
    "You are not logged in on this computer. Log in again with your number and PIN; your answers are safe.",
)
NOT_YOURS = Refusal(
    "SITTING_MISMATCH",
    "Permintaan ini bukan untuk ujian yang sedang terbuka di komputer ini. Muat ulang halaman ini.",
    "This request is not for the test that is open on this computer. Reload this page.",
)
SITTING_UNKNOWN = Refusal(
    "SITTING_UNKNOWN",
    "Ujian ini tidak ada lagi dalam daftar sesi. Hubungi pengawas.",
    "This test is no longer on the list of the session. Talk to the proctor.",
)
NO_SUCH_PAGE = Refusal(
    "NOT_FOUND",
    "Alamat ini tidak ada. Buka halaman awal ujian.",
    "This address does not exist. Open the first page of the test.",
)
BAD_METHOD = Refusal(
    "METHOD_NOT_ALLOWED",
    "Alamat ini tidak dapat dipakai dengan cara ini. Muat ulang halaman ini.",
    "This address cannot be used this way. Reload this page.",
)
BAD_REQUEST = Refusal(
    "BAD_REQUEST",
    "Data yang dikirim tidak dapat dibaca. Muat ulang halaman ini; jika berulang, panggil pengawas.",
    "What was sent cannot be read. Reload this page; if it happens again, call the proctor.",
)
TOO_LARGE = Refusal(
    "TOO_LARGE",
    "Data yang dikirim terlalu besar. Muat ulang halaman ini; jika berulang, panggil pengawas.",
    "What was sent is too large. Reload this page; if it happens again, call the proctor.",
)
TOO_SLOW = Refusal(
    "TOO_SLOW",
    "Data tidak selesai dikirim pada waktunya. Periksa kabel atau Wi-Fi; pengiriman diulang otomatis.",
    "The data did not arrive in time. Check cable or Wi-Fi; sending is repeated by itself.",
)
STORAGE_UNAVAILABLE = Refusal(
    "STORAGE_UNAVAILABLE",
    "Server belum dapat menyimpan. Jawaban Anda aman di komputer ini dan dikirim ulang otomatis. "
    "Jika lebih dari satu menit, panggil pengawas.",
    "The server cannot store at the moment. Your answers are safe on this computer and are sent again by "
    "themselves. If it takes more than a minute, call the proctor.",
)
RECORD_DAMAGED = Refusal(
    "RECORD_DAMAGED",
    "Catatan ujian ini di server tidak utuh dan tidak boleh dilanjutkan. Panggil pengawas sekarang; "
    "jawaban di komputer ini jangan dihapus.",
    "The record of this test on the server is not intact and must not be continued. Call the proctor now; "
    "keep the answers on this computer.",
)
SERVER_FAULT = Refusal(
    "SERVER_FAULT",
    "Terjadi kesalahan di server. Jawaban Anda aman di komputer ini. Tunggu sebentar; jika berulang, "
    "panggil pengawas.",
    "Something went wrong on the server. Your answers are safe on this computer. Wait a moment; if it "
    "happens again, call the proctor.",
)
SECTION_NOT_AVAILABLE = Refusal(
    "SECTION_NOT_AVAILABLE",
    "Bagian ini belum dibuka. Kerjakan bagian yang sedang berjalan.",
    "This section is not open yet. Work on the one that is running.",
)
RECEIPT_NOT_READY = Refusal(
    "RECEIPT_NOT_READY",
    "Tanda terima belum siap. Tunggu beberapa detik, lalu coba lagi.",
    "The receipt is not ready. Wait a few seconds, then try again.",
)
DEVICE_INVALID = Refusal(
    "DEVICE_INVALID",
    "Peramban ini tidak mengirim tanda pengenal perangkat yang benar. Muat ulang halaman ini.",
    "This browser did not send a proper device name. Reload this page.",
)


def login_wrong(tries_left: int) -> Refusal:
    return Refusal(
        "LOGIN_WRONG",
        "NIP/nomor peserta atau PIN tidak cocok. Periksa kartu peserta dan PIN di papan tulis. "
        f"Sisa {tries_left} percobaan sebelum harus menunggu.",
        "NIP/participant number or PIN do not match. Check your card and the PIN on the board. "
        f"{tries_left} tries left before you have to wait.",
        {"tries_left": tries_left},
    )


def login_throttled(seconds: int) -> Refusal:
    return Refusal(
        "LOGIN_THROTTLED",
        f"Terlalu banyak percobaan. Tunggu {seconds} detik, atau minta pengawas melepas login Anda.",
        f"Too many tries. Wait {seconds} seconds, or ask the proctor to release your login.",
        {"seconds": seconds},
    )


# Everything else is a conflict with the state of the sitting.
STATUS = {
    "LOGIN_NEEDED": 401,
    "LOGIN_WRONG": 401,
    "LOGIN_THROTTLED": 429,
    "SITTING_MISMATCH": 403,
    "SITTING_UNKNOWN": 403,
    "NOT_FOUND": 404,
    "SECTION_NOT_AVAILABLE": 404,
    "RECEIPT_NOT_READY": 404,
    "METHOD_NOT_ALLOWED": 405,
    "TOO_SLOW": 408,
    "TOO_LARGE": 413,
    "BAD_REQUEST": 400,
    "DEVICE_INVALID": 400,
    "TOO_MANY_EVENTS": 429,
    "RECORD_DAMAGED": 500,
    "SERVER_FAULT": 500,
    "STORAGE_UNAVAILABLE": 503,
}
CONFLICT = 409

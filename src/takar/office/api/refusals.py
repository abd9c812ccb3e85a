"""What the API answers when it does not answer: code, sentence with a remedy, HTTP status."""

from __future__ import annotations

from takar.kernel.refusals import Refusal

KEY_MISSING = Refusal(
    "API_KEY_MISSING",
    "Sertakan kunci pada kepala permintaan: Authorization: Bearer <kunci>. Kunci dibuat oleh pengelola sistem.",
    "Send the key in the header: Authorization: Bearer <key>. Keys are made by the system administrator.",
)
KEY_WRONG = Refusal(
    "API_KEY_WRONG",
    "Kunci ini tidak dikenal, sudah dicabut, atau sudah kedaluwarsa. Minta kunci baru kepada pengelola sistem.",
    "This key is unknown, revoked or expired. Ask the system administrator for a new one.",
)
READER_UNKNOWN = Refusal(
    "API_LIST_UNKNOWN",
    "Daftar ini tidak ada. Nama semua daftar ada di /api/v1/.",
    "There is no such list. The names of all lists are at /api/v1/.",
)
KEY_FAULTY = Refusal(
    "API_KEY_INCOMPLETE",
    "Isi nama sistem, dasar, paling sedikit satu cakupan, dan hari berakhir antara hari ini dan dua tahun lagi.",
    "Fill in the system's name, the reason, at least one scope, and a last day between today and two years ahead.",
)
REASON_MISSING = Refusal(
    "API_REASON_MISSING",
    "Tuliskan alasannya; alasan tersimpan dalam jejak perubahan.",
    "Write the reason; it is kept in the trail.",
)
ALREADY_REVOKED = Refusal(
    "API_KEY_ALREADY_REVOKED",
    "Kunci ini sudah dicabut. Muat ulang halaman untuk melihat keadaannya.",
    "This key was revoked already. Reload the page to see how it stands.",
)


def scope_missing(scope: str) -> Refusal:
    return Refusal(
        "API_SCOPE_MISSING",
        f"Kunci ini tidak mempunyai cakupan {scope}. Minta kunci dengan cakupan itu kepada pengelola sistem.",
        f"This key has no scope {scope}. Ask the system administrator for a key with it.",
        {"scope": scope},
    )


def too_fast(per_minute: int) -> Refusal:
    return Refusal(
        "API_TOO_MANY_REQUESTS",
        f"Lebih dari {per_minute} permintaan dalam satu menit. Tunggu satu menit, lalu lanjutkan dari halaman terakhir.",
        f"More than {per_minute} requests within a minute. Wait a minute and go on from the last page.",
        {"per_minute": per_minute},
    )


def query_wrong(name: str) -> Refusal:
    return Refusal(
        "API_QUERY_WRONG",
        f"Parameter “{name}” tidak dikenal atau nilainya tidak sah. Lihat /api/v1/openapi.json.",
        f"The parameter “{name}” is unknown or its value is not valid. See /api/v1/openapi.json.",
        {"parameter": name},
    )

"""Refusals that several actions of planning give."""

from __future__ import annotations

from takar.kernel.refusals import Refusal

UNKNOWN_PLAN = Refusal(
    "PLAN_UNKNOWN",
    "Rencana ini tidak ditemukan. Buka daftar rencana, lalu pilih lagi.",
    "There is no such plan. Open the list of plans and choose again.",
)
UNKNOWN_BATCH = Refusal(
    "BATCH_UNKNOWN",
    "Gelombang ini tidak ditemukan. Buka rencananya, lalu pilih lagi.",
    "There is no such batch. Open its plan and choose again.",
)
UNKNOWN_PLACE = Refusal(
    "PLACE_UNKNOWN",
    "Orang ini tidak mempunyai tempat dalam gelombang itu. Muat ulang halaman, lalu pilih lagi.",
    "This person has no place in that batch. Reload the page and choose again.",
)
UNKNOWN_ASSESSOR = Refusal(
    "ASSESSOR_UNKNOWN",
    "Asesor ini tidak ditemukan. Buka daftar asesor, lalu pilih lagi.",
    "There is no such assessor. Open the list of assessors and choose again.",
)
PLAN_NOT_OPEN = Refusal(
    "PLAN_NOT_OPEN",
    "Rencana ini sudah dibuang atau belum selesai dihitung, jadi tidak dapat diubah. Pilih rencana lain.",
    "This plan was discarded or is still being worked out, so it cannot be changed. Choose another plan.",
)
REASON_MISSING = Refusal(
    "REASON_MISSING",
    "Perubahan rencana yang sudah dipakai memerlukan alasan. Tuliskan alasannya, lalu simpan lagi.",
    "A change of an adopted plan needs a reason. Write it down, then save again.",
)


def field_missing(field: str, indonesian: str, english: str) -> Refusal:
    """An empty field, named as on the page."""
    return Refusal(
        "FIELD_MISSING",
        f"Isian {indonesian} masih kosong; lengkapi, lalu simpan lagi.",
        f"Fill in {english}, then save again.",
        {"field": field},
    )


def taken(indonesian: str, english: str) -> Refusal:
    """Something of that name is there already."""
    return Refusal(
        "NAME_TAKEN",
        f"{indonesian} sudah ada; beri nama lain atau ubah yang sudah ada.",
        f"{english} is there already; choose another name or change the one you have.",
    )

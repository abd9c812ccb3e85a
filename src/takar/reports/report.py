"""A finished paper, and why one cannot be had."""

from __future__ import annotations

from dataclasses import dataclass

from takar.kernel.refusals import Refusal

PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ICS = "text/calendar; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Report:
    """A finished file: its name as the reader will see it, its type, its bytes."""

    name: str
    content_type: str
    body: bytes


def slug(text: str) -> str:
    """A file name of at most 60 letters, digits and hyphens."""
    return "-".join("".join(c if c.isalnum() else " " for c in text.lower()).split())[:60]


BATCH_NOT_FOUND = Refusal(
    "PAPER_BATCH_NOT_FOUND",
    "Gelombang ini tidak ada dalam rencana yang sudah ditetapkan. Tetapkan rencananya dahulu, atau pilih dari daftar gelombang.",
    "This batch is in no adopted plan. Adopt the plan first, or choose from the list of batches.",
)
PROGRAMME_NOT_FOUND = Refusal(
    "PAPER_PROGRAMME_NOT_FOUND",
    "Program ini tidak ditemukan. Kembali ke daftar cetakan dan pilih lagi.",
    "There is no such programme. Go back to the list of papers and choose again.",
)
DAY_NOT_FOUND = Refusal(
    "PAPER_DAY_NOT_FOUND",
    "Gelombang ini tidak mempunyai hari atau kegiatan itu. Pilih hari dari halaman gelombang.",
    "This batch has no such day or activity. Choose a day on the batch's page.",
)
PERSON_NOT_FOUND = Refusal(
    "PAPER_PERSON_NOT_FOUND",
    "Orang ini tidak mempunyai tempat atau tugas di sini. Periksa kembali daftar pada halaman gelombang.",
    "This person has no place or duty here. Look at the list on the batch's page again.",
)
NOT_REBOOKED = Refusal(
    "PAPER_NOT_REBOOKED",
    "Orang ini belum mempunyai kursi pengganti. Tetapkan dahulu gelombang barunya pada halaman presensi.",
    "This person has no seat in a later batch yet. Book one on the attendance page first.",
)
NOT_INVITED = Refusal(
    "PAPER_NOBODY_INVITED",
    "Belum ada peserta di sini yang diundang. Terbitkan surat undangan pada halaman Program, lalu cetak.",
    "Nobody here is invited yet. Issue the letter of invitation on the Programmes page, then print.",
)
PACK_NOT_FOUND = Refusal(
    "PAPER_PACK_NOT_FOUND",
    "Paket ini belum pernah disusun. Tekan tombol Susun paket, lalu unduh setelah selesai.",
    "This pack was never made. Press Make the pack, then download it when it is finished.",
)

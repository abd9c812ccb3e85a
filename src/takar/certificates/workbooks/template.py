"""An empty list of results to fill in: what the import page offers for download."""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter

# Heading, whether it must be filled, what to write, an example.
COLUMNS: tuple[tuple[str, bool, str, str], ...] = (
    ("No", False, "Nomor urut; boleh kosong", "1"),
    ("Nama", False, "Nama dengan atau tanpa gelar; dicocokkan dengan data pegawai", "Dr. Contoh Pertama, S.H., M.Si."),
    ("NIP", True, "18 angka; kolom ini sudah berformat Teks", "197001051995031001"),
    ("Penyelenggara", True, "LAN, BKN, sendiri, atau nama penyelenggara yang terakreditasi", "LAN"),
    ("Nomor Akreditasi", False, "Nomor atau tingkat akreditasi penyelenggara", "A"),
    ("Nomor Sertifikat", False, "Seperti tertulis pada sertifikat atau laporan", "B-12/2025"),
    ("Jenjang Jabatan", True, "JPT Utama sampai Pelaksana, Fungsional Ahli Muda, atau eselon", "JPT Pratama"),
    ("Jabatan Target", False, "Jabatan yang dituju, bila ada", "Kepala Dinas Contoh"),
    ("Tanggal Penilaian", True, "Hari terakhir penilaian", "14-05-2025"),
    ("Berlaku Sampai", False, "Hanya bila tertulis pada sertifikat", "14-05-2028"),
    ("JPM", False, "Persen, paling banyak dua angka di belakang koma", "85,50"),
    ("Kategori", False, "Seperti tertulis pada laporan", "Memenuhi Syarat"),
)  # fmt: skip


def template_workbook() -> bytes:
    """A sheet with headings only, every column formatted as Text, and a sheet that explains them."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        _data_sheet(book)
        _guide_sheet(book)
    return buffer.getvalue()


def _data_sheet(book: Any) -> None:
    sheet = book.add_worksheet("Hasil")
    text = book.add_format({"num_format": "@"})
    must = book.add_format({"bold": True, "bg_color": "#0B5A7A", "font_color": "#FFFFFF", "border": 1})
    may = book.add_format({"bold": True, "bg_color": "#E3EFF4", "border": 1})
    for column, (heading, required, explanation, _example) in enumerate(COLUMNS):
        sheet.set_column(column, column, max(14, len(heading) + 4), text)
        sheet.write_string(0, column, heading, must if required else may)
        sheet.write_comment(0, column, explanation, {"x_scale": 1.5})
    sheet.freeze_panes(1, 0)


def _guide_sheet(book: Any) -> None:
    sheet = book.add_worksheet("Petunjuk")
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for column, (heading, width) in enumerate((("Kolom", 24), ("Wajib", 8), ("Isi", 60), ("Contoh", 34))):
        sheet.set_column(column, column, width, wrap)
        sheet.write_string(0, column, heading, bold)
    for row, (heading, required, explanation, example) in enumerate(COLUMNS, start=1):
        for column, text in enumerate((heading, "ya" if required else "", explanation, example)):
            sheet.write_string(row, column, text, wrap)

"""Empty lists to fill in: what the import page offers for download."""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter

# Heading, whether it must be filled, what to write, an example.
_Column = tuple[str, bool, str, str]
HAND_MADE: tuple[_Column, ...] = (
    ("No", False, "Nomor urut; boleh kosong", "1"),
    ("Nama", True, "Nama dengan atau tanpa gelar", "Dr. Contoh Pertama, S.H., M.Si."),
    ("NIP", True, "18 angka; kolom ini sudah berformat Teks", "197001051995031001"),
    ("Pangkat/Gol", False, "I/a sampai IV/e untuk PNS, I sampai XVII untuk PPPK", "Penata Tingkat I, III/d"),
    ("Jabatan", False, "Nama jabatan", "Kepala Bidang Contoh"),
    ("Unit Kerja/OPD", False, "Dari yang tertinggi, dipisahkan garis miring", "Dinas Contoh/Bidang Contoh"),
    ("Eselon", False, "I.a sampai V.a; kosong bila tanpa eselon", "III.b"),
    ("Keterangan", False, "Catatan Anda; tidak dibaca", ""),
)
SIASN: tuple[_Column, ...] = (
    ("NIP BARU", True, "18 angka; kolom ini sudah berformat Teks", "197001051995031001"),
    ("NAMA", True, "Nama tanpa gelar", "CONTOH PERTAMA"),
    ("GELAR DEPAN", False, "", "Dr."),
    ("GELAR BELAKANG", False, "", "S.H., M.Si."),
    ("TANGGAL LAHIR", False, "HH-BB-TTTT", "05-01-1970"),
    ("JENIS KELAMIN", False, "M/F atau L/P", "M"),
    ("JENIS PEGAWAI NAMA", False, "PNS atau PPPK", "PNS Daerah"),
    ("KEDUDUKAN HUKUM NAMA", False, "", "Aktif"),
    ("GOL AKHIR NAMA", False, "I/a sampai IV/e, atau I sampai XVII", "III/d"),
    ("JENIS JABATAN NAMA", False, "", "Jabatan Struktural"),
    ("JABATAN NAMA", False, "", "Kepala Bidang Contoh"),
    ("TMT JABATAN", False, "HH-BB-TTTT", "01-04-2023"),
    ("ESELON NAMA", False, "I.a sampai V.a, atau Non Eselon", "III.b"),
    ("TINGKAT PENDIDIKAN NAMA", False, "", "S-2"),
    ("UNOR NAMA", False, "Dari yang tertinggi, dipisahkan garis miring", "Dinas Contoh/Bidang Contoh"),
    ("INSTANSI KERJA NAMA", False, "", "Pemerintah Kota Contoh"),
)
TEMPLATES = {"daftar": HAND_MADE, "siasn": SIASN}


def template_workbook(columns: tuple[_Column, ...]) -> bytes:
    """A sheet with headings only, every column formatted as Text, and a sheet that explains them."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    _data_sheet(book, columns)
    _guide_sheet(book, columns)
    book.close()
    return buffer.getvalue()


def _data_sheet(book: Any, columns: tuple[_Column, ...]) -> None:
    sheet = book.add_worksheet("Pegawai")
    text = book.add_format({"num_format": "@"})
    must = book.add_format({"bold": True, "bg_color": "#0B5A7A", "font_color": "#FFFFFF", "border": 1})
    may = book.add_format({"bold": True, "bg_color": "#E3EFF4", "border": 1})
    for column, (heading, required, explanation, _) in enumerate(columns):
        sheet.set_column(column, column, max(14, len(heading) + 4), text)
        sheet.write_string(0, column, heading, must if required else may)
        if explanation:
            sheet.write_comment(0, column, explanation, {"x_scale": 1.5})
    sheet.freeze_panes(1, 0)


def _guide_sheet(book: Any, columns: tuple[_Column, ...]) -> None:
    sheet = book.add_worksheet("Petunjuk")
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for column, (heading, width) in enumerate((("Kolom", 28), ("Wajib", 8), ("Isi", 52), ("Contoh", 36))):
        sheet.set_column(column, column, width, wrap)
        sheet.write_string(0, column, heading, bold)
    for row, (heading, required, explanation, example) in enumerate(columns, start=1):
        for column, text in enumerate((heading, "ya" if required else "", explanation, example)):
            sheet.write_string(row, column, text, wrap)
    note = "Agama, NIK, telepon, surel, dan alamat tidak diperlukan dan tidak pernah disimpan."
    sheet.write_string(len(columns) + 2, 0, note)

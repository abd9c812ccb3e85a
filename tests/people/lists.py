"""Writes lists of invented people as real files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

TODAY = date(2026, 1, 5)
SIASN = (
    "PNS ID", "NIP BARU", "NIP LAMA", "NAMA", "GELAR DEPAN", "GELAR BELAKANG", "TEMPAT LAHIR NAMA",
    "TANGGAL LAHIR", "JENIS KELAMIN", "AGAMA NAMA", "NIK", "NOMOR HP", "EMAIL", "EMAIL GOV",
    "JENIS PEGAWAI NAMA", "KEDUDUKAN HUKUM NAMA", "STATUS CPNS PNS", "TMT CPNS", "TMT PNS", "GOL AWAL NAMA",
    "GOL AKHIR NAMA", "TMT GOLONGAN", "MK TAHUN", "MK BULAN", "JENIS JABATAN NAMA", "JABATAN NAMA",
    "TMT JABATAN", "ESELON NAMA", "TMT ESELON", "TINGKAT PENDIDIKAN NAMA", "PENDIDIKAN NAMA",
    "LOKASI KERJA NAMA", "UNOR NAMA", "INSTANSI KERJA NAMA", "SATUAN KERJA KERJA NAMA",
)  # fmt: skip
HAND_MADE = (
    "No",
    "Nama",
    "NIP",
    "Pangkat/Gol",
    "Jabatan",
    "Unit Kerja/OPD",
    "Eselon",
    "Batch/Sesi",
    "Keterangan",
)


def nip(number: int, *, year: int = 1970, sex: int = 1) -> str:
    """A well-formed NIP of a PNS, another one for each number up to 300,000."""
    day, month, serial = number % 28 + 1, number // 28 % 12 + 1, number // 336 + 1
    return f"{year}{month:02d}{day:02d}{year + 25}03{sex}{serial:03d}"


def siasn_person(number: int, **told: Any) -> dict[str, Any]:
    digits = nip(number)
    return {
        "PNS ID": f"{number:032X}",
        "NIP BARU": digits,
        "NAMA": f"PEGAWAI CONTOH {number}",
        "GELAR BELAKANG": "S.E.",
        "TANGGAL LAHIR": f"{digits[6:8]}-{digits[4:6]}-{digits[:4]}",
        "JENIS KELAMIN": "M",
        "AGAMA NAMA": "RAHASIA-AGAMA",
        "NIK": "RAHASIA-NIK",
        "NOMOR HP": "RAHASIA-HP",
        "EMAIL": "RAHASIA-EMAIL",
        "JENIS PEGAWAI NAMA": "PNS Daerah",
        "KEDUDUKAN HUKUM NAMA": "Aktif",
        "GOL AKHIR NAMA": "III/d",
        "JENIS JABATAN NAMA": "Jabatan Struktural",
        "JABATAN NAMA": f"Kepala Bidang {number % 7}",
        "TMT JABATAN": "01-04-2023",
        "ESELON NAMA": "III.b",
        "TINGKAT PENDIDIKAN NAMA": "S-1/Sarjana",
        "UNOR NAMA": f"Dinas Contoh {number % 5}/Bidang {number % 7}",
        "INSTANSI KERJA NAMA": "Pemerintah Kota Contoh",
        **told,
    }


def siasn_rows(people: Iterable[dict[str, Any]]) -> list[list[Any]]:
    return [list(SIASN), *([person.get(title, "") for title in SIASN] for person in people)]


def write_xlsx(path: Path, sheets: dict[str, Sequence[Sequence[Any]]], **options: Any) -> Path:
    book = xlsxwriter.Workbook(path, options)
    day = book.add_format({"num_format": "dd-mm-yyyy"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for position, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(position, column, value, day)
                elif isinstance(value, str):
                    sheet.write_string(position, column, value)
                else:
                    sheet.write(position, column, value)
    book.close()
    return path

"""The empty list of assessors to fill in, and the refused rows of one, as Excel."""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter

_COLUMNS = (
    ("NIP", 24, "18 angka; kosongkan untuk asesor dari luar instansi"),
    ("Nama", 36, "Wajib bila NIP kosong"),
    ("Instansi", 30, "Asal asesor dari luar"),
    ("Jenjang", 24, "Misalnya Asesor SDM Ahli Madya"),
    ("Tidak menilai", 44, "NIP orang yang tidak boleh ia nilai, dipisahkan koma"),
)


def template_workbook() -> bytes:
    """Headings only, every column formatted as text so that an NIP keeps its digits."""
    return _workbook([], "id")


def refused_workbook(rows: list[dict[str, Any]], language: str) -> bytes:
    """The refused rows with the reason beside each, ready to be mended and uploaded again."""
    return _workbook([one for one in rows if one["verdict"] == "refused"], language)


def _workbook(rows: list[dict[str, Any]], language: str) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("Asesor")
    head = book.add_format({"bold": True, "bg_color": "#E3EFF4", "border": 1})
    text = book.add_format({"num_format": "@"})
    bad = book.add_format({"text_wrap": True, "font_color": "#7A1007"})
    for column, (title, width, note) in enumerate(_COLUMNS):
        sheet.set_column(column, column, width, text)
        sheet.write_string(0, column, title, head)
        sheet.write_comment(0, column, note)
    sheet.freeze_panes(1, 0)
    for at, one in enumerate(rows, 1):
        values = (one["nip"], one["name"], one["agency"], one["grade"], ", ".join(one["conflicts"]))
        for column, value in enumerate(values):
            sheet.write_string(at, column, value, text)
        sheet.write_string(at, len(_COLUMNS), " ".join(fault[language] for fault in one["faults"]), bad)
    if rows:
        sheet.set_column(len(_COLUMNS), len(_COLUMNS), 70)
        sheet.write_string(0, len(_COLUMNS), "Perbaiki" if language == "id" else "To mend", head)
    book.close()
    return buffer.getvalue()

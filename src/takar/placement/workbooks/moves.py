"""The moves of a scenario as Excel and CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from takar.placement.books import Book
from takar.placement.exporting import COLUMNS, proposal_rows
from takar.placement.workbooks.sheets import look_of, write_table

_WIDTHS = {"NO": 6, "NIP BARU": 22, "NAMA": 30, "JABATAN LAMA NAMA": 44, "JABATAN BARU NAMA": 44, "UNOR LAMA NAMA": 44,
           "UNOR BARU NAMA": 44}  # fmt: skip


def moves_workbook(book: Book, body: Mapping[str, Any], plan: Mapping[str, Any]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as file:
        look = look_of(file)
        sheet = file.add_worksheet(_("Usul mutasi"))
        sheet.write_string(0, 0, book.row.title, look.title)
        write_table(sheet, 2, [(name, _WIDTHS.get(name, 16)) for name in COLUMNS], _rows(body, plan), look)
        holes = file.add_worksheet(_("Lubang data"))
        columns = [(_("Jenis"), 12), (_("Kode"), 22), (_("Nama"), 50), (_("Sebab"), 30)]
        write_table(
            holes, 0, columns, ([h["kind"], h["key"], h["name"], h["why"]] for h in body["holes"]), look
        )
    return buffer.getvalue()


def moves_csv(book: Book, body: Mapping[str, Any], plan: Mapping[str, Any]) -> str:
    """Comma-separated, with headings; a cell that a spreadsheet would run as a formula is quoted off."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    writer.writerows([safe_cell(cell) for cell in row] for row in _rows(body, plan))
    return buffer.getvalue()


def _rows(body: Mapping[str, Any], plan: Mapping[str, Any]) -> list[list[object]]:
    return proposal_rows(body, plan, plan["assign"])


def safe_cell(cell: object) -> object:
    """What a spreadsheet would run as a formula, quoted off."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in "=+-@" else cell

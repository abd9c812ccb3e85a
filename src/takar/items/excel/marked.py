"""Refused rows as a workbook: faulty cells coloured, the remedy beside them. It can be mended and uploaded again."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter

from takar.items.domain.sheet import COLUMNS, ReadRow
from takar.items.excel.template import SHEET, headings


def marked_workbook(rows: Sequence[ReadRow], language: str = "id") -> bytes:
    """One line per refused row, with the columns of the template and one more that says what to mend."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet(SHEET)
    headings(book, sheet)
    last = len(COLUMNS)
    sheet.set_column(last, last, 80)
    sheet.write_string(
        0,
        last,
        "Yang perlu diperbaiki" if language == "id" else "What to mend",
        book.add_format({"bold": True}),
    )
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    red = book.add_format(
        {"text_wrap": True, "valign": "top", "bg_color": "#FBE3E1", "border": 1, "border_color": "#B3261E"}
    )
    for at, row in enumerate(rows, start=1):
        _line(sheet, at, row, plain, red, language)
    book.close()
    return target.getvalue()


def _line(sheet: Any, at: int, row: ReadRow, plain: Any, red: Any, language: str) -> None:
    at_fault = {fault.field: fault.refusal.sentence(language) for fault in row.faults}
    for column, (field, _) in enumerate(COLUMNS):
        text = row.texts.get(field, "")
        look = red if field in at_fault else plain
        if text:
            sheet.write_string(at, column, text, look)
        else:
            sheet.write_blank(at, column, None, look)
        if field in at_fault:
            sheet.write_comment(at, column, at_fault[field])
    said = "\n".join(fault.refusal.sentence(language) for fault in row.faults)
    sheet.write_string(
        at,
        len(COLUMNS),
        f"Baris {row.number}: {said}" if language == "id" else f"Row {row.number}: {said}",
        plain,
    )

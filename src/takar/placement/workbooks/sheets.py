"""What the Excel files of this context share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Look:
    head: Any
    text: Any
    day: Any
    number: Any
    title: Any


def look_of(book: Any) -> Look:
    top = {"valign": "top"}
    return Look(
        head=book.add_format({"bold": True, "bg_color": "#E3EFF4", "border": 1, "text_wrap": True, **top}),
        text=book.add_format({"num_format": "@", "text_wrap": True, **top}),
        day=book.add_format({"num_format": "dd-mm-yyyy", "align": "left", **top}),
        number=book.add_format({"num_format": "0.00##", **top}),
        title=book.add_format({"bold": True, "font_size": 14}),
    )


def write_table(
    sheet: Any,
    first: int,
    columns: Sequence[tuple[str, int]],
    rows: Iterable[Sequence[object]],
    look: Look,
) -> int:
    """Headings with their widths, then the rows: dates as dates, numbers as numbers, all else as text. The row below."""
    for column, (heading, width) in enumerate(columns):
        sheet.set_column(column, column, width)
        sheet.write_string(first, column, heading, look.head)
    row = first
    for row, cells in enumerate(rows, start=first + 1):
        for column, cell in enumerate(cells):
            _write(sheet, row, column, cell, look)
    sheet.freeze_panes(first + 1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    return row + 1


def _write(sheet: Any, row: int, column: int, cell: object, look: Look) -> None:
    if isinstance(cell, date):
        sheet.write_datetime(row, column, cell, look.day)
    elif isinstance(cell, int):
        sheet.write_number(row, column, cell)
    elif isinstance(cell, float):
        sheet.write_number(row, column, cell, look.number)
    elif cell not in (None, ""):
        sheet.write_string(row, column, str(cell), look.text)


def excel_response(body: bytes, name: str) -> HttpResponse:
    response = HttpResponse(body, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

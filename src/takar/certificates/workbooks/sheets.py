"""What the Excel files of this context share: their look, and how rows are written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_BAD_IN_NAME = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


@dataclass(frozen=True, slots=True)
class Look:
    head: Any
    text: Any
    day: Any
    bad: Any
    note: Any
    title: Any


def look_of(book: Any) -> Look:
    top = {"valign": "top"}
    return Look(
        head=book.add_format({"bold": True, "bg_color": "#E3EFF4", "border": 1, "text_wrap": True, **top}),
        text=book.add_format({"num_format": "@", "text_wrap": True, **top}),
        day=book.add_format({"num_format": "dd-mm-yyyy", "align": "left", **top}),
        bad=book.add_format(
            {"num_format": "@", "bg_color": "#F6B8B3", "font_color": "#7A1007", "border": 1, **top}
        ),
        note=book.add_format({"text_wrap": True, "font_color": "#7A1007", **top}),
        title=book.add_format({"bold": True, "font_size": 14}),
    )


def write_head(sheet: Any, row: int, columns: Sequence[tuple[str, int]], look: Look) -> None:
    """Headings with their widths in characters; the rows above stay in view."""
    for column, (heading, width) in enumerate(columns):
        sheet.set_column(column, column, width)
        sheet.write_string(row, column, heading, look.head)
    sheet.freeze_panes(row + 1, 0)
    sheet.repeat_rows(row)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def write_rows(sheet: Any, first: int, rows: Iterable[Sequence[Any]], look: Look) -> int:
    """Dates as dates, numbers as numbers, all else as text; returns the row below the last."""
    row = first
    for row, cells in enumerate(rows, start=first):
        for column, cell in enumerate(cells):
            if isinstance(cell, date):
                sheet.write_datetime(row, column, cell, look.day)
            elif isinstance(cell, int):
                sheet.write_number(row, column, cell)
            elif cell not in (None, ""):
                sheet.write_string(row, column, str(cell), look.text)
    return row + 1


def sheet_name(wanted: str, taken: set[str]) -> str:
    """A name that Excel accepts and that no other sheet has; at most 31 characters."""
    plain = " ".join(wanted.translate(_BAD_IN_NAME).split())[:31] or "-"
    name, number = plain, 2
    while name.casefold() in taken:
        ending = f" {number}"
        name, number = plain[: 31 - len(ending)] + ending, number + 1
    taken.add(name.casefold())
    return name


def excel_response(body: bytes, name: str) -> HttpResponse:
    response = HttpResponse(body, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

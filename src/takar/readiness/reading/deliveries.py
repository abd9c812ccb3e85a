"""A list that came back: every sheet with a header, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from pathlib import Path

from takar.kernel.refusals import Refusal
from takar.people.public import (
    BROKEN,
    HEADER_WITHIN,
    TOO_LARGE,
    BrokenFile,
    Cell,
    Workbook,
    column_letters,
    header_not_found,
    open_workbook,
    parse_date,
    text_of,
)
from takar.readiness.domain.fields import Requirement
from takar.readiness.domain.headers import CONFIRMED, KEY, Header, find_header

MOST_ROWS = 200_000
_YES = frozenset({"ya", "y", "yes", "benar", "true", "v", "x", "✓"})


@dataclass(frozen=True, slots=True)
class DeliveredRow:
    """`cells`: field -> text, for every field that has a column ("" for an empty cell); `columns`: field -> letters."""

    sheet: str
    row: int
    key: str
    cells: Mapping[str, str]
    confirmed: bool
    columns: Mapping[str, str]


def read_delivery(path: Path, requirement: Requirement) -> list[DeliveredRow] | Refusal:
    """All rows of all sheets that have a header with NIP and name; others (instructions) are passed over."""
    workbook = open_workbook(path)
    if isinstance(workbook, Refusal):
        return workbook
    rows: list[DeliveredRow] = []
    found = False
    try:
        for sheet in workbook.sheets:
            top = takewhile(lambda row: row[0] <= HEADER_WITHIN, workbook.rows(sheet))
            header = find_header(top, requirement)
            if header is None:
                continue
            found = True
            for each in _sheet_rows(workbook, sheet, header, requirement):
                rows.append(each)
                if len(rows) > MOST_ROWS:
                    return TOO_LARGE
    except BrokenFile:
        return BROKEN
    return rows if found else header_not_found(workbook.sheets, "")


def _sheet_rows(
    workbook: Workbook, sheet: str, header: Header, requirement: Requirement
) -> Iterator[DeliveredRow]:
    columns = {key: column for key, column in header.columns.items() if key in requirement.by_key}
    letters = {key: column_letters(column) for key, column in columns.items()}
    dates = {field.key for field in requirement.fields if field.judge == "date"}
    key, confirmed = header.columns.get(KEY), header.columns.get(CONFIRMED)
    for number, cells in workbook.rows(sheet):
        if number <= header.row:
            continue
        told = {
            field: _text(cells.get(column), field in dates, workbook.since_1904)
            for field, column in columns.items()
        }
        keyed = text_of(cells.get(key)) if key is not None else ""
        if not keyed and not told.get("nip") and not told.get("name"):
            continue
        said = text_of(cells.get(confirmed)).casefold() if confirmed is not None else ""
        yield DeliveredRow(sheet, number, keyed, told, said in _YES, letters)


def _text(cell: Cell | None, is_date: bool, since_1904: bool) -> str:
    if is_date and cell is not None and not isinstance(cell, str):
        day: date | None = parse_date(cell, since_1904=since_1904)
        if day:
            return day.strftime("%d-%m-%Y")
    return text_of(cell)[:600]

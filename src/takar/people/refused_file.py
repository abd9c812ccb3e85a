"""The refused rows as an Excel file: faulty cells red, each with a comment, ready to be mended and uploaded."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import xlsxwriter

from takar.kernel.refusals import Refusal
from takar.people.actions.upload_import import stored_path
from takar.people.domain.cells import text_of
from takar.people.domain.dates import parse_date
from takar.people.domain.findings import Finding, finding_from_json
from takar.people.models import Import, ImportedRow, Verdict
from takar.people.reading.errors import BrokenFile
from takar.people.reading.table import open_table
from takar.people.repeated import cells_read

# Up to here the whole list is written with its good rows; above, only the refused rows.
WHOLE_UP_TO = 5_000
MOST_REFUSED = 20_000
_DATES = frozenset({"birth_date", "post_since"})
_WORDS = {
    "id": ("Baris asal", "Kesalahan dan cara memperbaiki", "Perbaiki"),
    "en": ("Original row", "Fault and remedy", "To mend"),
}
_Line = tuple[int, Mapping[str, Any], list[Finding]]


@dataclass(frozen=True, slots=True)
class _Look:
    head: Any
    text: Any
    day: Any
    bad: Any
    note: Any


def refused_workbook(source: Import, language: str = "id") -> bytes:
    """An .xlsx with the columns that were read; others are left out, because we do not keep them."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    whole = _is_small(source)
    titles = {field: title for field, (_, title) in _columns(source)}
    sheet = book.add_worksheet(_WORDS[language][2])
    look = _look(book)
    _write_head(sheet, [_WORDS[language][0], *titles.values(), _WORDS[language][1]], look)
    lines = _all_lines(source) if whole else _refused_lines(source)
    for position, line in enumerate(lines, start=1):
        _write_line(sheet, position, line, list(titles), look, language)
    book.close()
    return buffer.getvalue()


def _columns(source: Import) -> list[tuple[str, list[Any]]]:
    return sorted(source.reading["columns"].items(), key=lambda item: item[1][0])


def _is_small(source: Import) -> bool:
    rows = source.added + source.changed + source.unchanged + source.refused
    return rows <= WHOLE_UP_TO and bool(source.stored_name) and stored_path(source.stored_name).exists()


def _refused_lines(source: Import) -> Iterator[_Line]:
    refused = source.rows.filter(verdict=Verdict.REFUSED).order_by("number")[:MOST_REFUSED]
    for row in refused.iterator():
        yield row.number, row.changes, _faults(row)


def _all_lines(source: Import) -> Iterator[_Line]:
    refused = {row.number: row for row in source.rows.filter(verdict=Verdict.REFUSED)}
    known = set(source.rows.values_list("number", flat=True))
    table = open_table(stored_path(source.stored_name), source.sheet)
    if isinstance(table, Refusal):
        yield from _refused_lines(source)
        return
    try:
        for number, cells in table.rows():
            if number in known:
                faults = _faults(refused[number]) if number in refused else []
                yield number, cells_read(cells, table), faults
    except BrokenFile:
        return


def _faults(row: ImportedRow) -> list[Finding]:
    findings = [finding_from_json(data) for data in row.findings]
    return [finding for finding in findings if finding.is_fault]


def _look(book: Any) -> _Look:
    return _Look(
        head=book.add_format({"bold": True, "bg_color": "#E3EFF4", "border": 1, "text_wrap": True}),
        text=book.add_format({"num_format": "@"}),
        day=book.add_format({"num_format": "dd-mm-yyyy", "align": "left"}),
        bad=book.add_format({"num_format": "@", "bg_color": "#F6B8B3", "font_color": "#7A1007", "border": 1}),
        note=book.add_format({"text_wrap": True, "font_color": "#7A1007"}),
    )


def _write_head(sheet: Any, titles: Iterable[str], look: _Look) -> None:
    for column, title in enumerate(titles):
        sheet.set_column(column, column, 22)
        sheet.write_string(0, column, title, look.head)
    sheet.set_column(0, 0, 9)
    sheet.set_column(column, column, 70)
    sheet.freeze_panes(1, 0)


def _write_line(
    sheet: Any, position: int, line: _Line, fields: list[str], look: _Look, language: str
) -> None:
    number, cells, faults = line
    sheet.write_number(position, 0, number)
    places = {field: column for column, field in enumerate(fields, start=1)}
    wrong: dict[int, list[str]] = {}
    for fault in faults:
        wrong.setdefault(places.get(fault.field, places["nip"]), []).append(fault.sentence(language))
    for field, column in places.items():
        _write_cell(sheet, position, column, field, cells.get(field, ""), look, column in wrong)
    for column, sentences in wrong.items():
        sheet.write_comment(position, column, "\n".join(sentences), {"x_scale": 2})
    if faults:
        whole = "\n".join(fault.sentence(language) for fault in faults)
        sheet.write_string(position, len(fields) + 1, whole, look.note)


def _write_cell(
    sheet: Any, position: int, column: int, field: str, value: Any, look: _Look, bad: bool
) -> None:
    day = parse_date(value) if field in _DATES and value and not bad else None
    if isinstance(day, date):
        sheet.write_datetime(position, column, day, look.day)
    elif value != "" or bad:
        sheet.write_string(position, column, text_of(value), look.bad if bad else look.text)

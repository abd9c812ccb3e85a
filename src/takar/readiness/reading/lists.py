"""Opens a list of people and reads it as columns: fast where the file is written as usual, patiently where not."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import takewhile
from pathlib import Path

import numpy as np

from takar.kernel.refusals import Refusal
from takar.people.public import (
    BROKEN,
    HEADER_WITHIN,
    TOO_LARGE,
    BrokenFile,
    Row,
    Workbook,
    XlsxWorkbook,
    header_not_found,
    open_workbook,
    parse_date,
    text_of,
)
from takar.readiness.domain.fields import Requirement
from takar.readiness.domain.headers import Header, find_header
from takar.readiness.domain.table import Column, Numbers, Table
from takar.readiness.reading.columns import Growing
from takar.readiness.reading.fast_xlsx import CellText, FastXlsx
from takar.readiness.reading.text_columns import read_text_columns
from takar.readiness.reading.tokens import Unusual

_LETTER = re.compile(r"[^\W_]")
_NOTHING, _TELLING, _HEADING, _NUMBER = range(4)
_LONGEST = 600
MOST_ROWS = 1_100_000
_PATIENT_ROWS = 20_000
Share = Callable[[float], None]
"""Takes the share of the file that is read, 0..1."""


@dataclass(frozen=True, slots=True)
class PeopleList:
    """The chosen sheet of a file. `others` are sheets with a header that are not read."""

    path: Path
    workbook: Workbook
    fast: FastXlsx | None
    sheet: str
    header: Header
    others: tuple[str, ...]
    requirement: Requirement


def open_list(path: Path, requirement: Requirement, sheet: str = "") -> PeopleList | Refusal:
    """The sheet named `sheet`, or the one with most columns that are known."""
    workbook = open_workbook(path)
    if isinstance(workbook, Refusal):
        return workbook
    fast = FastXlsx(workbook) if isinstance(workbook, XlsxWorkbook) else None
    try:
        tops = {name: _top(workbook, fast, name) for name in workbook.sheets}
    except BrokenFile:
        return BROKEN
    headers = {name: header for name, top in tops.items() if (header := find_header(top, requirement))}
    if not headers:
        return header_not_found(workbook.sheets, "")
    best = max(headers, key=lambda name: len(headers[name].columns))
    chosen = sheet if sheet in headers else best
    others = tuple(name for name in headers if name != chosen)
    return PeopleList(path, workbook, fast, chosen, headers[chosen], others, requirement)


def read_table(people: PeopleList, share: Share = lambda _: None) -> Table | Refusal:
    """All rows below the header that are about a person. Refuses FILE_BROKEN, FILE_UNPACKS_TOO_LARGE."""
    try:
        numbers, columns = _columns(people, share)
    except BrokenFile:
        return BROKEN
    if len(numbers) > MOST_ROWS:
        return TOO_LARGE
    table = Table(numbers, columns)
    table = table.take(np.flatnonzero((numbers > people.header.row) & _is_person(table)))
    year = people.header.years.get("performance")
    if year and "performance_year" not in table.columns:
        told = Column(("", str(year)), np.ones(len(table), np.int32))
        table = Table(table.rows, {**table.columns, "performance_year": told})
    return table


def _top(workbook: Workbook, fast: FastXlsx | None, sheet: str) -> list[Row]:
    if fast:
        with suppress(Unusual):
            return fast.top(sheet)
    return list(takewhile(lambda row: row[0] <= HEADER_WITHIN, workbook.rows(sheet)))


def _columns(people: PeopleList, share: Share) -> tuple[Numbers, dict[str, Column]]:
    wanted = {
        key: column for key, column in people.header.columns.items() if key in people.requirement.by_key
    }
    book, text = people.workbook, _cell_text(people)
    if people.fast:
        with suppress(Unusual):
            size = max(people.fast.size_of(people.sheet), 1)
            return people.fast.columns(people.sheet, wanted, text, lambda read: share(min(read / size, 1.0)))
    encoding, delimiter = getattr(book, "encoding", ""), getattr(book, "delimiter", "")
    if encoding and delimiter:
        size = max(people.path.stat().st_size, 1)
        return read_text_columns(
            people.path, encoding, delimiter, wanted, text, lambda read: share(min(read / size, 1.0))
        )
    return _patiently(people, wanted, text, share)


def _patiently(
    people: PeopleList, wanted: dict[str, int], text: CellText, share: Share
) -> tuple[Numbers, dict[str, Column]]:
    """Row by row with the reader of `people`: old .xls, and .xlsx written in an unusual way."""
    growing = {field: Growing() for field in wanted}
    numbers: list[int] = []
    batch: list[Row] = []

    def flush() -> None:
        for field, column in wanted.items():
            growing[field].add([cells.get(column, "") for _, cells in batch])
        numbers.extend(number for number, _ in batch)
        batch.clear()

    for row in people.workbook.rows(people.sheet, frozenset(wanted.values())):
        batch.append(row)
        if len(batch) == _PATIENT_ROWS:
            flush()
            share(min(people.workbook.done / people.workbook.size, 1.0))
            if len(numbers) > MOST_ROWS:
                break
    flush()
    return np.array(numbers, np.int64), {
        field: column.column(partial(text, field)) for field, column in growing.items()
    }


def _cell_text(people: PeopleList) -> CellText:
    """Cells to the texts that are judged: dates, however stored, as DD-MM-YYYY."""
    since_1904 = people.workbook.since_1904
    dates = {field.key for field in people.requirement.fields if field.judge == "date"}

    def one(field: str, cell: str | float | date) -> str:
        if field in dates and not isinstance(cell, str):
            day = parse_date(cell, since_1904=since_1904)
            return day.strftime("%d-%m-%Y") if day else text_of(cell)
        return text_of(cell)[:_LONGEST]

    def all_(field: str, cells: Sequence[str | float | date]) -> list[str]:
        return list(cells) if _are_plain(cells) else [one(field, cell) for cell in cells]  # type: ignore[arg-type]

    return all_


def _are_plain(cells: Sequence[str | float | date]) -> bool:
    """Whether all are lines of ordinary text, as in nearly all columns: looked at together, not one by one."""
    texts = [cell for cell in cells if isinstance(cell, str)]
    if len(texts) < len(cells) or max(map(len, texts), default=0) >= _LONGEST:
        return False
    joined = "|".join(texts)
    if not (joined.isascii() and joined.isprintable()):
        return False
    return not any(space in f"|{joined}|" for space in ("  ", "| ", " |"))


def _is_person(table: Table) -> Numbers:
    """Rows with a NIP or a name, that are no repeated heading and no row of column numbers."""
    nips, names = (
        np.array([_kind(text) for text in column.values], np.int8)[column.codes]
        for column in (table.columns["nip"], table.columns["name"])
    )
    telling = (nips != _NOTHING) | (names != _NOTHING)
    numbering = (nips == _NUMBER) & (names == _NUMBER)
    people: Numbers = telling & (nips != _HEADING) & ~numbering
    return people


def _kind(text: str) -> int:
    """A name called Nipah is no heading, so only the short words are."""
    if len(text) > 12 and text[0].isalnum():
        return _TELLING
    if not _LETTER.search(text):
        return _NOTHING
    if text.casefold().startswith("nip"):
        return _HEADING
    return _NUMBER if text.isdecimal() and len(text) < 3 else _TELLING

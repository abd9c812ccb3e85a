"""Finds the sheet and the header of a list of people, and then its rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from takar.kernel.refusals import Refusal
from takar.people.domain.cells import Row
from takar.people.domain.headers import HEADER_WITHIN, Header, find_header, joined_headings
from takar.people.reading import refusals
from takar.people.reading.errors import BrokenFile
from takar.people.reading.workbook import Workbook, open_workbook


@dataclass(frozen=True, slots=True)
class Table:
    """The chosen sheet. `others` are sheets that have a header too and are not read."""

    workbook: Workbook
    sheet: str
    header: Header
    others: tuple[str, ...]

    def rows(self) -> Iterator[Row]:
        """The rows below the header, with the columns that are read. Raises BrokenFile."""
        wanted = frozenset(self.header.columns.values())
        for row in self.workbook.rows(self.sheet, wanted):
            if row[0] > self.header.row:
                yield row

    @property
    def share_read(self) -> float:
        """0..1"""
        return min(1.0, self.workbook.done / self.workbook.size)


def open_table(path: Path, sheet: str = "") -> Table | Refusal:
    """The sheet named `sheet`, or the one with the most columns that are known."""
    workbook = open_workbook(path)
    if isinstance(workbook, Refusal):
        return workbook
    try:
        return _choose(workbook, sheet)
    except BrokenFile:
        return refusals.BROKEN


def _choose(workbook: Workbook, sheet: str) -> Table | Refusal:
    tops = {name: _top(workbook, name) for name in workbook.sheets}
    headers = {name: header for name, top in tops.items() if (header := find_header(top))}
    if not headers:
        joined = next((text for top in tops.values() if (text := joined_headings(top))), "")
        return refusals.header_not_found(workbook.sheets, joined)
    best = max(headers, key=lambda name: len(headers[name].columns))
    chosen = sheet if sheet in headers else best
    return Table(workbook, chosen, headers[chosen], tuple(name for name in headers if name != chosen))


def _top(workbook: Workbook, sheet: str) -> list[Row]:
    return list(takewhile(lambda row: row[0] <= HEADER_WITHIN, workbook.rows(sheet)))

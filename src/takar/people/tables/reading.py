"""Finds the sheet and the header of a list, and then its rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from takar.kernel.refusals import Refusal
from takar.people.domain.cells import Cell, Row
from takar.people.domain.headers import HEADER_WITHIN
from takar.people.domain.tables.entries import Heading, find_heading, is_entry
from takar.people.domain.tables.kinds import TableKind
from takar.people.reading.errors import BrokenFile
from takar.people.reading.refusals import BROKEN
from takar.people.reading.workbook import Workbook, open_workbook


@dataclass(frozen=True, slots=True)
class ListTable:
    """The sheet with the most columns that the kind knows. `others` have a header too and are not read."""

    kind: TableKind
    workbook: Workbook
    sheet: str
    heading: Heading
    others: tuple[str, ...]

    def rows(self) -> Iterator[Row]:
        """The rows of data below the header, with the columns that are read. Raises BrokenFile."""
        wanted = frozenset(self.heading.columns.values())
        for number, cells in self.workbook.rows(self.sheet, wanted):
            if number > self.heading.row and is_entry(cells, self.heading, self.kind.must):
                yield number, cells

    def told(self, cells: dict[int, Cell]) -> dict[str, str | int]:
        """The cells of a row by field, as they can be kept."""
        return {
            name: cell if isinstance(cell, str | int) else str(cell)
            for name, column in self.heading.columns.items()
            if (cell := cells.get(column)) is not None
        }

    @property
    def share_read(self) -> float:
        """0..1"""
        return min(1.0, self.workbook.done / max(1, self.workbook.size))


def open_list(path: Path, kind: TableKind) -> ListTable | Refusal:
    """Refuses what the import of people refuses of a file, and TABLE_HEADER_NOT_FOUND."""
    workbook = open_workbook(path)
    if isinstance(workbook, Refusal):
        return workbook
    try:
        tops = {name: _top(workbook, name) for name in workbook.sheets}
    except BrokenFile:
        return BROKEN
    found = {name: one for name, top in tops.items() if (one := find_heading(top, kind.fields, kind.must))}
    if not found:
        return _no_header(workbook.sheets, kind)
    chosen = max(found, key=lambda name: len(found[name].columns))
    return ListTable(kind, workbook, chosen, found[chosen], tuple(name for name in found if name != chosen))


def nothing_read(sheet: str, header_row: int) -> Refusal:
    return Refusal(
        "TABLE_EMPTY",
        f"Di bawah judul pada baris {header_row} lembar “{sheet}” tidak ada satu pun catatan. Isi datanya, lalu unggah lagi.",
        f"There is not one record below the header in row {header_row} of sheet “{sheet}”. Fill in the data and upload it again.",
    )


def _top(workbook: Workbook, sheet: str) -> list[Row]:
    return list(takewhile(lambda row: row[0] <= HEADER_WITHIN, workbook.rows(sheet)))


def _no_header(sheets: tuple[str, ...], kind: TableKind) -> Refusal:
    names = ", ".join(f"“{sheet}”" for sheet in sheets[:5])
    columns = ", ".join(f"“{kind.label(name)}”" for name in kind.must)
    return Refusal(
        "TABLE_HEADER_NOT_FOUND",
        f"Tidak ada baris judul dengan kolom {columns} dalam 20 baris pertama (lembar {names}). "
        "Beri judul kolom tepat di atas data; templat di halaman impor memberi contohnya.",
        f"No header row with the columns {columns} within the first 20 rows (sheets {names}). "
        "Put the headings right above the data; the template on the import page shows how.",
    )

"""Finds the sheet and the header of a list of results, and then its rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from takar.certificates.domain.headings import HEADER_WITHIN, Header, find_header
from takar.kernel.refusals import Refusal
from takar.people.public import BROKEN, BrokenFile, Cell, Row, Workbook, open_workbook


@dataclass(frozen=True, slots=True)
class Table:
    """The sheet with the most columns of results. `others` have a header too and are not read."""

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

    def told(self, cells: dict[int, Cell]) -> dict[str, str | int]:
        """The cells of a row by field, as they can be kept."""
        return {
            field: cell if isinstance(cell, str | int) else str(cell)
            for field, column in self.header.columns.items()
            if (cell := cells.get(column)) is not None
        }

    @property
    def share_read(self) -> float:
        """0..1"""
        return min(1.0, self.workbook.done / max(1, self.workbook.size))


def open_table(path: Path) -> Table | Refusal:
    """Refuses what the import of people refuses of a file, and RESULTS_HEADER_NOT_FOUND."""
    workbook = open_workbook(path)
    if isinstance(workbook, Refusal):
        return workbook
    try:
        headers = {name: header for name in workbook.sheets if (header := find_header(_top(workbook, name)))}
    except BrokenFile:
        return BROKEN
    if not headers:
        return _no_header(workbook.sheets)
    chosen = max(headers, key=lambda name: headers[name].tells)
    return Table(workbook, chosen, headers[chosen], tuple(name for name in headers if name != chosen))


def nothing_read(sheet: str, header_row: int) -> Refusal:
    return Refusal(
        "RESULTS_EMPTY",
        f"Di bawah judul pada baris {header_row} lembar “{sheet}” tidak ada satu pun hasil. "
        "Isi datanya, lalu unggah lagi.",
        f"There is not one result below the header in row {header_row} of sheet “{sheet}”. "
        "Fill in the data and upload it again.",
    )


def _top(workbook: Workbook, sheet: str) -> list[Row]:
    return list(takewhile(lambda row: row[0] <= HEADER_WITHIN, workbook.rows(sheet)))


def _no_header(sheets: tuple[str, ...]) -> Refusal:
    names = ", ".join(f"“{sheet}”" for sheet in sheets[:5])
    return Refusal(
        "RESULTS_HEADER_NOT_FOUND",
        f"Tidak ada baris judul dengan kolom NIP dalam 20 baris pertama (lembar {names}). "
        "Beri judul kolom tepat di atas data; templat di halaman impor memberi contohnya.",
        f"No header row with a column NIP within the first 20 rows (sheets {names}). "
        "Put the headings right above the data; the template on the import page shows how.",
    )

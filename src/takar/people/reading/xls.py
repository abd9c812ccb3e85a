"""The old .xls by python-calamine; it ends at 65,536 rows, so it fits into memory."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from takar.kernel.refusals import Refusal
from takar.people.domain.cells import Cell, Row
from takar.people.reading import refusals
from takar.people.reading.errors import BrokenFile

_MOST_BYTES = 200 * 2**20


def open_xls(path: Path) -> XlsWorkbook | Refusal:
    if path.stat().st_size > _MOST_BYTES:
        return refusals.TOO_LARGE
    streams = path.read_bytes()
    if _utf16("EncryptedPackage") in streams:
        return refusals.ENCRYPTED
    if _utf16("_VBA_PROJECT_CUR") in streams:
        return refusals.HAS_MACROS
    try:
        return XlsWorkbook(CalamineWorkbook.from_path(str(path)))
    except PasswordError:
        return refusals.ENCRYPTED
    except (CalamineError, OSError, ValueError):
        return refusals.BROKEN


class XlsWorkbook:
    since_1904 = False  # calamine has already turned dates into dates

    def __init__(self, book: CalamineWorkbook) -> None:
        self._book = book
        self.done, self.size = 0, 1
        sheets = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        sheets.sort(key=lambda sheet: sheet.visible != SheetVisibleEnum.Visible)
        self.sheets = tuple(sheet.name for sheet in sheets)

    def rows(self, sheet: str, columns: frozenset[int] | None = None) -> Iterator[Row]:
        try:
            table = self._book.get_sheet_by_name(sheet)
        except (CalamineError, OSError, ValueError) as fault:
            raise BrokenFile(str(fault)) from fault
        # The iterator leaves out empty columns at the left, but not empty rows at the top.
        first_column = (table.start or (0, 0))[1]
        self.done, self.size = 0, max(table.height, 1)
        for position, values in enumerate(table.iter_rows()):
            self.done = position
            cells = {
                first_column + column: _cell(value)
                for column, value in enumerate(values)
                if value != "" and (columns is None or first_column + column in columns)
            }
            if cells:
                yield position + 1, cells


def _cell(value: str | int | float | bool | time | date | datetime | timedelta) -> Cell:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return str(value) if isinstance(value, time | timedelta) else value


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-le")

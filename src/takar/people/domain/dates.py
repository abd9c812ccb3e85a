"""Dates as they stand in spreadsheets."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from math import isfinite

from takar.people.domain.cells import Cell, text_of

_DAY_FIRST = re.compile(r"^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})(?: .*)?$")
_YEAR_FIRST = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$")
_WORDS = re.compile(r"^(\d{1,2})[- ]([^\W\d]{3,9})\.?[- ](\d{4})$")
_COMPACT = re.compile(r"^((?:19|20)\d{2})(\d{2})(\d{2})$")
_SERIAL = re.compile(r"^\d{4,5}(\.0+)?$")
_MONTHS = {
    "jan": 1, "feb": 2, "peb": 2, "mar": 3, "apr": 4, "mei": 5, "may": 5, "jun": 6, "jul": 7, "agu": 8,
    "ags": 8, "aug": 8, "sep": 9, "okt": 10, "oct": 10, "nov": 11, "nop": 11, "des": 12, "dec": 12,
}  # fmt: skip
# A serial below this would be a date before 1920, which no serving officer has; it is a typing fault.
_LEAST_SERIAL = 7306
_MOST_SERIAL = 73415  # 31 December 2100


def parse_date(cell: Cell, *, since_1904: bool = False) -> date | None:
    """The date in a cell: Excel serial, DD-MM-YYYY, DD/MM/YYYY, ISO, YYYYMMDD, "5 Januari 1970"; else None.

    Days come before months, as in Indonesia; years have four digits. `since_1904`: the workbook counts days
    from 1904 (old Excel for Mac).
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float):
        if not isfinite(cell):
            return None
        return serial_date(cell, since_1904=since_1904) or _compact(str(int(cell)))
    text = text_of(cell)
    return _from_text(text) or (
        serial_date(float(text), since_1904=since_1904) if _SERIAL.match(text) else None
    )


def serial_date(serial: float, *, since_1904: bool = False) -> date | None:
    """Day number of Excel's 1900 system (which counts a 29 February 1900 that never was) or 1904 system."""
    days = int(serial) + (1462 if since_1904 else 0)
    if not _LEAST_SERIAL <= days <= _MOST_SERIAL:
        return None
    return date(1899, 12, 30) + timedelta(days=days)


def _from_text(text: str) -> date | None:
    if found := _DAY_FIRST.match(text):
        return _date(found[3], found[2], found[1])
    if found := _YEAR_FIRST.match(text):
        return _date(found[1], found[2], found[3])
    if found := _WORDS.match(text):
        month = _MONTHS.get(found[2][:3].casefold())
        return _date(found[3], str(month), found[1]) if month else None
    return _compact(text)


def _compact(text: str) -> date | None:
    found = _COMPACT.match(text)
    return _date(found[1], found[2], found[3]) if found else None


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None

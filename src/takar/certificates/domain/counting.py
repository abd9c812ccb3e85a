"""Years and months on the calendar, as validity is counted."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def add_years(day: date, years: int) -> date:
    """The same day and month; 29 February becomes 28 February in a year that has none."""
    year = day.year + years
    return date(year, day.month, min(day.day, monthrange(year, day.month)[1]))


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or the last day of a shorter one."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def first_counting(day: date, years: int) -> date:
    """The earliest day of an assessment whose result still counts on `day`.

    It holds: add_years(assessed, years) >= day exactly when assessed >= first_counting(day, years). With it a
    database compares dates and never adds years.
    """
    year = day.year - years
    if day.day > monthrange(year, day.month)[1]:
        return date(year, 3, 1)
    return date(year, day.month, day.day)

"""The calendar of working days: national holidays and joint leave as shipped, and where the agency departs from them.

Source: the `holidays` library (category `public`: national holidays, `government`: cuti bersama); the agency's own
days in `CalendarDay` win both ways.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

import holidays

from takar.planning.domain.calendar import Calendar, Holiday
from takar.planning.models import CalendarDay

_CATEGORIES = {"public": "holiday", "government": "joint_leave"}
_LANGUAGES = {"id": "id", "en": "en_US"}
_ESTIMATED = (" (perkiraan)", " (estimated)")


def calendar(first: date, last: date, language: str = "id") -> Calendar:
    """What each day from `first` to `last` is, the agency's own days included."""
    found: dict[date, Holiday] = {}
    for year in range(first.year, last.year + 1):
        found |= shipped(year, language)
    local = {row.day: row for row in CalendarDay.objects.filter(day__range=(first, last))}
    for day, row in local.items():
        found[day] = Holiday(day, row.kind, row.name, False, found[day].name if day in found else "", True)
    inside = {day: one for day, one in sorted(found.items()) if first <= day <= last}
    return Calendar(first, last, inside)


@lru_cache(maxsize=32)
def shipped(year: int, language: str = "id") -> Mapping[date, Holiday]:
    """The shipped holidays of a year; where both fall on a day the national holiday counts."""
    found: dict[date, Holiday] = {}
    for category in ("government", "public"):
        days = holidays.country_holidays(
            "ID", years=year, categories=(category,), language=_LANGUAGES[language]
        )
        for day, name in days.items():
            found[day] = _holiday(day, _CATEGORIES[category], name)
    return found


def joint_leave_known(year: int) -> bool:
    """Whether the joint leave of a year has been decided and shipped: it is announced a year ahead at most."""
    return any(one.kind == "joint_leave" for one in shipped(year).values())


def _holiday(day: date, kind: str, name: str) -> Holiday:
    plain = name
    for mark in _ESTIMATED:
        plain = plain.replace(mark, "")
    return Holiday(day, kind, plain, plain != name, "", False)


def week_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())

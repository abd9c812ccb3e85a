"""Which days can be used: working days, holidays and joint leave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day that is not like the others.

    `kind`: holiday | joint_leave | working_day (work on a day that the shipped calendar calls a holiday);
    `estimated`: the date rests on a forecast of the moon and may still move; `instead_of`: what the shipped calendar
    says of a day that the agency set itself (`local`).
    """

    day: date
    kind: str
    name: str
    estimated: bool
    instead_of: str
    local: bool


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days from `first` to `last`; `special` holds those that are not ordinary."""

    first: date
    last: date
    special: Mapping[date, Holiday]

    def is_working(self, day: date) -> bool:
        """Monday to Friday unless a holiday; a day the agency declares a working day counts even on a weekend."""
        one = self.special.get(day)
        if one is not None:
            return one.kind == "working_day"
        return day.weekday() < 5

    def days(self) -> tuple[date, ...]:
        return tuple(self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))

    def working_days(self) -> tuple[date, ...]:
        return tuple(day for day in self.days() if self.is_working(day))

    def weeks(self) -> tuple[tuple[date, ...], ...]:
        """Rows of seven days from the Monday before `first` to the Sunday after `last`."""
        start = self.first - timedelta(days=self.first.weekday())
        count = ((self.last - start).days // 7) + 1
        return tuple(tuple(start + timedelta(days=7 * w + d) for d in range(7)) for w in range(count))

    @property
    def estimated(self) -> tuple[Holiday, ...]:
        return tuple(one for one in self.special.values() if one.estimated)

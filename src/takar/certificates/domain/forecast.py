"""How many become due, quarter by quarter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Quarter:
    """People first due from `first` to `last`, both included, by job class."""

    first: date
    last: date
    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def name(self) -> str:
        """ "2026/3": year and number of the quarter."""
        return f"{self.first.year}/{(self.first.month - 1) // 3 + 1}"


@dataclass(frozen=True, slots=True)
class Forecast:
    """`already`: due on `on`, by job class. The first quarter begins on the day after `on`."""

    on: date
    already: Mapping[str, int]
    quarters: tuple[Quarter, ...]

    @property
    def already_total(self) -> int:
        return sum(self.already.values())

    @property
    def most(self) -> int:
        """The largest quarter, for the scale of a picture."""
        return max((quarter.total for quarter in self.quarters), default=0)

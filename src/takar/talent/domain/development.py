"""From gaps to a proposed development plan [rencana pengembangan individu]; a person decides what is done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from takar.standards.public import DevelopmentKind, TalentRules


@dataclass(frozen=True, slots=True)
class Proposal:
    """A gap in levels with the way that the rules propose for one of its size, and until when."""

    competency: str
    level: Decimal
    wanted: Decimal
    kind: DevelopmentKind
    due_on: date

    @property
    def gap(self) -> Decimal:
        return self.wanted - self.level


def months_later(day: date, months: int) -> date:
    """The same day of a later month; the last day where the month is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def proposals(
    levels: Mapping[str, Decimal], standard: tuple[tuple[str, Decimal], ...], rules: TalentRules, on: date
) -> tuple[Proposal, ...]:
    """The widest gap first; a gap smaller than every way asks for is left out."""
    ways = sorted(rules.developments, key=lambda one: one.gap_least, reverse=True)
    found = []
    for code, wanted in standard:
        gap = wanted - levels.get(code, wanted)
        way = next((one for one in ways if gap > 0 and gap >= one.gap_least), None)
        if way is not None:
            found.append(Proposal(code, levels[code], wanted, way, months_later(on, way.months)))
    return tuple(sorted(found, key=lambda one: (-one.gap, one.competency)))

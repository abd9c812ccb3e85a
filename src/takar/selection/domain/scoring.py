"""From sealed sheets to room, interview and total. Missing stays missing and is never zero.

The numbers that are compared are the rounded ones, so whoever reads 80,00 sees why it meets 80.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from statistics import median

_ROUNDINGS = {"half_up": ROUND_HALF_UP, "half_even": ROUND_HALF_EVEN, "down": ROUND_DOWN}


@dataclass(frozen=True, slots=True)
class Part:
    """A component: `weight` in percent, `floor` None when it has none."""

    code: str
    weight: Decimal
    floor: Decimal | None


@dataclass(frozen=True, slots=True)
class Room:
    """A room of the interview: `weight` in percent of the interview."""

    code: str
    weight: Decimal
    standard: Decimal


@dataclass(frozen=True, slots=True)
class Scale:
    """How values are made: decimals, rounding, how raters combine, what decides about the interview, ties."""

    parts: tuple[Part, ...]
    rooms: tuple[Room, ...]
    decimals: int = 2
    rounding: str = "half_up"
    combine: str = "mean"
    every_room: bool = True
    ties: tuple[str, ...] = ()

    def rounded(self, value: Decimal) -> Decimal:
        return value.quantize(Decimal(1).scaleb(-self.decimals), _ROUNDINGS[self.rounding])

    def sheet_value(self, values: Iterable[Decimal | str]) -> Decimal | None:
        """Mean of what a rater rated; dimensions without evidence do not count. None when there is no number."""
        numbers = [value for value in values if isinstance(value, Decimal)]
        return sum(numbers, Decimal(0)) / len(numbers) if numbers else None

    def room_value(self, sheets: Sequence[Decimal | None]) -> Decimal | None:
        """What the raters of a room say together, rounded; None when none of them has a number."""
        numbers = [value for value in sheets if value is not None]
        if not numbers:
            return None
        middle = (
            median(numbers) if self.combine == "median" else sum(numbers, Decimal(0)) / Decimal(len(numbers))
        )
        return self.rounded(middle)

    def interview_value(self, rooms: Mapping[str, Decimal | None]) -> Decimal | None:
        """The rooms, weighted; None while a room is missing."""
        total = Decimal(0)
        for room in self.rooms:
            value = rooms.get(room.code)
            if value is None:
                return None
            total += value * room.weight / 100
        return self.rounded(total)

    def meets(self, rooms: Mapping[str, Decimal | None]) -> bool | None:
        """Whether the interview meets what was declared. None while nobody can say; one room below may decide early."""
        if not self.every_room:
            value = self.interview_value(rooms)
            return None if value is None else value >= self.interview_standard
        verdicts = [self.room_meets(room, rooms.get(room.code)) for room in self.rooms]
        if False in verdicts:
            return False
        return None if None in verdicts else True

    @staticmethod
    def room_meets(room: Room, value: Decimal | None) -> bool | None:
        return None if value is None else value >= room.standard

    @property
    def interview_standard(self) -> Decimal:
        return self.rounded(sum((one.standard * one.weight / 100 for one in self.rooms), Decimal(0)))

    def total(self, values: Mapping[str, Decimal | None]) -> Decimal | None:
        """Sum of value × weight / 100, rounded; None while a component is missing."""
        found = Decimal(0)
        for part in self.parts:
            value = values.get(part.code)
            if value is None:
                return None
            found += value * part.weight / 100
        return self.rounded(found)

    def below_floor(self, values: Mapping[str, Decimal | None]) -> tuple[str, ...]:
        """Components whose value is below their floor; a missing value is not below anything."""
        return tuple(
            part.code
            for part in self.parts
            if part.floor is not None and (value := values.get(part.code)) is not None and value < part.floor
        )


@dataclass(frozen=True, slots=True)
class Standing:
    """A candidate to be ranked: values by component, rooms by code."""

    nip: str
    values: Mapping[str, Decimal | None]
    rooms: Mapping[str, Decimal | None]
    eligible: bool = True

    def rankable(self, scale: Scale) -> bool:
        return (
            self.eligible
            and scale.total(self.values) is not None
            and not scale.below_floor(self.values)
            and scale.meets(self.rooms) is True
        )


def rank(standings: Iterable[Standing], scale: Scale) -> dict[str, int]:
    """Rank by NIP, 1 the best; equal in total and all ties shares the rank (1, 1, 3).

    Who is not complete, below a floor or below the interview's standard has no rank.
    """
    keys = {one.nip: _key(one, scale) for one in standings if one.rankable(scale)}
    return {nip: 1 + sum(1 for other in keys.values() if other > key) for nip, key in keys.items()}


def _key(one: Standing, scale: Scale) -> tuple[Decimal, ...]:
    total = scale.total(one.values)
    assert total is not None
    return total, *(one.values[code] or Decimal(0) for code in scale.ties)

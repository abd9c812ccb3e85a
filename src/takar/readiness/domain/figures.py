"""All figures of a check from one tally: how many people of a unit have which holes, and which of them are open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from takar.kernel.canonical import Json
from takar.readiness.domain.codes import decode
from takar.readiness.domain.faults import MEANINGS, Group
from takar.readiness.domain.fields import Field, Requirement


@dataclass(frozen=True, slots=True)
class Tally:
    """`people` persons of `unit` who have the holes `codes`, of which the bits in `open` are still open."""

    unit: int
    codes: str
    open: int
    people: int


@dataclass(frozen=True, slots=True)
class FieldFigure:
    """`open` and `found`: people with a hole here, now and when checked; `groups`: the open ones by kind of hole."""

    field: Field
    open: int
    found: int
    groups: Mapping[Group, int]


@dataclass(frozen=True, slots=True)
class UnitFigure:
    """`open_people`, `open_holes` now; `found_people`, `found_holes` when checked."""

    unit: int
    open_people: int
    open_holes: int
    found_people: int
    found_holes: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Of the fields in `mask` only. `fields` in the order of the list, `units` by number."""

    people: int
    open_people: int
    open_holes: int
    found_people: int
    found_holes: int
    fields: tuple[FieldFigure, ...]
    units: Mapping[int, UnitFigure]

    @property
    def complete(self) -> int:
        return self.people - self.open_people

    @property
    def share(self) -> float:
        """Complete people, in percent; 100 where there is nobody."""
        return 100.0 * self.complete / self.people if self.people else 100.0

    @property
    def open_fields(self) -> tuple[Field, ...]:
        return tuple(figure.field for figure in self.fields if figure.open)


def count(tallies: Iterable[Tally], people: int, fields: Iterable[Field]) -> Figures:
    """Figures of `fields` (those of one purpose, say) among `people` judged persons."""
    fields = tuple(fields)
    mask = sum(field.mask for field in fields)
    units: dict[int, Counter[str]] = {}
    by_field: Counter[tuple[int, str]] = Counter()
    for tally in tallies:
        found = _marks(tally.codes) & mask
        if found:
            _add_unit(units.setdefault(tally.unit, Counter()), found, tally.open & mask, tally.people)
            _add_fields(by_field, tally, mask)
    unit_figures = {
        unit: UnitFigure(unit, *(c[key] for key in _UNIT_KEYS)) for unit, c in sorted(units.items())
    }
    totals = {key: sum(c[key] for c in units.values()) for key in _UNIT_KEYS}
    return Figures(
        people=people,
        **totals,
        fields=tuple(_field_figure(field, by_field) for field in fields),
        units=unit_figures,
    )


_UNIT_KEYS = ("open_people", "open_holes", "found_people", "found_holes")


def _add_unit(counts: Counter[str], found: int, open_: int, people: int) -> None:
    counts["found_people"] += people
    counts["found_holes"] += people * found.bit_count()
    counts["open_people"] += people if open_ else 0
    counts["open_holes"] += people * open_.bit_count()


def _add_fields(by_field: Counter[tuple[int, str]], tally: Tally, mask: int) -> None:
    for bit, group in _groups(tally.codes):
        if mask >> bit & 1:
            by_field[bit, "found"] += tally.people
            if tally.open >> bit & 1:
                by_field[bit, "open"] += tally.people
                by_field[bit, group] += tally.people


def _field_figure(field: Field, by_field: Mapping[tuple[int, str], int]) -> FieldFigure:
    groups = {group: by_field[field.bit, group] for group in Group if by_field[field.bit, group]}
    return FieldFigure(field, by_field[field.bit, "open"], by_field[field.bit, "found"], groups)


@cache
def _marks(codes: str) -> int:
    return sum(1 << bit for bit in decode(codes))


@cache
def _groups(codes: str) -> tuple[tuple[int, Group], ...]:
    return tuple((bit, MEANINGS[fault].group) for bit, fault in decode(codes).items())


def summary(
    tallies: Iterable[Tally], people: int, requirement: Requirement, keys: Iterable[str]
) -> dict[str, Json]:
    """What a check keeps of its figures, for the list of checks and for the time when its people are gone.

    `keys`: the judged fields that the file has. No person can be found in it.
    """
    tallies, keys = tuple(tallies), frozenset(keys)
    fields = [field for field in requirement.judged if field.key in keys]
    whole = count(tallies, people, fields)
    purposes: dict[str, Json] = {}
    for purpose in requirement.purposes:
        some = count(tallies, people, [field for field in fields if purpose.code in field.blocks])
        purposes[purpose.code] = {"open_people": some.open_people, "open_fields": len(some.open_fields)}
    return {
        "people": people,
        "open_people": whole.open_people,
        "open_holes": whole.open_holes,
        "open_fields": len(whole.open_fields),
        "found_people": whole.found_people,
        "found_holes": whole.found_holes,
        "purposes": purposes,
        "fields": {figure.field.key: [figure.open, figure.found] for figure in whole.fields if figure.found},
    }

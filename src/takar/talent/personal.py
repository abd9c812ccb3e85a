"""Everything that is told about one person of a map: for the page and for the sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from takar.standards.public import TalentBox, TalentComponent, TalentRules
from takar.talent import words
from takar.talent.domain.changing import changes
from takar.talent.domain.values import AXES, Cell, NotAssessed, Placed
from takar.talent.models import Development, FollowUp, MapPerson, TalentMap
from takar.talent.reading import place_of, rules_of

# Smaller chances are left out of lists.
_SHOWN = 0.005


@dataclass(frozen=True, slots=True)
class Line:
    """One component: `how` its points came in words; `share` percent of the weight that is there; `adds` to the score."""

    component: TalentComponent
    cell: Cell
    how: str
    share: float
    adds: float | None


@dataclass(frozen=True, slots=True)
class Axis:
    """`n` of `of` components are there."""

    code: str
    lines: tuple[Line, ...]
    score: float | None
    error: float | None
    edges: tuple[Decimal, Decimal]

    @property
    def n(self) -> int:
        return sum(one.cell.points is not None for one in self.lines)

    @property
    def of(self) -> int:
        return len(self.lines)


@dataclass(frozen=True, slots=True)
class Chance:
    box: TalentBox
    chance: float
    own: bool

    @property
    def width(self) -> str:
        """Percent for a drawing."""
        return f"{self.chance * 100:.1f}"


@dataclass(frozen=True, slots=True)
class Hole:
    """A required component that is missing: why, and what fills it."""

    name: str
    why: str
    remedy: str


@dataclass(frozen=True, slots=True)
class PersonFile:
    row: MapPerson
    rules: TalentRules
    placed: Placed | None
    missing: tuple[Hole, ...]
    axes: tuple[Axis, ...]
    chances: tuple[Chance, ...]
    changes: tuple[str, ...]
    steps: tuple[FollowUp | Development, ...]


def person_file(drawn: TalentMap, nip: str) -> PersonFile | None:
    """None when the person is not on the map. Words are in the language in force."""
    row = MapPerson.objects.filter(map=drawn, nip=nip).first()
    if row is None:
        return None
    rules, place = rules_of(drawn), place_of(row)
    placed = place if isinstance(place, Placed) else None
    return PersonFile(
        row=row,
        rules=rules,
        placed=placed,
        missing=holes(rules, place) if isinstance(place, NotAssessed) else (),
        axes=tuple(_axis(rules, place, axis) for axis in AXES),
        chances=_chances(rules, placed) if placed else (),
        changes=tuple(words.change(one, rules) for one in changes(placed, rules)) if placed else (),
        steps=(*Development.objects.filter(nip=nip), *FollowUp.objects.filter(nip=nip)),
    )


def holes(rules: TalentRules, place: NotAssessed) -> tuple[Hole, ...]:
    parts = [(rules.component(code), why) for code, why in place.missing]
    return tuple(Hole(words.spoken(one), words.missing(why), words.remedy(one, why)) for one, why in parts)


def _axis(rules: TalentRules, place: Placed | NotAssessed, axis: str) -> Axis:
    cells, parts = dict(place.components), rules.on_axis(axis)
    total = sum(float(one.weight) for one in parts if cells[one.code].points is not None)
    score, error = None, None
    if isinstance(place, Placed):
        score, error = getattr(place, axis), getattr(place, f"{axis}_se")
    return Axis(
        axis, tuple(_line(one, cells[one.code], total) for one in parts), score, error, rules.edges(axis)
    )


def _line(part: TalentComponent, cell: Cell, total: float) -> Line:
    if cell.points is None:
        return Line(part, cell, words.missing(cell.missing), 0.0, None)
    share = float(part.weight) / total
    return Line(part, cell, words.how(cell), share * 100, share * cell.points)


def _chances(rules: TalentRules, placed: Placed) -> tuple[Chance, ...]:
    """The likeliest first; the own box always."""
    ordered: Sequence[int] = sorted(range(9), key=lambda at: -placed.chances[at])
    return tuple(
        Chance(rules.box(at + 1), placed.chances[at], at + 1 == placed.box)
        for at in ordered
        if placed.chances[at] >= _SHOWN or at + 1 == placed.box
    )

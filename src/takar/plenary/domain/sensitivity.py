"""Which ranks would change if one rater were left out or one weight moved. Information for members, never a decision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from takar.plenary.domain.table import Line, PostTable, TableRules, lines_of


@dataclass(frozen=True, slots=True)
class Shift:
    """A candidate whose rank would change; None: would not be ranked."""

    nip: str
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class WithoutRater:
    rater: str
    shifts: tuple[Shift, ...]


@dataclass(frozen=True, slots=True)
class WeightMoved:
    """A component at another `weight` (percent), the others sharing the difference in proportion."""

    component: str
    weight: Decimal
    shifts: tuple[Shift, ...]


@dataclass(frozen=True, slots=True)
class WeightRange:
    """What happens to the ranks between the regulation's least and most for one component.

    `holds`: the widest stretch around the rule's weight, in percent, within which no rank changes.
    """

    component: str
    least: WeightMoved
    most: WeightMoved
    holds: tuple[Decimal, Decimal]


def without_each_rater(post: PostTable) -> tuple[WithoutRater, ...]:
    """For every rater: whose rank changes when all his ratings are left out."""
    before = lines_of(post)
    return tuple(
        WithoutRater(rater, shifts(before, lines_of(without_rater(post, rater)))) for rater in post.raters
    )


def without_rater(post: PostTable, rater: str) -> PostTable:
    kept = [replace(one, ratings=tuple(r for r in one.ratings if r.rater != rater)) for one in post.entrants]
    return replace(post, entrants=tuple(kept))


def weight_ranges(post: PostTable) -> tuple[WeightRange, ...]:
    """For every component with a weight: the ranks at both ends of its range, and how far it may move unnoticed."""
    before = lines_of(post)
    found = []
    for one in post.rules.components:
        if 0 < one.weight < 100:
            low, high = (_moved(post, before, one.code, weight) for weight in (one.least, one.most))
            found.append(WeightRange(one.code, low, high, _holds(post.rules, before, one.code)))
    return tuple(found)


def with_weight(rules: TableRules, component: str, weight: Decimal) -> TableRules:
    """The rules with one component at `weight`; the others keep their proportions and the sum stays 100."""
    old = next(one.weight for one in rules.components if one.code == component)
    share = (100 - weight) / (100 - old)
    return replace(
        rules,
        components=tuple(
            replace(one, weight=weight if one.code == component else one.weight * share)
            for one in rules.components
        ),
    )


def shifts(before: Sequence[Line], after: Sequence[Line]) -> tuple[Shift, ...]:
    """Candidates whose rank differs, by their rank before."""
    new = {line.entrant.nip: line.rank for line in after}
    found = [
        Shift(line.entrant.nip, line.rank, new.get(line.entrant.nip))
        for line in before
        if line.rank != new.get(line.entrant.nip)
    ]
    return tuple(sorted(found, key=lambda one: (one.before is None, one.before or 0, one.nip)))


def _moved(post: PostTable, before: Sequence[Line], component: str, weight: Decimal) -> WeightMoved:
    return WeightMoved(
        component, weight, shifts(before, lines_of(post, with_weight(post.rules, component, weight)))
    )


def _holds(rules: TableRules, lines: Sequence[Line], component: str) -> tuple[Decimal, Decimal]:
    """Totals are straight lines over the weight, so ranks change only where two of them cross."""
    mine = next(one for one in rules.components if one.code == component)
    able = [line for line in lines if line.rank is not None]
    below, above = Fraction(mine.least), Fraction(mine.most)
    for crossing in _crossings(rules, able, component):
        if crossing <= Fraction(mine.weight):
            below = max(below, crossing)
        else:
            above = min(above, crossing)
    return _percent(below), _percent(above)


def _crossings(rules: TableRules, able: Sequence[Line], component: str) -> Iterator[Fraction]:
    """The weights at which two candidates' totals are equal (before rounding)."""
    for place, one in enumerate(able):
        for other in able[place + 1 :]:
            gain = _own(one, component) - _own(other, component)
            rest = _rest(rules, one, component) - _rest(rules, other, component)
            if gain != rest:
                # w·gain + (100 − w)·rest = 0
                crossing = 100 * rest / (rest - gain)
                if 0 <= crossing <= 100:
                    yield crossing


def _own(line: Line, component: str) -> Fraction:
    return Fraction(line.values[component] or 0)


def _rest(rules: TableRules, line: Line, component: str) -> Fraction:
    """Mean of the other components by their weights."""
    others = [one for one in rules.components if one.code != component]
    total = sum((Fraction(one.weight) * Fraction(line.values[one.code] or 0) for one in others), Fraction(0))
    return total / sum((Fraction(one.weight) for one in others), Fraction(0))


def _percent(value: Fraction) -> Decimal:
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal("0.01"))

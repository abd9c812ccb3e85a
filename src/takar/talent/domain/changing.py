"""What single change would put a person into another box."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from takar.talent.domain.axes import band_index, edges_of
from takar.talent.domain.values import AXES, BANDS, Cell, Placed

if TYPE_CHECKING:
    from takar.standards.public import TalentComponent, TalentRules


@dataclass(frozen=True, slots=True)
class Way:
    """`component` would have to stand at `needed` points instead of `points` (None: it is missing now)."""

    component: str
    points: float | None
    needed: float


@dataclass(frozen=True, slots=True)
class Change:
    """The next band of one axis: `edge` is `distance` points away; `box` is where the person would be; `ways` the single
    components that would do it, the smallest step first. `up` False: this is how near the lower band is."""

    axis: str
    up: bool
    edge: float
    distance: float
    box: int
    ways: tuple[Way, ...]


def changes(placed: Placed, rules: TalentRules) -> tuple[Change, ...]:
    """The nearest edges above and below on both axes; the ones above with their ways."""
    scores = (placed.performance, placed.potential)
    vertical, across = edges_of(rules)
    at = [
        int(band_index(score, edges, rules.edge))  # type: ignore[arg-type]
        for score, edges in zip(scores, (vertical, across), strict=True)
    ]
    cells = dict(placed.components)
    # A score on the edge still belongs below where the rules say "lower": one printed step more is needed.
    step = 10.0**-rules.decimals if rules.edge == "lower" else 0.0
    found = []
    for place, (axis, edges) in enumerate(zip(AXES, (vertical, across), strict=True)):
        for up in (True, False):
            there = at[place] + (1 if up else -1)
            if not 0 <= there <= 2:
                continue
            edge = edges[at[place]] if up else edges[at[place] - 1]
            other = list(at)
            other[place] = there
            box = rules.box_at(BANDS[other[0]], BANDS[other[1]]).number
            goal = edge + step if up else edge
            ways = _ways(rules, axis, cells, scores[place], goal) if up else ()
            found.append(Change(axis, up, edge, abs(goal - scores[place]), box, ways))
    return tuple(found)


def _ways(
    rules: TalentRules, axis: str, cells: dict[str, Cell], score: float, goal: float
) -> tuple[Way, ...]:
    parts = rules.on_axis(axis)
    total = sum(float(one.weight) for one in parts if cells[one.code].points is not None)
    found = [way for one in parts if (way := _way(one, cells[one.code], total, score, goal)) is not None]
    return tuple(sorted(found, key=lambda way: way.needed - (way.points or 0.0)))


def _way(part: TalentComponent, cell: Cell, total: float, score: float, goal: float) -> Way | None:
    """None where even 100 points would not do, or the component has no weight."""
    weight = float(part.weight)
    if not weight:
        return None
    if cell.points is None:
        needed = (goal * (total + weight) - score * total) / weight
    else:
        needed = cell.points + (goal - score) * total / weight
    return Way(part.code, cell.points, max(needed, 0.0)) if needed <= 100 else None

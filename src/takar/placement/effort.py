"""How much is computed for so many people. By their number only, never by a clock: the same question gets the same answer.

Measured on two cores: 500 retests of a point take 0.4 s for 33 people; beyond 60 people a retest asks for the same price per
move instead of the same number of moves, because that is a plain assignment (2.3 s for 500 of 140 people). Beyond 150 people a
retest looks at places near the best only; where moves or chains are limited that is not possible, and retests are few.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from takar.placement.solving.problem import Plan

WHOLE, SMALL = 60, 150
"""People up to which every point is asked with its own number of moves; and up to which everything is proved."""
EACH, MOST_POINTS = 500, 25
EVERYWHERE = 1_200
"""People up to whom what undoes a move is looked for at every point."""
DRAWS, DRAWS_LARGE = 2_000, 400
LARGE_PRICES = (0.0, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0)
"""Points of fit per move at which a large scenario is solved, beside its own price."""
_AT = 3_000
_AT_RETESTS, _GROWTH = 100, 1.4
_SEARCHED, _SEARCHED_GROWTH = 12, 2.2
"""Retests of 3,000 people, and how they grow with the square of fewer; the same where every one is a search."""


@dataclass(frozen=True, slots=True)
class Effort:
    """`kind`: whole (every number of moves) | hull (best at some price per move) | prices (a few prices).

    Retests of the suggested point, of every other, and of one block more when somebody asks; draws of the truth for intervals;
    whether the best plan without each move is looked for, and which single change of a score undoes one.
    """

    kind: str
    suggested: int
    each: int
    more: int
    draws: int
    margins: bool
    everywhere: bool = True
    """Margins and undoing changes are looked for at every point, not at the suggested one alone."""


def effort_of(people: int, asked: int, plain: bool = True) -> Effort:
    """`asked`: retests that the terms ask for. `plain`: nothing limits moves or chains (`solving.crowd.plain`)."""
    if people <= SMALL:
        kind = "whole" if people <= WHOLE else "hull"
        return Effort(kind, asked, min(asked, EACH), 2 * EACH, DRAWS, True)
    fit = retests_of(people, plain)
    return Effort("prices", min(asked, fit), 0, fit, DRAWS_LARGE, plain, people <= EVERYWHERE)


def retests_of(people: int, plain: bool) -> int:
    """Retests of more than 150 people that are done at a time: at most 2,000, at the least those of 3,000 people."""
    most, growth = (_AT_RETESTS, _GROWTH) if plain else (_SEARCHED, _SEARCHED_GROWTH)
    return min(4 * EACH, max(most, int(most * (_AT / people) ** growth)))


def hull(plans: Sequence[Plan], move_price: float) -> tuple[tuple[Plan, float], ...]:
    """Points that are best at some price per move, with such a price; at most 25, among them the best at `move_price`."""
    corner: list[Plan] = []
    for plan in plans:
        while len(corner) > 1 and _slope(corner[-2], corner[-1]) <= _slope(corner[-1], plan):
            corner.pop()
        corner.append(plan)
    priced = tuple(_priced(corner, at) for at in range(len(corner)))
    if len(priced) <= MOST_POINTS:
        return priced
    step = (len(priced) - 1) / (MOST_POINTS - 1)
    chosen = {round(at * step) for at in range(MOST_POINTS)}
    keep = suggested(corner, move_price)
    return tuple(one for at, one in enumerate(priced) if at in chosen or one[0] is keep)


def suggested(plans: Sequence[Plan], move_price: float) -> Plan:
    """The point of the front that is worth most when every move has its price."""
    return max(plans, key=lambda one: (round(one.gain - move_price * len(one.moves), 6), -len(one.moves)))


def _priced(corner: Sequence[Plan], at: int) -> tuple[Plan, float]:
    """Half way between the prices at which the neighbours take over."""
    upper = (
        _slope(corner[at - 1], corner[at])
        if at
        else 2 * _slope(corner[0], corner[1])
        if len(corner) > 1
        else 0.0
    )
    lower = _slope(corner[at], corner[at + 1]) if at + 1 < len(corner) else 0.0
    return corner[at], (upper + lower) / 2


def _slope(few: Plan, many: Plan) -> float:
    return (many.gain - few.gain) / (len(many.moves) - len(few.moves))

"""One independent problem of a region: the best assignment over all pairs, and for each post why it is so. Pure numpy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from takar.placement.domain.regions import BELOW, ELSEWHERE, NO_STANDARD, NOBODY
from takar.placement.solving.lists import NOBODY as NO_ONE
from takar.placement.solving.lists import VACANT, Ints
from takar.placement.solving.market import Flags, Market, Seen, bound_of, place_market

KeepOn = Callable[[str, int, int], bool]
_AT_ONCE = 4_096  # posts explained between two looks at the stop button


@dataclass(frozen=True, slots=True)
class Placed:
    """`worth[post]` of whom it holds, or of leaving it open. `bound`: no assignment of any pairs is worth more.

    `fallback`: it was not found over all pairs (too many on the lists, or the reference solver placed); prices are then near, and
    what is missing at most is `bound` less `total`. `seen`: by each kind of post at the prices.
    """

    holds: Ints
    worth: Ints
    prices: Ints
    total: int
    bound: int
    fallback: bool
    seen: Seen


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody else for a post. `behind`: what all posts together lose at least with her here instead; tenths."""

    person: int
    fit: int
    price: int
    behind: int


@dataclass(frozen=True, slots=True)
class Seat:
    """What is said of one post; tenths of a point. `reason`: why it stays open, "" when filled.

    `following`: the next choice at these prices; `better`: who fits here best of all but goes elsewhere.
    """

    person: int
    fit: int
    price: int
    eligible: int
    reason: str
    following: Other | None
    better: Other | None


def place(market: Market, keep_on: KeepOn | None = None) -> Placed:
    """The best assignment over all pairs; the bound is found by looking at everybody once more at the prices."""
    found = place_market(market, keep_on=keep_on)
    seen = market.seen(found.prices, keep_on)
    bound = bound_of(market, seen, found.prices)
    return Placed(found.holds, found.worth, found.prices, found.total, bound, not found.whole, seen)


def explain(market: Market, placed: Placed, scored: Flags, keep_on: KeepOn | None = None) -> list[Seat]:
    """Why each post has whom it has, against everybody. `scored` (posts,): whether it has a standard at all."""
    seats = []
    for post, person in enumerate(placed.holds.tolist()):
        seats.append(_seat(market, placed, post, person, bool(scored[post])))
        if keep_on and post % _AT_ONCE == 0:
            keep_on("explain", market.kinds, market.kinds)
    return seats


_Candidate: TypeAlias = tuple[int, int]
"""Somebody and what she is worth there, price not taken away."""


def _seat(market: Market, placed: Placed, post: int, person: int, scored: bool) -> Seat:
    own = _own(market, post)
    count = int(placed.seen.able[market.kind_of[post]]) + len(own)
    if not count:
        return Seat(VACANT, 0, 0, 0, NOBODY if scored else NO_STANDARD, None, None)
    filled, worth = person != VACANT, int(placed.worth[post])
    price = int(placed.prices[person]) if filled else 0
    # Among equals those who stand first.
    highest = min([*_best(market, placed, post), *own], key=lambda one: (-one[1], one[0]))
    others = [one for one in [*_dearest(market, placed, post), *own] if one[0] != person]
    following = min(others, key=lambda one: (int(placed.prices[one[0]]) - one[1], one[0]), default=None)
    second = following and _other(placed, following, worth - price)
    better = None
    if highest[0] != person and (not filled or highest[1] > worth):
        better = _other(placed, highest, worth - price)
    if not filled:
        reason = BELOW if highest[1] <= worth else ELSEWHERE
        return Seat(VACANT, 0, 0, count, reason, second, better)
    return Seat(person, worth, price, count, "", second, better)


def _own(market: Market, post: int) -> list[_Candidate]:
    """Whom a post may have beside its kind."""
    one = int(market.extra[post])
    return [] if one == NO_ONE else [(one, int(market.extra_worth[post]))]


def _best(market: Market, placed: Placed, post: int) -> list[_Candidate]:
    kind, seen = market.kind_of[post], placed.seen
    return [(int(seen.best[kind]), int(seen.fit[kind]))] if seen.able[kind] else []


def _dearest(market: Market, placed: Placed, post: int) -> list[_Candidate]:
    """The two who are worth most to a kind at the prices."""
    kind, seen = market.kind_of[post], placed.seen
    named = (
        (int(seen.first[kind]), int(seen.nets[kind, 0])),
        (int(seen.second[kind]), int(seen.nets[kind, 1])),
    )
    return [(one, net + int(placed.prices[one])) for one, net in named if one != NO_ONE]


def _other(placed: Placed, one: _Candidate, content: int) -> Other:
    """What is not known of the best assignment is taken off what is promised to be lost."""
    person, fit = one
    price, unknown = int(placed.prices[person]), placed.bound - placed.total
    return Other(person, fit, price, max(0, content - (fit - price) - unknown))

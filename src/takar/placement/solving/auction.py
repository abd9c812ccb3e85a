"""Posts bid for people: the sparse assignment of a region, with a price per person as its explanation.

Auction of Bertsekas (1988) in Gauss–Seidel order, every price from zero, so that whom nobody wants costs nothing. Worths are
whole numbers and the step of a bid is 1/`STEPS` of a unit, so the auction ends within posts / STEPS units of the best total. Then
the prices are lowered to the least that leave everybody content [the Vickrey prices of Demange, Gale, Sotomayor 1986]; where that
fails, the failure itself is an exchange that improves the assignment. What comes out is the optimum; its prices prove it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

import numpy as np

from takar.placement.solving.lists import Ints, Lists

STEPS = 5  # parts of a unit in one bid: finer is a price war between equals, coarser leaves more to mend
PAIRS_AT_ONCE = 50_000_000  # between two looks at the stop button: a tenth of a second
MOST_IMPROVEMENTS = 2_000
NEAR = 48  # places of a long list that bids look at before they look through all of it
NOBODY = VACANT = -1

KeepOn = Callable[[int, int], bool]


class Cancelled(Exception):
    """The caller's `keep_on` said no."""


class TooManyImprovements(Exception):
    """The auction was further from the optimum than it should be; solve with the reference instead."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """`holds[post]`: person or VACANT; `prices[person]` in units of worth: what the other posts lose by not having her.

    `total`: sum of the worths of pairs and vacancies; `bound`: no assignment of these lists is worth more. `exact` when equal.
    """

    holds: Ints
    prices: Ints
    total: int
    bound: int
    bids: int
    improvements: int

    @property
    def exact(self) -> bool:
        return self.total == self.bound

    @property
    def gap(self) -> float:
        """Part of the bound that may still be missing."""
        return (self.bound - self.total) / max(1, abs(self.bound))

    @property
    def vacancies(self) -> int:
        return int(np.count_nonzero(self.holds == VACANT))


def auction(lists: Lists, *, step: int = 1, keep_on: KeepOn | None = None) -> Outcome:
    """The best assignment of `lists`. `keep_on(done, posts)` hears how many posts are settled; False raises Cancelled.

    A coarser `step` (in parts of a unit, see STEPS) is not proved: its prices are the auction's own and its total is within
    posts * step / STEPS of the bound. Raises TooManyImprovements (never seen with a step of 1).
    """
    found = bidding(lists, step, keep_on)
    return settling(lists, found, keep_on) if step == 1 else found


def bidding(lists: Lists, step: int = 1, keep_on: KeepOn | None = None) -> Outcome:
    """What bids alone find: within posts * step / STEPS of the bound, at the auction's own prices."""
    holds, prices, bids = _bid(lists, step, keep_on)
    return Outcome(holds, prices, lists.total(holds), lists.bound(prices), bids, 0)


def settling(lists: Lists, found: Outcome, keep_on: KeepOn | None = None) -> Outcome:
    """The best assignment from one that is nearly so, with its least prices. Raises TooManyImprovements where it is not."""
    holds, held_by = found.holds.copy(), np.full(lists.people_count, NOBODY)
    held = np.flatnonzero(holds != VACANT)
    held_by[holds[held]] = held
    prices, improvements = _least_prices(lists, holds, held_by, keep_on)
    return Outcome(holds, prices, lists.total(holds), lists.bound(prices), found.bids, improvements)


def _bid(lists: Lists, step: int, keep_on: KeepOn | None) -> tuple[Ints, Ints, int]:
    from takar.placement.solving.auction_steps import bid

    posts = lists.posts
    holds, held_by = np.full(posts, VACANT), np.full(lists.people_count, NOBODY)
    prices = np.zeros(lists.people_count, dtype=np.int64)
    state, waiting = np.array([posts, 0]), np.arange(posts)
    worth, vacancy, bids = lists.worth * STEPS, lists.vacancy * STEPS, 0
    list_of, (extra, extra_worth) = lists.list_of, lists.extras
    extra_worth = extra_worth * STEPS
    near = np.full((len(lists.starts) - 1, NEAR), NOBODY)
    edge = np.where(np.diff(lists.starts) > NEAR, np.iinfo(np.int64).max, np.iinfo(np.int64).min)
    most = _at_once(lists)
    while state[0] > 0:
        bids += bid(
            lists.starts,
            lists.people,
            worth,
            list_of,
            extra,
            extra_worth,
            vacancy,
            prices,
            held_by,
            holds,
            waiting,
            near,
            edge,
            state,
            step,
            most,
        )
        _ask(keep_on, posts - int(state[0]), posts)
    return holds, -(-prices // STEPS), bids


def _least_prices(lists: Lists, holds: Ints, held_by: Ints, keep_on: KeepOn | None) -> tuple[Ints, int]:
    """Least prices that leave everybody content; improves `holds` and `held_by` in place until there are such."""
    from takar.placement.solving.auction_steps import CONTENT, NEEDS_MORE, raise_prices

    list_of, extras, most = lists.list_of, lists.extras, _at_once(lists)
    for improvements in count():
        value_held = lists.value_held(holds)
        prices = np.zeros(lists.people_count, dtype=np.int64)
        came_from = np.full(lists.people_count, NOBODY)
        queue, queued = np.arange(lists.posts), np.ones(lists.posts, dtype=np.bool_)
        state, ended = np.array([lists.posts, 0]), NEEDS_MORE
        while ended == NEEDS_MORE:
            ended = raise_prices(
                lists.starts, lists.people, lists.worth, list_of, *extras, lists.vacancy, holds, held_by, value_held,
                prices, came_from, queue, queued, state, most,
            )  # fmt: skip
            _ask(keep_on, lists.posts - int(state[0]), lists.posts)
        if ended == CONTENT:
            return prices, improvements
        if improvements == MOST_IMPROVEMENTS:
            raise TooManyImprovements
        _exchange(holds, held_by, came_from, ended)
    raise AssertionError


def _exchange(holds: Ints, held_by: Ints, came_from: Ints, person: int) -> None:
    """Give `person` to the post that would pay more for her, its own to the post that raised that one's price, and so on back.

    Where the way back bites its own tail, only the ring is exchanged.
    """
    way = _way_back(holds, came_from, person)
    first = way[0]
    loser = held_by[first[0]]
    freed = holds[way[-1][1]]
    if freed != NOBODY:
        held_by[freed] = NOBODY
    if loser != NOBODY and loser not in [post for _, post in way]:
        holds[loser] = VACANT
    for taken, post in way:
        holds[post], held_by[taken] = taken, post


def _way_back(holds: Ints, came_from: Ints, person: int) -> list[tuple[int, int]]:
    """Pairs (person, post that takes her), from `person` back to a vacant post, a free person, or round a ring."""
    way: list[tuple[int, int]] = []
    seen: dict[int, int] = {}
    while True:
        if person in seen:
            return way[seen[person] :]
        post = int(came_from[person])
        seen[person] = len(way)
        way.append((person, post))
        person = int(holds[post])
        if person == VACANT or came_from[person] == NOBODY:
            return way


def _at_once(lists: Lists) -> int:
    """Bids, or scans of a list, between two looks at the stop button: as many as the usual list is short."""
    lengths = np.diff(lists.starts)[lists.list_of]
    return int(max(1_000, PAIRS_AT_ONCE // (1 + lengths.mean() if len(lengths) else 1)))


def _ask(keep_on: KeepOn | None, done: int, posts: int) -> None:
    if keep_on is not None and not keep_on(done, posts):
        raise Cancelled

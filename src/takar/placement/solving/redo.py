"""A question of thousands asked again of other fits: only places near the best at the old prices are in the game at first.

Prices of posts hardly change between retests, so that of nine million places some hundred thousand are enough. Any left out that
would be better at the new prices come back, until none is left: then the answer is the best one.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numba import njit

from takar.placement.solving.crowd import Crowd, meets
from takar.placement.solving.few_places import place_all
from takar.placement.solving.matrix import TIE, due
from takar.placement.solving.problem import Floats, Ints

_REACH, _WIDER, _WIDEST = 2.5, 2.0, 20.0
"""Points of slack that places in the game may have at first; times that in each further round; beyond the last, all places."""
_ROUNDS = 10
_GAP = 1e-6  # points for each row
_KEEP = 1e-4  # points: of plans that are equally good the one that keeps to the plan


@dataclass(slots=True)
class Redo:
    """One question, for one thread: it holds a table of costs."""

    crowd: Crowd
    cost: Floats = field(init=False)
    low: Floats = field(init=False)

    def __post_init__(self) -> None:
        size = self.crowd.made.columns
        self.cost, self.low = np.empty((size, size)), np.empty(size)

    def columns(self, fit: Floats) -> tuple[Ints | None, float]:
        """(column of each row, points by which a better plan could exceed it); (None, 0) where nothing keeps the rules.

        Raises LookupError where the answer would let a pair meet.
        """
        self._fill(fit)
        potential, reach, gap = self.crowd.one.v.copy(), _REACH, np.inf
        cols: Ints | None = None
        for _ in range(_ROUNDS):
            found = self._solved(potential, reach)
            if found is None and reach == np.inf:
                return None, 0.0
            if found is not None:
                cols = found
                _lows(self.cost, potential, self.low)
                gap = _gap(self.cost, cols, potential, self.low)
            if gap <= _GAP * len(potential):
                break
            reach = reach * _WIDER if reach < _WIDEST else np.inf
        if cols is not None and meets(self.crowd.matrix, cols):
            raise LookupError("a pair would meet")
        return cols, float(gap)

    def _fill(self, fit: Floats) -> None:
        problem, rules = self.crowd.problem, self.crowd.problem.rules
        _costs(
            fit, self.crowd.still, self.crowd.made.stay, problem.current, problem.weight, due(problem),
            -np.inf if rules.floor is None else rules.floor, rules.no_worse, rules.move_price + TIE,
            rules.worse_price, rules.review_price, rules.vacant_worth, self.cost,
        )  # fmt: skip
        rows = np.arange(problem.people)
        self.cost[rows, self.crowd.one.col_of[rows]] -= _KEEP

    def _solved(self, potential: Floats, reach: float) -> Ints | None:
        """The best columns of the places in the game; potentials become those of the answer.

        The plan's own places are always in, so that there is an answer.
        """
        _lows(self.cost, potential, self.low)
        planned = self.crowd.one.col_of
        start = _counts(self.cost, potential, self.low, reach, planned)
        column, cost = np.empty(start[-1], np.int32), np.empty(start[-1])
        _places(self.cost, potential, self.low, reach, planned, start, column, cost)
        cols = np.empty(len(potential), np.int64)
        return cols if place_all(start, column, cost, potential, cols) else None


@njit(cache=True, nogil=True)
def _costs(fit, still, stay, current, weight, reviewed, floor, no_worse, move, worse, review, vacant, out):  # type: ignore[no-untyped-def]
    """What the search makes small, (columns, columns); inf where a place is not allowed. As `matrix.costs` and `permitted`."""
    people, posts = fit.shape
    size = len(out)
    for i in range(people):
        seat = current[i]
        own = fit[i, seat] if seat >= 0 else -np.inf
        for j in range(size):
            here = j == stay[i]
            known = j < posts
            told = fit[i, j] if known else np.nan
            if not still[i, j] or (not here and known and (told < floor or (no_worse and told < own))):
                out[i, j] = np.inf
                continue
            stays = review if reviewed[i] else 0.0
            price = stays if here else move + (worse if known and told < own else 0.0)
            out[i, j] = price - (weight[j] * (told - vacant) if known and not np.isnan(told) else 0.0)
    for i in range(people, size):
        for j in range(size):
            out[i, j] = 0.0 if still[i, j] else np.inf


@njit(cache=True, nogil=True)
def _lows(cost, potential, low):  # type: ignore[no-untyped-def]
    for i in range(len(low)):
        best = np.inf
        for j in range(len(low)):
            best = min(best, cost[i, j] - potential[j])
        low[i] = best


@njit(cache=True, nogil=True)
def _gap(cost, cols, potential, low):  # type: ignore[no-untyped-def]
    """What the answer may miss: by how much its places are dearer than the cheapest ones."""
    total = 0.0
    for i in range(len(cols)):
        total += cost[i, cols[i]] - potential[cols[i]] - low[i]
    return total


@njit(cache=True, nogil=True)
def _counts(cost, potential, low, reach, planned):  # type: ignore[no-untyped-def]
    start = np.zeros(len(low) + 1, np.int64)
    for i in range(len(low)):
        count = 0
        for j in range(len(low)):
            dear = cost[i, j] - potential[j]
            if (dear <= low[i] + reach or j == planned[i]) and dear < np.inf:
                count += 1
        start[i + 1] = start[i] + count
    return start


@njit(cache=True, nogil=True)
def _places(cost, potential, low, reach, planned, start, column, told):  # type: ignore[no-untyped-def]
    for i in range(len(low)):
        at = start[i]
        for j in range(len(low)):
            dear = cost[i, j] - potential[j]
            if (dear <= low[i] + reach or j == planned[i]) and dear < np.inf:
                column[at], told[at] = j, cost[i, j]
                at += 1

"""A rotation whose only joint rule is one holder for each post, settled once with its prices; then what else it could be.

Prices u of rows and v of columns with u + v <= cost everywhere and equality where somebody is placed prove the plan. The rest is
slack. When one person goes elsewhere the others make room along a way whose slacks add up to what is lost: one search for the
shortest ways answers, exactly, what the plan becomes for every other place of that person and for any change of his own row.
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heappop, heappush

import numpy as np
from numba import njit

from takar.placement.solving.lsa import augment
from takar.placement.solving.places import Case
from takar.placement.solving.problem import Floats, Ints

_TIGHT = 1e-9


@dataclass(frozen=True, slots=True)
class Settled:
    """`col_of`: column of each row; `row_of`: row of each column. `slack[l, k]`: what it costs, beyond the prices, when the row
    that has column k takes column l; inf where it may not. `order[l]`: columns k by rising slack."""

    col_of: Ints
    row_of: Ints
    v: Floats
    u: Floats
    slack: Floats
    order: Ints


def settled(matrix: Case, cols: Ints, potential: Floats) -> Settled | None:
    """From columns and potentials that are nearly right; rows that are not at their cheapest column are placed anew.

    None: no assignment is allowed.
    """
    size = len(cols)
    u, v = np.empty(size), potential.copy()
    row_of, col_of = np.full(size, -1, np.int64), cols.copy()
    short, path, seen = np.empty(size), np.empty(size, np.int64), np.empty(size, bool)
    if not _settle(matrix.cost, matrix.permit, u, v, row_of, col_of, short, path, seen):
        return None
    slack = np.empty((size, size))
    _slacks(matrix.cost, matrix.permit, u, v, row_of, slack)
    return Settled(col_of, row_of, v, u, slack, np.argsort(slack, axis=1).astype(np.int32))


@njit(cache=True, nogil=True)
def _settle(cost, permit, u, v, row_of, col_of, short, path, seen):  # type: ignore[no-untyped-def]
    size = len(u)
    for i in range(size):
        low = np.inf
        for j in range(size):
            if permit[i, j] and cost[i, j] - v[j] < low:
                low = cost[i, j] - v[j]
        if low == np.inf:
            return False
        u[i] = low
        j = col_of[i]
        if permit[i, j] and cost[i, j] - v[j] <= low + _TIGHT and row_of[j] < 0:
            row_of[j] = i
        else:
            col_of[i] = -1
    for i in range(size):  # noqa: SIM110
        if col_of[i] < 0 and not augment(cost, permit, u, v, row_of, col_of, i, short, path, seen):
            return False
    return True


@njit(cache=True, nogil=True)
def _slacks(cost, permit, u, v, row_of, slack):  # type: ignore[no-untyped-def]
    size = len(u)
    for k in range(size):
        i = row_of[k]
        for l in range(size):  # noqa: E741
            slack[l, k] = max(0.0, cost[i, l] - u[i] - v[l]) if permit[i, l] else np.inf


@dataclass(slots=True)
class Ways:
    """Where the row of one column could go, and who makes room. `reach[k]`: slack of the shortest way from column k home, inf
    beyond the limit; `on[k]`: column to which the row of k goes on that way."""

    reach: Floats
    on: Ints
    seen: np.ndarray

    def path(self, first: int, home: int) -> list[int]:
        """Columns from `first` on to `home`."""
        found = [first]
        while found[-1] != home:
            found.append(int(self.on[found[-1]]))
        return found


def room(size: int) -> Ways:
    """Memory for searches."""
    return Ways(np.empty(size), np.empty(size, np.int64), np.empty(size, bool))


def cheapest(one: Settled, home: int, ways: Ways) -> tuple[int, float]:
    """(column, loss) of the best plan in which the row of `home` goes elsewhere; (-1, inf) when there is none."""
    found = _search(one.slack, one.order, home, np.inf, True, ways.reach, ways.on, ways.seen)
    return int(found[0]), float(found[1])


def within(one: Settled, home: int, limit: float, ways: Ways) -> None:
    """All columns from which home can be reached at a slack of at most `limit`."""
    _search(one.slack, one.order, home, limit, False, ways.reach, ways.on, ways.seen)


@njit(cache=True, nogil=True)
def _search(slack, order, home, limit, first, reach, on, seen):  # type: ignore[no-untyped-def]
    """Shortest ways towards `home`, nearest first. With `first` it ends as soon as the best other column is known."""
    size = len(reach)
    for k in range(size):
        reach[k], seen[k] = np.inf, False
    reach[home], on[home] = 0.0, home
    best, top = -1, np.inf
    heap = [(0.0, home)]
    while heap:
        low, at = heappop(heap)
        if seen[at]:
            continue
        if low > limit or (first and low >= top):
            break
        seen[at] = True
        if at != home and slack[at, home] + low < top:
            best, top = at, slack[at, home] + low
        most = min(limit, top) if first else limit
        for n in range(size):
            k = np.int64(order[at, n])  # type: ignore[assignment]
            value = low + slack[at, k]
            if value > most or value == np.inf:
                break
            if value < reach[k] and not seen[k]:
                reach[k], on[k] = value, at
                heappush(heap, (value, k))
    for k in range(size):
        if not seen[k]:
            reach[k] = np.inf
    return best, top

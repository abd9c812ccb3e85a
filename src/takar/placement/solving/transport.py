"""Rows to kinds of column, each kind with some seats (the transportation problem), exact, in machine code.

From any prices, soonest from such as are nearly right (bidding.py), every row takes its cheapest kind while that has a seat;
the others are given one along the cheapest path. Then every row is at its cheapest kind, which proves the answer.
Source: Jonker & Volgenant 1987.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from takar.placement.solving.problem import Floats, Ints


def transport(cost: Floats, seats: Ints, price: Floats) -> tuple[Ints, Floats] | None:
    """(kind of each row, price of each kind) at the least cost, from any prices, soonest from such as are nearly right.

    `cost`: (rows, kinds), inf where it is not allowed. `seats`: (kinds,), as many as rows in all. Cost less price is nowhere
    smaller than at the row's own kind. None when some row cannot have a kind.
    """
    found, kind_of = price.copy(), np.empty(len(cost), np.int64)
    return (kind_of, found) if place(cost, seats, found, kind_of) else None


@njit(cache=True, nogil=True)
def place(cost, seats, price, kind_of):  # type: ignore[no-untyped-def]
    """Gives every row a kind; prices go out as those of the answer. False when some row cannot have one."""
    rows, kinds = cost.shape
    member, count = np.full((kinds, seats.max()), -1, np.int64), np.zeros(kinds, np.int64)
    _take_free(cost, seats, price, kind_of, member, count)
    step, who = np.empty((kinds, kinds)), np.empty((kinds, kinds), np.int32)
    known, seen = np.zeros(kinds, np.bool_), np.empty(kinds, np.bool_)
    reach, by, before = np.empty(kinds), np.empty(kinds, np.int64), np.empty(kinds, np.int64)
    for i in range(rows):
        if kind_of[i] >= 0:
            continue
        _first(cost, price, i, reach, by, before, seen)
        while True:
            k = _nearest(reach, seen, seats, count)
            if k < 0:
                return False
            seen[k] = True
            if count[k] < seats[k]:
                break
            if not known[k]:
                _steps(cost, member[k], k, step, who)
                known[k] = True
            for j in range(kinds):
                value = reach[k] + price[k] + step[k, j] - price[j]
                if not seen[j] and value < reach[j]:
                    reach[j], by[j], before[j] = value, who[k, j], k
        for j in range(kinds):
            if seen[j]:
                price[j] -= reach[k] - reach[j]
        _turn(k, by, before, member, count, kind_of, known)
    return True


@njit(cache=True, nogil=True)
def _take_free(cost, seats, price, kind_of, member, count):  # type: ignore[no-untyped-def]
    """Each row takes its cheapest kind while that has a seat."""
    for i in range(len(cost)):
        low, at = np.inf, -1
        for k in range(len(seats)):
            value = cost[i, k] - price[k]
            free = count[k] < seats[k]
            if value < low or (value == low and at >= 0 and free and count[at] == seats[at]):
                low, at = value, k
        kind_of[i] = -1
        if at >= 0 and count[at] < seats[at]:
            member[at, count[at]], kind_of[i] = i, at
            count[at] += 1


@njit(cache=True, nogil=True)
def _first(cost, price, i, reach, by, before, seen):  # type: ignore[no-untyped-def]
    """How far each kind is from a row without one, at the row's cheapest 0."""
    base = np.inf
    for k in range(len(price)):
        base = min(base, cost[i, k] - price[k])
    for k in range(len(price)):
        reach[k] = cost[i, k] - price[k] - base if base < np.inf else np.inf
        by[k], before[k], seen[k] = i, -1, False


@njit(cache=True, nogil=True)
def _nearest(reach, seen, seats, count):  # type: ignore[no-untyped-def]
    low, at = np.inf, -1
    for k in range(len(reach)):
        if not seen[k] and (
            reach[k] < low or (reach[k] == low and at >= 0 and count[k] < seats[k] and count[at] == seats[at])
        ):
            low, at = reach[k], k
    return at


@njit(cache=True, nogil=True)
def _steps(cost, members, k, step, who):  # type: ignore[no-untyped-def]
    """What it costs at the least to send one member of a full kind to each other kind, and whom."""
    step[k, :] = np.inf
    for i in members:
        if i < 0:
            break
        own = cost[i, k]
        for j in range(step.shape[1]):
            if cost[i, j] - own < step[k, j]:
                step[k, j], who[k, j] = cost[i, j] - own, i


@njit(cache=True, nogil=True)
def _turn(k, by, before, member, count, kind_of, known):  # type: ignore[no-untyped-def]
    """Everybody on the path takes the next kind; the last is taken from its free seats."""
    slot = count[k]
    count[k] += 1
    while True:
        i, k_before = by[k], before[k]
        member[k, slot], kind_of[i], known[k] = i, k, False
        if k_before < 0:
            return
        k = k_before
        for s in range(count[k]):
            if member[k, s] == i:
                slot = s
                break

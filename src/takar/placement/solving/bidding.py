"""Prices of kinds of column that are nearly right, by auction: rows bid for seats, in machine code.

Coarse steps find the level, fine ones the order; whoever needs the answer itself goes on from these prices (transport.py).
Sources: Bertsekas 1988, Bertsekas & Castañon 1989 (similar objects).
"""

from __future__ import annotations

import numpy as np
from numba import njit

from takar.placement.solving.problem import Floats, Ints

_STEPS = (1 / 5, 1 / 20, 1 / 100, 1 / 500)
"""Steps of bids, as parts of the spread of a row's costs: coarse ones find the level, fine ones the order."""
_BIDS = 100  # for each row and step; beyond, equals are at war and the paths do better


def asked(cost: Floats, seats: Ints, spread: float) -> Floats:
    """(kinds,) prices that are nearly right, by auction. `spread`: by how much the costs of a row differ."""
    bids = np.zeros((len(seats), int(seats.max())))
    bids[np.arange(bids.shape[1]) >= seats[:, None]] = np.inf
    for step in _STEPS:
        bid(cost, bids, step * spread, _BIDS * len(cost))
    prices: Floats = -bids.min(axis=1)
    return prices


@njit(cache=True, nogil=True)
def bid(cost, bids, step, most):  # type: ignore[no-untyped-def]
    """Rows bid for seats until all have one, or `most` bids are made. `bids`: (kinds, seats) highest so far, inf for no seat."""
    rows, kinds = cost.shape
    holder = np.full(bids.shape, -1, np.int64)
    low, next_low, at = np.empty(kinds), np.empty(kinds), np.empty(kinds, np.int64)
    for k in range(kinds):
        low[k], next_low[k], at[k] = _two_lowest(bids[k])
    waiting, left = np.arange(rows), rows
    for _ in range(most):
        if left == 0:
            return
        left -= 1
        i = waiting[left]
        best, second, k = np.inf, np.inf, -1
        for j in range(kinds):
            value = cost[i, j] + low[j]
            if value < best:
                best, second, k = value, best, j
            elif value < second:
                second = value
        if k < 0:
            continue
        second = min(second, cost[i, k] + next_low[k])
        seat = at[k]
        bids[k, seat] += step + (second - best if second < np.inf else 0.0)
        if holder[k, seat] >= 0:
            waiting[left] = holder[k, seat]
            left += 1
        holder[k, seat] = i
        low[k], next_low[k], at[k] = _two_lowest(bids[k])


@njit(cache=True, nogil=True)
def _two_lowest(values):  # type: ignore[no-untyped-def]
    low, following, at = np.inf, np.inf, 0
    for s in range(len(values)):
        if values[s] < low:
            low, following, at = values[s], low, s
        elif values[s] < following:
            following = values[s]
    return low, following, at

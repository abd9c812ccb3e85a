"""Assignment where every row may take a few columns only, from prices that are nearly right: shortest paths, machine code.

Prices of columns come in and go out; every row is at its cheapest column at the prices that go out, which proves the answer.
Source: Jonker & Volgenant 1987, with a heap for few columns.
"""

from __future__ import annotations

from heapq import heappop, heappush

import numpy as np
from numba import njit


@njit(cache=True, nogil=True)
def place_all(start, column, cost, price, cols):  # type: ignore[no-untyped-def]
    """The column of each row into `cols`; False when some row cannot have one. Places of row i: `start[i]:start[i + 1]`."""
    size = len(cols)
    row_of, own = np.full(size, -1, np.int64), np.zeros(size)
    cols[:] = -1
    for i in range(size):
        low, at = np.inf, -1
        for e in range(start[i], start[i + 1]):
            value = cost[e] - price[column[e]]
            if value < low or (value == low and row_of[column[at]] >= 0 and row_of[column[e]] < 0):
                low, at = value, e
        if at < 0:
            return False
        j = column[at]
        if row_of[j] < 0:
            row_of[j], cols[i], own[i] = i, j, cost[at]
    reach, by, seen = np.full(size, np.inf), np.empty(size, np.int64), np.zeros(size, np.bool_)
    settled = np.empty(size, np.int64)
    for i in range(size):
        if cols[i] < 0 and not _augment(
            i, start, column, cost, price, cols, row_of, own, reach, by, seen, settled
        ):
            return False
    return True


@njit(cache=True)
def _augment(first, start, column, cost, price, cols, row_of, own, reach, by, seen, settled):  # type: ignore[no-untyped-def]
    """Gives a row a column along the cheapest path. `by[j]`: the place through which column j is reached."""
    heap = [(0.0, np.int64(-1))]
    touched = [np.int64(-1)]
    count, row, low, sink = 0, first, 0.0, -1
    heappop(heap)
    base = np.inf
    for e in range(start[row], start[row + 1]):
        base = min(base, cost[e] - price[column[e]])
    while sink < 0:
        for e in range(start[row], start[row + 1]):
            j = np.int64(column[e])
            value = low + cost[e] - price[j] - base
            if not seen[j] and value < reach[j]:
                reach[j], by[j] = value, e
                touched.append(j)
                heappush(heap, (value, j))
        at = -1
        while heap:
            value, j = heappop(heap)
            if not seen[j]:
                low, at = value, j  # type: ignore[assignment]
                break
        if at < 0:
            break
        seen[at] = True
        settled[count] = at
        count += 1
        row = row_of[at]
        if row < 0:
            sink = at
        else:
            base = own[row] - price[at]
    for k in range(count):
        if sink >= 0:
            price[settled[k]] -= low - reach[settled[k]]
    if sink >= 0:
        _turn(first, sink, start, column, cost, cols, row_of, own, by)
    for j in touched:
        if j >= 0:
            reach[j], seen[j] = np.inf, False
    return sink >= 0


@njit(cache=True)
def _turn(first, sink, start, column, cost, cols, row_of, own, by):  # type: ignore[no-untyped-def]
    j = sink
    while True:
        e = by[j]
        i = np.searchsorted(start, e, side="right") - 1
        j, cols[i] = cols[i], j
        row_of[cols[i]], own[i] = i, cost[e]
        if i == first:
            return

"""Assignment by shortest augmenting paths, in machine code. After edges are taken away only the rows that lost theirs are redone.

Square matrices of costs to be minimised; an edge that is not allowed does not exist.
Source: Jonker & Volgenant 1987; Crouse 2016.
"""

from __future__ import annotations

import numpy as np
from numba import njit


@njit(cache=True)
def augment(cost, allowed, u, v, row_of, col_of, first, short, path, seen):  # type: ignore[no-untyped-def]
    """Gives row `first` a column along the cheapest path; duals stay valid. False when there is none."""
    n = cost.shape[0]
    for j in range(n):
        short[j] = np.inf
        seen[j] = False
    row, reach, sink = first, 0.0, -1
    while sink < 0:
        base = reach - u[row]
        low, at = np.inf, -1
        for j in range(n):
            if seen[j]:
                continue
            if allowed[row, j]:
                r = base + cost[row, j] - v[j]
                if r < short[j]:
                    short[j] = r
                    path[j] = row
            if short[j] < low or (short[j] == low and at >= 0 and row_of[j] < 0):
                low, at = short[j], j
        if at < 0:
            return False
        reach = low
        seen[at] = True
        if row_of[at] < 0:
            sink = at
        else:
            row = row_of[at]
    _lift(u, v, row_of, first, reach, short, seen)
    _turn(row_of, col_of, path, first, sink)
    return True


@njit(cache=True)
def _lift(u, v, row_of, first, reach, short, seen):  # type: ignore[no-untyped-def]
    u[first] += reach
    for j in range(len(v)):
        if seen[j]:
            step = reach - short[j]
            v[j] -= step
            if row_of[j] >= 0:
                u[row_of[j]] += step


@njit(cache=True)
def _turn(row_of, col_of, path, first, sink):  # type: ignore[no-untyped-def]
    j = sink
    while True:
        i = path[j]
        row_of[j] = i
        j, col_of[i] = col_of[i], j
        if i == first:
            return


@njit(cache=True)
def begin(cost, allowed, u, v, row_of, col_of):  # type: ignore[no-untyped-def]
    """Duals that are valid for `v` as it stands, and the rows that find a free column at no extra cost."""
    n = cost.shape[0]
    row_of[:] = -1
    col_of[:] = -1
    for i in range(n):
        low = np.inf
        at = -1
        for j in range(n):
            if allowed[i, j]:
                r = cost[i, j] - v[j]
                if r < low or (r == low and at >= 0 and row_of[at] >= 0 and row_of[j] < 0):
                    low, at = r, j
        u[i] = low if at >= 0 else 0.0
        if at >= 0 and row_of[at] < 0:
            row_of[at] = i
            col_of[i] = at


@njit(cache=True)
def complete(cost, allowed, u, v, row_of, col_of, short, path, seen):  # type: ignore[no-untyped-def]
    """Gives every row without a column one. Total cost, or inf when some row cannot have one."""
    n = cost.shape[0]
    for i in range(n):
        if col_of[i] < 0 and not augment(cost, allowed, u, v, row_of, col_of, i, short, path, seen):
            return np.inf
    total = 0.0
    for i in range(n):
        total += cost[i, col_of[i]]
    return total

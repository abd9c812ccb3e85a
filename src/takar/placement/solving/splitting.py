"""Long chains and cycles made short at the least loss: by exchanging the targets of two people, which cuts one loop in two.

Where no exchange is allowed, the last people of a chain stay, or a cycle is given up.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from takar.placement.solving.places import Case, broken
from takar.placement.solving.problem import Ints


def split(case: Case, cols: Ints) -> Ints:
    """Columns that keep the limits on chains and cycles. Raises TimeoutError when no exchange leads there."""
    found = cols.copy()
    scratch = np.empty(len(cols) + 1, np.int64)
    limit = len(cols) * 4
    left = _split(case, found, scratch, scratch.copy(), np.empty(len(cols), np.bool_), limit)
    if left:
        raise TimeoutError("chains or cycles could not be made short enough")
    return found


@njit(cache=True, nogil=True)
def _split(case, cols, out, filler, done, limit):  # type: ignore[no-untyped-def]
    """Exchanges until nothing is too long; steps left over when it did not end (0: it ended)."""
    for _ in range(limit):
        ways, listed, _pair = broken(case, cols, filler, done, out)
        if ways == 0:
            return 0
        if not _cut(case, cols, out, max(listed, ways)):
            return limit
    return limit


@njit(cache=True)
def _cut(case, cols, out, listed):  # type: ignore[no-untyped-def]
    """The cheapest exchange of two targets within one chain or cycle, unless giving up its last moves is cheaper."""
    best, first, second = np.inf, -1, -1
    for x in range(listed):
        a = out[x]
        for y in range(x + 1, listed):
            b = out[y]
            if case.permit[a, cols[b]] and case.permit[b, cols[a]]:
                loss = (
                    case.cost[a, cols[b]]
                    + case.cost[b, cols[a]]
                    - case.cost[a, cols[a]]
                    - case.cost[b, cols[b]]
                )
                if loss < best:
                    best, first, second = loss, a, b
    whole, kept = _undone(case, cols, out, listed)
    if first < 0 and whole == np.inf:
        return False
    if best <= whole:
        cols[first], cols[second] = cols[second], cols[first]
    else:
        _return(case, cols, out, kept, listed)
    return True


@njit(cache=True)
def _undone(case, cols, out, listed):  # type: ignore[no-untyped-def]
    """Loss when a cycle is given up, or the end of a chain, and how many of its moves then stand."""
    kept = 0
    if case.holder[cols[out[0]]] < 0:
        kept = case.chain
        if not case.permit[len(case.stay), cols[out[kept]]]:
            return np.inf, kept
    loss = 0.0
    for k in range(kept, listed):
        i = out[k]
        if not case.permit[i, case.stay[i]]:
            return np.inf, kept
        loss += case.cost[i, case.stay[i]] - case.cost[i, cols[i]]
    return loss, kept


@njit(cache=True)
def _return(case, cols, out, kept, listed):  # type: ignore[no-untyped-def]
    """The last people stay; the row of nobody that had the post left last takes the post that is now not entered."""
    people = len(case.stay)
    freed = cols[out[kept]]
    gone = case.stay[out[listed - 1]]
    row = -1
    for i in range(people, len(cols)):
        if cols[i] == gone:
            row = i
    for k in range(kept, listed):
        cols[out[k]] = case.stay[out[k]]
    if row >= 0:
        cols[row] = freed

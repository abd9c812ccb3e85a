"""Moves that can be in a plan near the bound: some chain or cycle that uses them loses little. Machine code, for `linked`."""

from __future__ import annotations

import numpy as np
from numba import njit

from takar.placement.solving.strands import best_chains, reduce_gains, steps_on, ways_back, ways_from

_NONE = -1e18


@njit(cache=True)
def keep(moves, price, toll, slack, desk, kept):  # type: ignore[no-untyped-def]
    """Marks moves that some chain or cycle within `slack` of the bound uses; every other is in no better plan."""
    kept[:] = False
    posts = len(moves.holder)
    reduce_gains(moves, price, toll, desk)
    steps_on(moves, desk)
    found = best_chains(moves, 0.0, desk, 0)
    most = np.zeros(posts)
    for s in range(found):
        most[moves.post[desk.strand[s, 0]]] = desk.value[s]
    front = np.full(posts, _NONE)
    nxt = np.full(posts, _NONE)
    for k in range(1, moves.chain + 1):
        nxt[:] = _NONE
        for p in range(posts):
            before = -most[p] if moves.holder[p] < 0 else front[p]
            if (moves.holder[p] < 0) != (k == 1) or before < _NONE / 2:
                continue
            for e in range(moves.start[p], moves.start[p + 1]):
                q = moves.origin[moves.person[e]]
                value = before + desk.reduced[e]
                rest = desk.on[moves.chain - k, q] if q >= 0 else 0.0
                if value + rest >= -slack:
                    kept[e] = True
                if q >= 0 and value > nxt[q]:
                    nxt[q] = value
        front[:] = nxt
    _keep_cycles(moves, slack, desk, kept)


@njit(cache=True)
def _keep_cycles(moves, slack, desk, kept):  # type: ignore[no-untyped-def]
    posts = len(moves.holder)
    back = np.empty((moves.cycle + 1, posts))
    for root in range(posts):
        if moves.holder[root] < 0 or moves.cycle < 2:
            continue
        ways_from(moves, root, desk)
        ways_back(moves, root, desk, back)
        best = 0.0
        for e in range(moves.start[root], moves.start[root + 1]):
            q = moves.origin[moves.person[e]]
            if q > root:
                for k in range(1, moves.cycle):
                    best = max(best, desk.reduced[e] + desk.way[k, q])
        for p in range(root, posts):
            if moves.holder[p] < 0:
                continue
            for e in range(moves.start[p], moves.start[p + 1]):
                q = moves.origin[moves.person[e]]
                if q < root or kept[e]:
                    continue
                for k in range(moves.cycle):
                    head = (
                        (0.0 if q == root and k == 0 else _NONE)
                        if k == 0
                        else (desk.way[k, q] if q > root else _NONE)
                    )
                    tail = 0.0 if p == root else back[moves.cycle - k - 1, p]
                    if head + desk.reduced[e] + tail - best >= -slack:
                        kept[e] = True

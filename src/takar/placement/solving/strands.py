"""A tight bound where chains and cycles are limited, in machine code: chains and cycles priced as wholes (Lagrange).

Every person has a price for being moved. Given prices, the best chain into each empty post and the best cycle through each
post are found by counting steps; prices rise for whoever is wanted twice. Moves that cannot be in a better plan are struck out.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from takar.placement.solving.problem import Flags, Floats, Ints

_NONE = -1e18


class Moves(NamedTuple):
    """Possible moves, sorted by the post they enter: `start[p]:start[p+1]`. `gain`: points above keeping everybody."""

    start: Ints
    person: Ints
    post: Ints
    gain: Floats
    leave: Ints
    """Moves sorted by the post they leave: those of post p are `leave[leave_start[p]:leave_start[p + 1]]`."""
    leave_start: Ints
    origin: Ints
    """(people,) post left, -1 for outsiders."""
    holder: Ints
    open: Flags
    """(posts,) may be left empty."""
    chain: int
    cycle: int
    most: int


class Desk(NamedTuple):
    """Scratch: reduced gains by move, best ways on by steps and post, and the chains and cycles of one round."""

    reduced: Floats
    on: Floats
    on_by: Ints
    way: Floats
    way_by: Ints
    strand: Ints
    """(strands, length) moves."""
    length: Ints
    value: Floats
    used: Ints


@njit(cache=True)
def desk(people, posts, moves, longest):  # type: ignore[no-untyped-def]
    """Scratch for problems of this size; `longest`: moves of the longest chain or cycle."""
    return Desk(
        np.empty(moves),
        np.empty((longest + 1, posts)),
        np.empty((longest + 1, posts), np.int64),
        np.empty((longest + 2, posts)),
        np.empty((longest + 2, posts), np.int64),
        np.empty((posts, longest + 1), np.int64),
        np.empty(posts, np.int64),
        np.empty(posts),
        np.zeros(people, np.int64),
    )


@njit(cache=True)
def reduce_gains(moves, price, toll, desk):  # type: ignore[no-untyped-def]
    for e in range(len(moves.person)):
        desk.reduced[e] = moves.gain[e] - price[moves.person[e]] - toll


@njit(cache=True)
def steps_on(moves, desk):  # type: ignore[no-untyped-def]
    """on[k, p]: best that at most k moves can bring once post p is left."""
    for p in range(len(moves.holder)):
        desk.on[0, p] = 0.0 if moves.open[p] else _NONE
        desk.on_by[0, p] = -1
    for k in range(1, moves.chain):
        for p in range(len(moves.holder)):
            best, by = desk.on[0, p], -1
            if moves.holder[p] >= 0:
                for e in range(moves.start[p], moves.start[p + 1]):
                    q = moves.origin[moves.person[e]]
                    value = desk.reduced[e] + (desk.on[k - 1, q] if q >= 0 else 0.0)
                    if value > best:
                        best, by = value, e
            desk.on[k, p], desk.on_by[k, p] = best, by


@njit(cache=True)
def best_chains(moves, least, desk, count):  # type: ignore[no-untyped-def]
    """Adds the best chain into each empty post where it is worth more than `least`; number of strands."""
    for p in range(len(moves.holder)):
        if moves.holder[p] >= 0:
            continue
        best, by = least, -1
        for e in range(moves.start[p], moves.start[p + 1]):
            q = moves.origin[moves.person[e]]
            value = desk.reduced[e] + (desk.on[moves.chain - 1, q] if q >= 0 else 0.0)
            if value > best:
                best, by = value, e
        if by < 0:
            continue
        length, k = 0, moves.chain - 1
        while by >= 0:
            desk.strand[count, length] = by
            length += 1
            q = moves.origin[moves.person[by]]
            if q < 0:
                break
            by = desk.on_by[k, q]
            k -= 1
        desk.length[count], desk.value[count] = length, best
        count += 1
    return count


@njit(cache=True)
def ways_from(moves, root, desk):  # type: ignore[no-untyped-def]
    """way[k, p]: best of k moves from the root's holder to p, over posts above the root only."""
    posts = len(moves.holder)
    for p in range(root + 1, posts):
        desk.way[1, p], desk.way_by[1, p] = _NONE, -1
    for at in range(moves.leave_start[root], moves.leave_start[root + 1]):
        e = moves.leave[at]
        p = moves.post[e]
        if p > root and moves.holder[p] >= 0:
            desk.way[1, p], desk.way_by[1, p] = desk.reduced[e], e
    for k in range(2, moves.cycle):
        for p in range(root + 1, posts):
            best, by = _NONE, -1
            if moves.holder[p] >= 0:
                for e in range(moves.start[p], moves.start[p + 1]):
                    q = moves.origin[moves.person[e]]
                    if q > root and desk.reduced[e] + desk.way[k - 1, q] > best:
                        best, by = desk.reduced[e] + desk.way[k - 1, q], e
            desk.way[k, p], desk.way_by[k, p] = best, by


@njit(cache=True)
def best_cycles(moves, least, desk, count):  # type: ignore[no-untyped-def]
    """Adds the best cycle whose lowest post is each one, where it is worth more than `least`."""
    if moves.cycle < 2:
        return count
    for root in range(len(moves.holder)):
        if moves.holder[root] < 0:
            continue
        ways_from(moves, root, desk)
        best, by, steps = least, -1, 0
        for e in range(moves.start[root], moves.start[root + 1]):
            q = moves.origin[moves.person[e]]
            if q > root:
                for k in range(1, moves.cycle):
                    value = desk.reduced[e] + desk.way[k, q]
                    if value > best:
                        best, by, steps = value, e, k
        if by < 0:
            continue
        desk.strand[count, 0] = by
        q, length = moves.origin[moves.person[by]], 1
        while steps > 0:
            e = desk.way_by[steps, q]
            desk.strand[count, length] = e
            length += 1
            q = moves.origin[moves.person[e]]
            steps -= 1
        desk.length[count], desk.value[count] = length, best
        count += 1
    return count


@njit(cache=True)
def _strands(moves, price, toll, least, desk):  # type: ignore[no-untyped-def]
    reduce_gains(moves, price, toll, desk)
    steps_on(moves, desk)
    return best_cycles(moves, least, desk, best_chains(moves, least, desk, 0))


@njit(cache=True)
def _pack(moves, price, toll, desk, taken, target):  # type: ignore[no-untyped-def]
    """Gain of a plan made of the best strand of what is left, again and again. `target`: post entered by person, -2 for none."""
    people = len(moves.origin)
    taken[:] = False
    target[:] = -2
    gain, left = 0.0, (moves.most if moves.most >= 0 else people)
    for _ in range(people):
        reduce_gains(moves, price, toll, desk)
        for e in range(len(moves.person)):
            if taken[moves.person[e]]:
                desk.reduced[e] = _NONE
        steps_on(moves, desk)
        found = best_cycles(moves, _NONE / 2, desk, best_chains(moves, _NONE / 2, desk, 0))
        at, best = -1, _NONE
        for s in range(found):
            worth = _worth(moves, desk, s, taken, target, left)
            if worth > 1e-9 and desk.value[s] > best:
                at, best = s, desk.value[s]
        if at < 0:
            return gain
        for k in range(desk.length[at]):
            e = desk.strand[at, k]
            i = moves.person[e]
            taken[i] = True
            target[i] = moves.post[e]
            gain += moves.gain[e]
            left -= 1
    return gain


@njit(cache=True)
def _worth(moves, desk, s, taken, target, left):  # type: ignore[no-untyped-def]
    """True gain of a strand that can be added to what is taken, else 0: nobody twice, no post twice, not too many."""
    length = desk.length[s]
    if length > left:
        return 0.0
    total = 0.0
    for k in range(length):
        e = desk.strand[s, k]
        total += moves.gain[e]
        if taken[moves.person[e]]:
            return 0.0
        for before in range(k):
            if moves.person[desk.strand[s, before]] == moves.person[e]:
                return 0.0
    p = moves.post[desk.strand[s, 0]]
    if moves.holder[p] < 0:
        for i in range(len(target)):
            if target[i] == p:
                return 0.0
    return total


@njit(cache=True)
def bound(moves, price, toll, rounds, goal, desk, best_price, taken, target, best_target):  # type: ignore[no-untyped-def]
    """Improves prices: (bound of the gain, toll per move, gain of the best plan met). `best_price`, `best_target` are filled in.

    `goal`: gain of a plan known already (-inf for none). Subgradient steps after Polyak.
    """
    low, best_toll, pace, since, held = np.inf, toll, 1.0, 0, goal
    best_price[:] = price
    best_target[:] = -2
    for turn in range(rounds):
        total, count = _round(moves, price, toll, desk)
        since = 0 if total < low - 1e-3 else since + 1
        if total < low:
            low, best_toll = total, toll
            best_price[:] = price
        norm = _norm(moves, price, toll, desk, count)
        if turn % 8 == 7 or turn == rounds - 1 or norm < 0.5:
            got = _pack(moves, price, toll, desk, taken, target)
            if got > held + 1e-9:
                held = got
                best_target[:] = target
        if low <= held + 1e-7 or norm < 0.5:
            break
        if since >= 3:
            pace, since = pace * 0.6, 0
        step = pace * max(total - max(held, low - 0.02 * abs(low)), 1e-6) / norm
        for i in range(len(price)):
            price[i] = max(0.0, price[i] - step * (1.0 - desk.used[i]))
        if moves.most >= 0:
            toll = max(0.0, toll - step * (moves.most - count))
    return low, best_toll, held


@njit(cache=True)
def _round(moves, price, toll, desk):  # type: ignore[no-untyped-def]
    """(bound at these prices, moves of the strands); how often each person is in them is in `used`."""
    found = _strands(moves, price, toll, 0.0, desk)
    total = toll * moves.most if moves.most >= 0 else 0.0
    desk.used[:] = 0
    count = 0
    for i in range(len(price)):
        total += price[i]
    for s in range(found):
        total += desk.value[s]
        count += desk.length[s]
        for k in range(desk.length[s]):
            desk.used[moves.person[desk.strand[s, k]]] += 1
    return total, count


@njit(cache=True)
def _norm(moves, price, toll, desk, count):  # type: ignore[no-untyped-def]
    norm = 0.0
    for i in range(len(price)):
        if desk.used[i] > 0 or price[i] > 0.0:
            norm += (1.0 - desk.used[i]) ** 2
    if moves.most >= 0 and (toll > 0.0 or count > moves.most):
        norm += float(moves.most - count) ** 2
    return norm


@njit(cache=True)
def ways_back(moves, root, desk, back):  # type: ignore[no-untyped-def]
    """back[k, p]: best of at most k moves from p's holder on to the root."""
    posts = len(moves.holder)
    for p in range(posts):
        back[0, p] = _NONE
    for k in range(1, moves.cycle + 1):
        for p in range(posts):
            back[k, p] = back[k - 1, p]
        for p in range(root, posts):
            if moves.holder[p] < 0:
                continue
            for e in range(moves.start[p], moves.start[p + 1]):
                q = moves.origin[moves.person[e]]
                if q <= root:
                    continue
                value = desk.reduced[e] if p == root else desk.reduced[e] + back[k - 1, p]
                if value > back[k, q]:
                    back[k, q] = value

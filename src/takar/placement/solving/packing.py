"""The best set of chains and cycles, proved, given prices that make a tight bound: for up to 62 people and empty posts.

Measured from the bound, every plan loses something: the price of everybody not moved, what each chain or cycle stays below the
best one, the toll of moves not made. None of these is negative, so that a plan that loses little uses only strands that lose
little. Those are listed, and combined by trying first whoever would be dearest to leave out.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from takar.placement.solving.problem import Floats, Ints
from takar.placement.solving.strands import best_chains, best_cycles, reduce_gains, steps_on, ways_back

FOUND, NOT_WITHIN, TOO_MANY = 0, 1, 2
BITS = 62
_NONE = -1e18
_TINY = 1e-9


class Strands(NamedTuple):
    """Chains and cycles that lose no more than a budget. `mask`: bits of their people and, for chains, of the empty post."""

    mask: Ints
    loss: Floats
    length: Ints
    moves: Ints
    """(strands, length) moves, the one into the first post first."""


@njit(cache=True)
def room(most, longest):  # type: ignore[no-untyped-def]
    """Memory for `most` strands."""
    return Strands(
        np.empty(most, np.int64),
        np.empty(most),
        np.empty(most, np.int64),
        np.empty((most, longest), np.int64),
    )


@njit(cache=True)
def absorb(moves, price, toll, desk, bits, dear):  # type: ignore[no-untyped-def]
    """Moves what cycles still bring into the prices, so that none brings anything; sets `dear`: the price of each bit.

    `bits`: bit of each empty post, -1 for held ones. The bound stays what it was.
    """
    reduce_gains(moves, price, toll, desk)
    steps_on(moves, desk)
    found = best_cycles(moves, 0.0, desk, 0)
    for s in range(found):
        root = moves.post[desk.strand[s, 0]]
        price[moves.holder[root]] += desk.value[s]
    reduce_gains(moves, price, toll, desk)
    steps_on(moves, desk)
    people, bit = len(price), len(price)
    for p in range(len(moves.holder)):
        bits[p] = -1
        if moves.holder[p] < 0:
            bits[p] = bit
            dear[bit] = 0.0
            bit += 1
    for i in range(people):
        dear[i] = price[i]
    found = best_chains(moves, 0.0, desk, 0)
    for s in range(found):
        dear[bits[moves.post[desk.strand[s, 0]]]] = desk.value[s]
    return bit


@njit(cache=True)
def list_strands(moves, desk, bits, dear, budget, room, back):  # type: ignore[no-untyped-def]
    """Number of strands that lose at most `budget`, put into `room`; -1 when there are too many."""
    count = 0
    for p in range(len(moves.holder)):
        if moves.holder[p] < 0:
            count = _chains_into(moves, desk, p, bits[p], dear[bits[p]], budget, room, count)
            if count < 0:
                return -1
    if moves.cycle >= 2:
        for p in range(len(moves.holder)):
            if moves.holder[p] >= 0:
                ways_back(moves, p, desk, back)
                count = _cycles_through(moves, desk, p, budget, room, count, back)
                if count < 0:
                    return -1
    return count


@njit(cache=True)
def _chains_into(moves, desk, post, bit, top, budget, room, count):  # type: ignore[no-untyped-def]
    """`top`: what the best chain into the post brings."""
    at = np.empty(moves.chain + 1, np.int64)
    path = np.empty(moves.chain + 1, np.int64)
    got = np.zeros(moves.chain + 1)
    depth, mask = 0, np.int64(1) << bit
    at[0] = moves.start[post]
    where = np.empty(moves.chain + 1, np.int64)
    where[0] = post
    while depth >= 0:
        e = at[depth]
        if e >= moves.start[where[depth] + 1]:
            depth -= 1
            if depth >= 0:
                mask ^= np.int64(1) << moves.person[path[depth]]
            continue
        at[depth] += 1
        i = moves.person[e]
        one = np.int64(1) << i
        q = moves.origin[i]
        so_far = got[depth] + desk.reduced[e]
        rest = desk.on[moves.chain - depth - 1, q] if q >= 0 else 0.0
        if mask & one or so_far + rest < top - budget:
            continue
        path[depth] = e
        if (q < 0 or moves.open[q]) and so_far >= top - budget:
            if not _add(room, count, mask | one, top - so_far, path, depth + 1):
                return -1
            count += 1
        if q >= 0 and depth + 1 < moves.chain:
            mask |= one
            depth += 1
            got[depth], where[depth], at[depth] = so_far, q, moves.start[q]
    return count


@njit(cache=True)
def _add(room, count, mask, loss, path, length):  # type: ignore[no-untyped-def]
    if count >= len(room.mask):
        return False
    room.mask[count], room.loss[count], room.length[count] = mask, max(0.0, loss), length
    for k in range(length):
        room.moves[count, k] = path[k]
    return True


@njit(cache=True)
def _cycles_through(moves, desk, root, budget, room, count, back):  # type: ignore[no-untyped-def]
    """Cycles whose lowest post is `root`, followed from the root's holder on; `back`: best that still leads home."""
    path, turned = np.empty(moves.cycle, np.int64), np.empty(moves.cycle, np.int64)
    at, got = np.empty(moves.cycle, np.int64), np.zeros(moves.cycle)
    where = np.empty(moves.cycle, np.int64)
    depth, mask = 0, np.int64(1) << moves.holder[root]
    where[0], at[0] = root, moves.leave_start[root]
    while depth >= 0:
        if at[depth] >= moves.leave_start[where[depth] + 1]:
            if depth > 0:
                mask ^= np.int64(1) << moves.holder[where[depth]]
            depth -= 1
            continue
        e = moves.leave[at[depth]]
        at[depth] += 1
        p = moves.post[e]
        value = got[depth] + desk.reduced[e]
        if p < root or moves.holder[p] < 0:
            continue
        path[depth] = e
        if p == root:
            if depth > 0 and value >= -budget:
                for k in range(depth + 1):
                    turned[k] = path[depth - k]
                if not _add(room, count, mask, -value, turned, depth + 1):
                    return -1
                count += 1
            continue
        one = np.int64(1) << moves.holder[p]
        if depth + 1 < moves.cycle and not mask & one and value + back[moves.cycle - depth - 1, p] >= -budget:
            mask |= one
            depth += 1
            got[depth], where[depth], at[depth] = value, p, moves.leave_start[p]
    return count


@njit(cache=True)
def combine(case, moves, room, count, dear, bits, toll, budget, cap, target):  # type: ignore[no-untyped-def]
    """(FOUND, NOT_WITHIN or TOO_MANY, least loss). `target`: post entered by person of the best plan, -2 for none.

    Depth first: the dearest bit not decided is covered by one of the strands, or its price is paid.
    """
    order = np.argsort(-dear[:bits], kind="mergesort")
    least, looked = budget + _TINY, 0
    deep = bits + count + 2
    covered, paid = np.zeros(deep, np.int64), np.zeros(deep, np.int64)
    loss, made = np.zeros(deep), np.zeros(deep, np.int64)
    place, following = np.zeros(deep, np.int64), np.zeros(deep, np.int64)
    chosen = np.full(deep, -1, np.int64)
    depth, status = 0, NOT_WITHIN
    place[0] = _next(order, dear, 0, 0)
    if place[0] == bits:
        total = toll * case.most if case.most >= 0 else 0.0
        if total < least and _fine(case, moves, room, chosen, 0):
            least, status = total, FOUND
            target[:] = -2
    while depth >= 0:
        at = place[depth]
        took = False
        while following[depth] < count and not took:
            s = following[depth]
            following[depth] += 1
            mask = room.mask[s]
            if at < bits and not mask >> order[at] & 1:
                continue
            if mask & (covered[depth] | paid[depth]) or loss[depth] + room.loss[s] >= least:
                continue
            if case.most >= 0 and made[depth] + room.length[s] > case.most:
                continue
            took = True
            covered[depth + 1], paid[depth + 1] = covered[depth] | mask, paid[depth]
            loss[depth + 1], made[depth + 1] = loss[depth] + room.loss[s], made[depth] + room.length[s]
            chosen[depth + 1] = s
        if not took and following[depth] == count:
            following[depth] += 1
            if at < bits and loss[depth] + dear[order[at]] < least:
                took = True
                covered[depth + 1] = covered[depth]
                paid[depth + 1] = paid[depth] | (np.int64(1) << order[at])
                loss[depth + 1], made[depth + 1] = loss[depth] + dear[order[at]], made[depth]
                chosen[depth + 1] = -1
        if not took:
            depth -= 1
            continue
        looked += 1
        if looked > cap:
            return TOO_MANY, least
        depth += 1
        place[depth] = _next(order, dear, place[depth - 1], covered[depth] | paid[depth])
        following[depth] = 0
        if place[depth] == bits:
            if at == bits:
                following[depth] = following[depth - 1]
            total = loss[depth] + (toll * (case.most - made[depth]) if case.most >= 0 else 0.0)
            if total < least and _fine(case, moves, room, chosen, depth):
                least, status = total, FOUND
                _told(moves, room, chosen, depth, target)
    return status, least


@njit(cache=True)
def _next(order, dear, at, decided):  # type: ignore[no-untyped-def]
    """Place in `order` of the dearest bit not decided, or its length when nothing dear is left."""
    while at < len(order):
        if dear[order[at]] <= 1e-12:
            return len(order)
        if not decided >> order[at] & 1:
            return at
        at += 1
    return at


@njit(cache=True)
def _fine(case, moves, room, chosen, depth):  # type: ignore[no-untyped-def]
    """Whether no pair meets."""
    for k in range(case.apart.shape[0]):
        a = _goes(case, moves, room, chosen, depth, case.apart[k, 0])
        b = _goes(case, moves, room, chosen, depth, case.apart[k, 1])
        if a < len(case.holder) and b < len(case.holder) and case.near[k, a] and case.far[k, b]:
            return False
    return True


@njit(cache=True)
def _goes(case, moves, room, chosen, depth, person):  # type: ignore[no-untyped-def]
    for d in range(1, depth + 1):
        s = chosen[d]
        if s >= 0 and room.mask[s] >> person & 1:
            for k in range(room.length[s]):
                if moves.person[room.moves[s, k]] == person:
                    return moves.post[room.moves[s, k]]
    return case.stay[person]


@njit(cache=True)
def _told(moves, room, chosen, depth, target):  # type: ignore[no-untyped-def]
    target[:] = -2
    for d in range(1, depth + 1):
        s = chosen[d]
        if s >= 0:
            for k in range(room.length[s]):
                e = room.moves[s, k]
                target[moves.person[e]] = moves.post[e]

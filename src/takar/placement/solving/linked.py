"""The best plan where chains and cycles are limited: tight bound first, then the search over the few moves that are left."""

from __future__ import annotations

import numpy as np
from numba import njit

from takar.placement.solving.narrowing import keep
from takar.placement.solving.packing import BITS, FOUND, TOO_MANY, absorb, combine, list_strands, room
from takar.placement.solving.places import Case, broken
from takar.placement.solving.strands import Moves, bound, desk
from takar.placement.solving.tree import LIMIT, OPTIMAL, moves_in, root_prices, search

LONGEST = 6  # cycles up to this length are counted step by step
_BONUS = 1e5  # points; above any sum of fits, for posts that must be filled and people who must move
_SLACK = 0.2  # points
_HOPELESS = 200.0  # points; nothing that far from the bound was ever the best
_STRANDS = 4000


def fits(case: Case) -> bool:
    """Whether this way is open: cycles limited to a few people, nobody removed."""
    people, posts = len(case.stay), len(case.holder)
    outs = (
        case.permit[:people, posts:].sum()
        - case.permit[np.arange(people), case.stay][case.stay >= posts].sum()
    )
    return 0 <= case.cycle <= LONGEST and outs == 0


@njit(cache=True, nogil=True)
def solve_linked(case, pool, seeds, rounds, nodes):  # type: ignore[no-untyped-def]
    """(status of the search, cost, bound, nodes); the column of each row is in `pool.best`.

    Few people: chains and cycles near the bound are listed and combined. Otherwise branch and bound over the moves that
    they use. `seeds`: columns of earlier answers.
    """
    people, size = len(case.stay), case.cost.shape[0]
    moves = _moves(case)
    longest = max(moves.chain, moves.cycle)
    scratch = desk(people, len(case.holder), len(moves.person), longest)
    bonus = _BONUS * _musts(case)
    zero = bonus
    for i in range(people):
        zero += case.cost[i, case.stay[i]]
    price, toll = root_prices(case, pool, _BONUS)
    known = np.empty((len(seeds) + 2, size), np.int64)
    count, goal, top = 0, -np.inf, 0
    for seed in seeds:
        if _stands(case, seed, pool):
            known[count] = seed
            if zero - _cost(case, seed) > goal and (case.most < 0 or moves_in(seed, case.stay) <= case.most):
                goal, top = zero - _cost(case, seed), count
            count += 1
    best_price, taken = np.empty(people), np.empty(people, np.bool_)
    target, best_target = np.empty(people, np.int64), np.empty(people, np.int64)
    high, toll, _ = bound(moves, price, toll, rounds, goal, scratch, best_price, taken, target, best_target)
    if _completed(case, best_target, known[count]) and _stands(case, known[count], pool):
        count += 1
    status, cost, looked = _packed(
        case, moves, best_price.copy(), toll, zero, high, goal, known[top], scratch, nodes, best_target, pool
    )
    if status != LIMIT:
        return status, cost, cost, looked
    return _searched(case, moves, best_price, toll, zero - high, scratch, known, count, nodes, pool)


@njit(cache=True)
def _packed(case, moves, price, toll, zero, high, goal, known, scratch, nodes, target, pool):  # type: ignore[no-untyped-def]
    """(OPTIMAL, cost, strands listed) or (LIMIT, inf, …) when there are too many.

    A plan within ever larger losses is looked for, no larger than what the best known one, with gain `goal`, loses.
    """
    people, posts = len(case.stay), len(case.holder)
    longest = max(moves.chain, moves.cycle)
    empty = 0
    for p in range(posts):
        empty += case.holder[p] < 0
    if people + empty > BITS:
        return LIMIT, np.inf, 0
    bits, dear = np.empty(posts, np.int64), np.empty(people + empty)
    size = absorb(moves, price, toll, scratch, bits, dear)
    space, back = room(_STRANDS, longest), np.empty((moves.cycle + 1, posts))
    budget = _SLACK
    while True:
        budget = min(budget, high - goal + 1e-9)
        count = list_strands(moves, scratch, bits, dear, budget, space, back)
        if count < 0:
            return LIMIT, np.inf, _STRANDS
        status, loss = combine(case, moves, space, count, dear, size, toll, budget, nodes, target)
        if status == TOO_MANY:
            return LIMIT, np.inf, count
        if status == FOUND:
            if not _completed(case, target, pool.best) or high - loss < zero - _unpaid(case):
                return LIMIT, np.inf, count
            return OPTIMAL, _cost(case, pool.best), count
        if budget >= high - goal:
            pool.best[:] = known
            return OPTIMAL, _cost(case, known), count
        if budget > _HOPELESS:
            return LIMIT, np.inf, count
        budget *= 3


@njit(cache=True)
def _unpaid(case):  # type: ignore[no-untyped-def]
    """A cost that every plan that keeps the musts stays below."""
    total = 0.0
    for i in range(len(case.stay)):
        total += abs(case.cost[i, case.stay[i]])
    return total + _BONUS / 2


@njit(cache=True)
def _searched(case, moves, price, toll, floor, scratch, known, count, nodes, pool):  # type: ignore[no-untyped-def]
    """The same by branch and bound over the moves that strands within `slack` of the bound use."""
    slack, looked = _SLACK, 0
    kept = np.ones(len(moves.person), np.bool_)
    while True:
        keep(moves, price, toll, slack, scratch, kept)
        narrowed = _narrowed(case, moves, kept)
        status, cost, low, more = search(narrowed, known[:count], nodes, pool)
        looked += more
        if status == LIMIT:
            return status, cost, min(cost, max(floor, min(low, floor + slack))), looked
        if kept.all() or cost <= floor + slack:
            return status, cost, cost, looked
        if cost < np.inf:
            known[0] = pool.best
            count = 1
        slack = slack * 3


@njit(cache=True)
def _stands(case, cols, pool):  # type: ignore[no-untyped-def]
    """Whether places keep all rules but the limit on moves, which the search looks at."""
    for i in range(len(cols)):
        if not case.permit[i, cols[i]]:
            return False
    ways, _, pair = broken(case, cols, pool.filler, pool.done, pool.out)
    return ways == 0 and pair < 0


@njit(cache=True)
def _cost(case, cols):  # type: ignore[no-untyped-def]
    total = 0.0
    for i in range(len(cols)):
        total += case.cost[i, cols[i]]
    return total


@njit(cache=True)
def _completed(case, target, cols):  # type: ignore[no-untyped-def]
    """Columns of all rows from the posts that people enter; False when two are in one place."""
    people, size = len(case.stay), case.cost.shape[0]
    used = np.zeros(size, np.bool_)
    for i in range(people):
        cols[i] = target[i] if target[i] >= 0 else case.stay[i]
        if used[cols[i]]:
            return False
        used[cols[i]] = True
    row = people
    for j in range(size):
        if not used[j]:
            cols[row] = j
            row += 1
    return row == size


@njit(cache=True)
def _open(case, p):  # type: ignore[no-untyped-def]
    people = len(case.stay)
    return case.cost.shape[0] > people and case.permit[people, p]


@njit(cache=True)
def _musts(case):  # type: ignore[no-untyped-def]
    """People who must move and empty posts that must be filled."""
    count = 0
    for i in range(len(case.stay)):
        if not case.permit[i, case.stay[i]]:
            count += 1
    for p in range(len(case.holder)):
        if case.holder[p] < 0 and not _open(case, p):
            count += 1
    return count


@njit(cache=True)
def _moves(case):  # type: ignore[no-untyped-def]
    people, posts = len(case.stay), len(case.holder)
    start = np.zeros(posts + 1, np.int64)
    person = np.empty(people * posts, np.int64)
    gain = np.empty(people * posts)
    opened = np.empty(posts, np.bool_)
    count = 0
    for p in range(posts):
        opened[p] = _open(case, p)
        extra = _BONUS if case.holder[p] < 0 and not opened[p] else 0.0
        for i in range(people):
            if case.permit[i, p] and case.stay[i] != p:
                person[count] = i
                gain[count] = case.cost[i, case.stay[i]] - case.cost[i, p] + extra
                if not case.permit[i, case.stay[i]]:
                    gain[count] += _BONUS
                count += 1
        start[p + 1] = count
    chain = people if case.chain < 0 else min(case.chain, people)
    leave, leave_start = _by_origin(case.origin, person[:count], posts)
    post = np.empty(count, np.int64)
    for p in range(posts):
        post[start[p] : start[p + 1]] = p
    return Moves(
        start,
        person[:count],
        post,
        gain[:count],
        leave,
        leave_start,
        case.origin,
        case.holder,
        opened,
        chain,
        case.cycle,
        case.most,
    )


@njit(cache=True)
def _by_origin(origin, person, posts):  # type: ignore[no-untyped-def]
    start = np.zeros(posts + 2, np.int64)
    for i in person:
        start[origin[i] + 2] += 1
    for p in range(posts + 1):
        start[p + 1] += start[p]
    order = np.empty(len(person), np.int64)
    at = start.copy()
    for e in range(len(person)):
        order[at[origin[person[e]] + 1]] = e
        at[origin[person[e]] + 1] += 1
    return order, start[1:].copy()


@njit(cache=True)
def _narrowed(case, moves, kept):  # type: ignore[no-untyped-def]
    permit = case.permit.copy()
    for p in range(len(moves.holder)):
        for e in range(moves.start[p], moves.start[p + 1]):
            if not kept[e]:
                permit[moves.person[e], p] = False
    return Case(
        case.cost,
        permit,
        case.stay,
        case.origin,
        case.holder,
        case.most,
        case.chain,
        case.cycle,
        case.apart,
        case.near,
        case.far,
    )

"""The best plan where chains and cycles are limited: tight bound first, then the search over the few moves that are left."""

from __future__ import annotations

import numpy as np
from numba import njit

from takar.placement.solving.places import Case, broken
from takar.placement.solving.strands import Moves, bound, desk, keep
from takar.placement.solving.tree import LIMIT, root_prices, search

LONGEST = 6  # cycles up to this length are counted step by step
_BONUS = 1e5  # points; above any sum of fits, for posts that must be filled and people who must move
_SLACK = 0.2  # points


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

    A plan within `slack` of the bound uses only moves within `slack`: the search begins with few moves and takes more
    only while its best plan is further from the bound than that. `seeds`: columns of earlier answers.
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
    count, goal = 0, -np.inf
    for seed in seeds:
        if _stands(case, seed, pool):
            known[count] = seed
            goal = max(goal, zero - _cost(case, seed))
            count += 1
    best_price, taken = np.empty(people), np.empty(people, np.bool_)
    target, best_target = np.empty(people, np.int64), np.empty(people, np.int64)
    high, toll, _ = bound(moves, price, toll, rounds, goal, scratch, best_price, taken, target, best_target)
    if _completed(case, best_target, known[count]) and _stands(case, known[count], pool):
        count += 1
    floor, slack, looked = zero - high, _SLACK, 0
    kept = np.ones(len(moves.person), np.bool_)
    while True:
        keep(moves, best_price, toll, slack, scratch, kept)
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
    """Columns of all rows from the posts that people enter; False when there is no plan or it does not come out even."""
    people, size = len(case.stay), case.cost.shape[0]
    used = np.zeros(size, np.bool_)
    moved = False
    for i in range(people):
        moved = moved or target[i] >= 0
        cols[i] = target[i] if target[i] >= 0 else case.stay[i]
        if used[cols[i]]:
            return False
        used[cols[i]] = True
    row = people
    for j in range(size):
        if not used[j]:
            cols[row] = j
            row += 1
    return moved


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

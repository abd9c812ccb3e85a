"""Branch and bound over assignments, in machine code: exact for limits on moves, chains, cycles and for pairs that may not meet.

Every other rule is in the matrix of what is allowed. The bound of a node is the assignment without those four, with a price
per move where moves are limited (Lagrange). A chain that is too long is broken by forbidding one of its moves after the other.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from takar.placement.solving.lsa import begin, complete
from takar.placement.solving.places import broken

OPTIMAL, NOTHING, LIMIT = 0, 1, 2
_EPS = 1e-9


@njit(cache=True, nogil=True)
def search(case, seeds, cap, pool):  # type: ignore[no-untyped-def]
    """(status, cost, bound, nodes); the places of all rows are in `pool.best`. `seeds`: places tried as first answers.

    Seeds must keep the limits on chains and cycles and the pairs; what else they break is found out here.
    """
    best = np.inf
    pool.best[:] = -1
    for s in range(seeds.shape[0]):
        best = _seed(case, seeds[s], best, pool)
    spread = _spread(case)
    spare, top, nodes = _root(case, pool), 1, 1
    while top > 0:
        at = pool.order[top - 1]
        if pool.bound[at] < best - _EPS:
            if nodes >= cap or spare < len(case.stay) + 4:
                return LIMIT, best, _lowest(pool, top, best), nodes
            best, kind, ways = _look(case, at, spread, best, pool)
            first = top - 1
            pool.order[first], held = -1, at
            top, spare, made = _branch(case, held, kind, ways, best, first, spare, pool)
            nodes += made
        else:
            top -= 1
        pool.free[spare] = at
        spare += 1
    return (OPTIMAL if best < np.inf else NOTHING), best, best, nodes


@njit(cache=True)
def _seed(case, seed, best, pool):  # type: ignore[no-untyped-def]
    total = 0.0
    for i in range(len(seed)):
        if not case.permit[i, seed[i]]:
            return best
        total += case.cost[i, seed[i]]
    if total < best and (case.most < 0 or moves_in(seed, case.stay) <= case.most):
        pool.best[:] = seed
        return total
    return best


@njit(cache=True)
def _spread(case):  # type: ignore[no-untyped-def]
    """A price per move that outweighs everything else."""
    most = 1.0
    for i in range(len(case.stay)):
        for j in range(case.cost.shape[0]):
            if case.permit[i, j]:
                most = max(most, abs(case.cost[i, j]))
    return most * 4.0 * len(case.stay)


@njit(cache=True)
def _root(case, pool):  # type: ignore[no-untyped-def]
    size = len(pool.free)
    for k in range(size):
        pool.free[k] = size - 1 - k
    pool.allowed[0], pool.v[0], pool.price[0] = case.permit, 0.0, 0.0
    pool.bound[0], _ = _solve(case, 0, 0.0, pool)
    pool.order[0] = 0
    return size - 1


@njit(cache=True)
def _lowest(pool, top, best):  # type: ignore[no-untyped-def]
    low = best
    for k in range(top):
        low = min(low, pool.bound[pool.order[k]])
    return low


@njit(cache=True)
def moves_in(cols, stay):  # type: ignore[no-untyped-def]
    moves = 0
    for i in range(len(stay)):
        if cols[i] != stay[i]:
            moves += 1
    return moves


@njit(cache=True)
def _priced(case, lam, priced):  # type: ignore[no-untyped-def]
    priced[:] = case.cost
    if lam != 0.0:
        for i in range(len(case.stay)):
            priced[i] += lam
            priced[i, case.stay[i]] -= lam


@njit(cache=True)
def _solve(case, at, lam, pool):  # type: ignore[no-untyped-def]
    """Cost without the price (inf: none) and moves of the cheapest assignment of node `at` at a price per move."""
    _priced(case, lam, pool.priced)
    u, v, rows, cols = pool.u[at], pool.v[at], pool.rows[at], pool.cols[at]
    begin(pool.priced, pool.allowed[at], u, v, rows, cols)
    total = complete(pool.priced, pool.allowed[at], u, v, rows, cols, pool.short, pool.path, pool.seen)
    moves = moves_in(cols, case.stay)
    return total - lam * moves, moves


@njit(cache=True)
def _look(case, at, spread, best, pool):  # type: ignore[no-untyped-def]
    """Best cost known now, and how to branch: (kind, ways): 0 not at all, 1 on `out`, 2 on a pair, 3 on one person's staying."""
    cols = pool.cols[at]
    ways, listed, pair = broken(case, cols, pool.filler, pool.done, pool.out)
    if ways == 0 and pair < 0:
        moves = moves_in(cols, case.stay)
        if case.most < 0 or moves <= case.most:
            best = _take(case, cols, best, pool)
        if case.most < 0 or moves == case.most or (pool.price[at] == 0.0 and moves < case.most):
            return best, 0, 0
        over = _settle(case, at, spread, pool)
        if pool.bound[at] >= best - _EPS:
            return best, 0, 0
        for i in range(len(cols)):
            cols[i] = pool.few[i]
            pool.rows[at, pool.few[i]] = i
        ways, listed, pair = broken(case, cols, pool.filler, pool.done, pool.out)
        if ways == 0 and pair < 0:
            best = _take(case, cols, best, pool)
            if not over or pool.bound[at] >= best - _EPS:
                return best, 0, 0
            return best, 3, _torn(case, pool)
    if ways > 0:
        _firmest(pool.allowed[at], ways, listed, pool.out)
        return best, 1, ways
    return best, 2, pair


@njit(cache=True)
def _firmest(allowed, ways, listed, out):  # type: ignore[no-untyped-def]
    """Puts those neighbours first of whom the fewest have anywhere else to go: the fewest branches."""
    least, first = ways + 1, 0
    for start in range(listed - ways + 1):
        free = 0
        for k in range(start, start + ways):
            free += _choice(allowed, out[k])
        if free < least:
            least, first = free, start
    if first > 0:
        for k in range(ways):
            out[k] = out[first + k]


@njit(cache=True)
def _choice(allowed, i):  # type: ignore[no-untyped-def]
    """1 when row i may have more than one column, else 0."""
    count = 0
    for j in range(allowed.shape[1]):
        count += allowed[i, j]
        if count > 1:
            return 1
    return 0


@njit(cache=True)
def _take(case, cols, best, pool):  # type: ignore[no-untyped-def]
    total = 0.0
    for i in range(len(cols)):
        total += case.cost[i, cols[i]]
    if total < best:
        pool.best[:] = cols
        return total
    return best


@njit(cache=True)
def _torn(case, pool):  # type: ignore[no-untyped-def]
    """Somebody who stays in `few` and moves in `many`."""
    for i in range(len(case.stay)):
        if pool.few[i] == case.stay[i] and pool.many[i] != case.stay[i]:
            return i
    return -1


@njit(cache=True)
def _settle(case, at, spread, pool):  # type: ignore[no-untyped-def]
    """Finds the price per move with the best bound. True when `many`, cheapest at that price like `few`, moves too many.

    `few` keeps the limit. The bound of the node rises, to inf when nothing keeps the limit; its price is set.
    """
    cols, most = pool.cols[at], case.most
    high, over = _solve(case, at, 0.0, pool)
    if over <= most or high == np.inf:
        pool.few[:] = cols
        return _bounded(at, 0.0, high, False, pool)
    pool.many[:] = cols
    low, under = _solve(case, at, spread, pool)
    if under > most:
        return _bounded(at, spread, np.inf, True, pool)
    pool.few[:] = cols
    while True:
        lam = (low - high) / (over - under)
        line = low + lam * under
        value, moves = _solve(case, at, lam, pool)
        if moves == most:
            pool.few[:] = cols
            return _bounded(at, lam, value, False, pool)
        if value + lam * moves >= line - _EPS:
            return _bounded(at, lam, line - lam * most, True, pool)
        if moves > most:
            high, over = value, moves
            pool.many[:] = cols
        else:
            low, under = value, moves
            pool.few[:] = cols


@njit(cache=True)
def _bounded(at, lam, bound, over, pool):  # type: ignore[no-untyped-def]
    pool.price[at] = lam
    pool.bound[at] = max(pool.bound[at], bound)
    return over


@njit(cache=True)
def _branch(case, at, kind, ways, best, top, spare, pool):  # type: ignore[no-untyped-def]
    """Puts the children of a node on the stack, the best on top: (top, spare, children made)."""
    if kind == 0:
        return top, spare, 0
    _priced(case, pool.price[at], pool.priced)
    start, made = top, ways if kind == 1 else 2
    for t in range(made):
        if kind == 1 and not _choice(pool.allowed[at], pool.out[t]):
            continue
        to = pool.free[spare - 1]
        pool.allowed[to] = pool.allowed[at]
        _narrow(case, at, to, kind, ways, t, pool)
        bound = _child(case, at, to, pool)
        pool.bound[to], pool.price[to] = max(pool.bound[at], bound), pool.price[at]
        if pool.bound[to] < best - _EPS:
            spare -= 1
            slot = top
            while slot > start and pool.bound[pool.order[slot - 1]] < pool.bound[to]:
                pool.order[slot] = pool.order[slot - 1]
                slot -= 1
            pool.order[slot] = to
            top += 1
    return top, spare, made


@njit(cache=True)
def _narrow(case, at, to, kind, which, t, pool):  # type: ignore[no-untyped-def]
    """What child `t` is not allowed any more. Together the children leave out nothing that keeps the rules."""
    allowed, cols = pool.allowed[to], pool.cols[at]
    if kind == 1:
        for e in range(t):
            _only(allowed, pool.out[e], cols[pool.out[e]])
        allowed[pool.out[t], cols[pool.out[t]]] = False
    elif kind == 2:
        who = case.apart[which, t]
        for p in range(len(case.holder)):
            if (t == 0 and case.near[which, p]) or (t == 1 and case.far[which, p]):
                allowed[who, p] = False
    elif t == 0:
        _only(allowed, which, case.stay[which])
    else:
        allowed[which, case.stay[which]] = False


@njit(cache=True)
def _only(allowed, i, j):  # type: ignore[no-untyped-def]
    was = allowed[i, j]
    allowed[i, :] = False
    allowed[:, j] = False
    allowed[i, j] = was


@njit(cache=True)
def _child(case, at, to, pool):  # type: ignore[no-untyped-def]
    """Bound of a narrowed node: places and duals of its parent stand, and only rows that lost their place look for another."""
    pool.u[to], pool.v[to] = pool.u[at], pool.v[at]
    pool.rows[to], pool.cols[to] = pool.rows[at], pool.cols[at]
    u, v, rows, cols, allowed = pool.u[to], pool.v[to], pool.rows[to], pool.cols[to], pool.allowed[to]
    for i in range(len(cols)):
        j = cols[i]
        if not allowed[i, j]:
            cols[i] = -1
            rows[j] = -1
    total = complete(pool.priced, allowed, u, v, rows, cols, pool.short, pool.path, pool.seen)
    return total - pool.price[at] * case.most if case.most >= 0 else total


@njit(cache=True)
def root_prices(case, pool, bonus):  # type: ignore[no-untyped-def]
    """(price per person, toll per move) of the plain assignment: what it costs each to stay instead, a first bound for `strands`.

    `bonus`: added for people who may not stay.
    """
    pool.allowed[0] = case.permit
    pool.v[0], pool.price[0], pool.bound[0] = 0.0, 0.0, -np.inf
    if case.most >= 0:
        _settle(case, 0, _spread(case), pool)
    else:
        _solve(case, 0, 0.0, pool)
    price = np.zeros(len(case.stay))
    for i in range(len(case.stay)):
        j = case.stay[i]
        low = case.cost[i, j] - pool.u[0, i] - pool.v[0, j]
        price[i] = max(0.0, low if case.permit[i, j] else low + bonus)
    return price, pool.price[0]

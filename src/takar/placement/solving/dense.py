"""Rotations of thousands: the plain assignment proved, limits on moves by a price per move, chains and cycles piece by piece.

Every answer has a bound that holds whatever the solver did: potentials of posts, and for each person the cheapest place at them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numba import njit

from takar.placement.solving.alike import Alike, alike
from takar.placement.solving.bidding import asked
from takar.placement.solving.chains import plan
from takar.placement.solving.matrix import case, costs, frame, permitted
from takar.placement.solving.places import Case, broken, pair_meets
from takar.placement.solving.polish import polish
from takar.placement.solving.problem import Floats, Ints, Limits, Plan, Problem
from takar.placement.solving.splitting import split
from takar.placement.solving.throng import field_of, pick
from takar.placement.solving.transport import transport

_PRICES = 12  # prices per move tried
_REACH = 3.0  # points of slack that moves of short chains and cycles may have


def solve_large(problem: Problem, limits: Limits | None = None, seed: int = 1) -> Plan | None:
    """A plan with a bound; proved the best where only places, prices and posts to fill are ruled. None: nothing keeps the rules.

    Pairs that would meet are parted one by one, by closing the place that costs less to close. `seed`: of the search among
    chains and cycles, which lasts `limits.seconds` where a clock is given. Raises TimeoutError when chains or cycles could not be
    made short enough, and Stopped.
    """
    bounds = limits or Limits()
    bounds.check()
    made = frame(problem)
    matrix = case(made, costs(made, problem.fit), permitted(made))
    bounds.check()
    priced = _within(matrix, bounds)
    if priced is None:
        return None
    parted = _parted(matrix, priced, bounds)
    if parted is None:
        return None
    cols = parted[1].cols
    if matrix.chain >= 0 or matrix.cycle >= 0:
        cols = _shortened(parted[0], parted[1], priced.bound, seed, bounds)
    told = plan(made, cols, problem.fit, np.inf)
    return replace(told, bound=told.score + max(0.0, _cost(matrix, cols) - priced.bound))


@dataclass(frozen=True, slots=True)
class Priced:
    """Columns within the limit on moves, the bound of the cost, and the potentials and toll per move at which it holds."""

    cols: Ints
    bound: float
    potential: Floats
    toll: float


def _shortened(matrix: Case, priced: Priced, bound: float, seed: int, limits: Limits) -> Ints:
    """Columns with chains and cycles short enough: built anew, or cut where rules force moves; then improved in pieces."""
    limits.check()
    field = field_of(matrix, priced.potential, priced.toll, _REACH)
    cols = pick(matrix, field)
    if not (clean(matrix, cols) and matrix.permit[np.arange(len(cols)), cols].all()):
        cols = split(matrix, priced.cols)
    return polish(matrix, cols, field, bound, seed, limits)


def clean(matrix: Case, cols: Ints) -> bool:
    """Whether chains and cycles are short enough and no pair meets."""
    scratch = np.empty(len(cols) + 1, np.int64)
    ways, _, pair = broken(matrix, cols, scratch, np.empty(len(cols), bool), scratch.copy())
    return bool(ways == 0 and pair < 0)


def _cost(matrix: Case, cols: Ints) -> float:
    return float(matrix.cost[np.arange(len(cols)), cols].sum())


def _moves(matrix: Case, cols: Ints) -> int:
    return int((cols[: len(matrix.stay)] != matrix.stay).sum())


def assign(matrix: Case, kinds: Alike, toll: float, price: Floats | None = None) -> Priced | None:
    """The best columns at a toll per move, the bound of cost and tolls over all places, and the potentials at which it holds.

    `price`: potentials that are nearly right. None when some row has no column.
    """
    cost = kinds.tolled(toll)
    nearly = asked(cost, kinds.seats, kinds.spread()) if price is None else price[kinds.first]
    found = transport(cost, kinds.seats, nearly)
    if found is None:
        return None
    potential = found[1][kinds.kind]
    bound = float(least(matrix.cost, matrix.permit, matrix.stay, toll, potential))
    return Priced(kinds.columns(found[0]), bound, potential, toll)


@njit(cache=True, nogil=True)
def least(cost, permit, stay, toll, potential):  # type: ignore[no-untyped-def]
    """What any assignment costs at the least (weak duality)."""
    total = potential.sum()
    for i in range(cost.shape[0]):
        best = np.inf
        for j in range(cost.shape[0]):
            if permit[i, j]:
                value = cost[i, j] - potential[j]
                if i < len(stay) and j != stay[i]:
                    value += toll
                best = min(best, value)
        total += best
    return total


def _within(matrix: Case, limits: Limits) -> Priced | None:
    """Columns that keep the limit on moves, and the best bound over the prices per move tried."""
    kinds = alike(matrix)
    many = assign(matrix, kinds, 0.0)
    if many is None or matrix.most < 0 or _moves(matrix, many.cols) <= matrix.most:
        return many
    few = assign(matrix, kinds, float(np.abs(matrix.cost).max()) * 4)
    if few is None or _moves(matrix, few.cols) > matrix.most:
        return None
    return _tolled(matrix, kinds, few.cols, many, limits)


def _tolled(matrix: Case, kinds: Alike, held: Ints, many: Priced, limits: Limits) -> Priced:
    """The price per move at which the bound is best. `held` keeps the limit, `many` does not."""
    over, top = many.cols, many
    for _ in range(_PRICES):
        toll = (_cost(matrix, held) - _cost(matrix, over)) / (_moves(matrix, over) - _moves(matrix, held))
        line = _cost(matrix, held) + toll * (_moves(matrix, held) - matrix.most)
        limits.check()
        if top.bound >= line - 1e-6:
            break
        found = assign(matrix, kinds, toll, top.potential)
        assert found is not None
        if found.bound - toll * matrix.most > top.bound:
            top = replace(found, bound=found.bound - toll * matrix.most)
        moves = _moves(matrix, found.cols)
        if _cost(matrix, found.cols) + toll * (moves - matrix.most) >= line - 1e-6:
            break
        held, over = (found.cols, over) if moves <= matrix.most else (held, found.cols)
    return replace(top, cols=held)


def _parted(matrix: Case, priced: Priced, limits: Limits) -> tuple[Case, Priced] | None:
    """Closes places until no pair meets: of the two ways of each pair that meets, the cheaper."""
    while True:
        meeting = [k for k in range(len(matrix.apart)) if pair_meets(matrix, priced.cols, k)]
        if not meeting:
            return matrix, priced
        limits.check()
        first = meeting[0]
        ways = []
        for who, where in zip(matrix.apart[first], (matrix.near[first], matrix.far[first]), strict=True):
            permit = matrix.permit.copy()
            permit[who, : len(where)] &= ~where
            closed = matrix._replace(permit=permit)
            found = _within(closed, limits)
            if found is not None:
                ways.append((closed, found))
        if not ways:
            return None
        matrix, priced = min(ways, key=lambda way: _cost(way[0], way[1].cols))

"""Rotations of thousands: the plain assignment proved, limits on moves by a price per move, chains and cycles piece by piece.

Every answer has a bound that holds whatever the solver did: potentials of posts, and for each person the cheapest place at them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numba import njit
from ortools.graph.python import linear_sum_assignment

from takar.placement.solving.chains import plan
from takar.placement.solving.matrix import case, costs, frame, permitted
from takar.placement.solving.places import Case, broken, pair_meets
from takar.placement.solving.polish import polish
from takar.placement.solving.problem import Floats, Ints, Limits, Plan, Problem
from takar.placement.solving.splitting import split
from takar.placement.solving.throng import field_of, pick

_UNITS = 100_000  # whole costs per point, for OR-Tools' assignment solver
_NEAR = 1.5  # points: places this close to the best stay in when prices change
_PRICES = 12  # prices per move tried
_SWEEPS = 40
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
    ways = [pick(matrix, field)]
    if not (clean(matrix, ways[0]) and matrix.permit[np.arange(len(ways[0])), ways[0]].all()):
        ways = [split(matrix, priced.cols)]
    return polish(matrix, ways[0], field, bound, seed, limits)


def clean(matrix: Case, cols: Ints) -> bool:
    """Whether chains and cycles are short enough and no pair meets."""
    scratch = np.empty(len(cols) + 1, np.int64)
    ways, _, pair = broken(matrix, cols, scratch, np.empty(len(cols), bool), scratch.copy())
    return bool(ways == 0 and pair < 0)


def _cost(matrix: Case, cols: Ints) -> float:
    return float(matrix.cost[np.arange(len(cols)), cols].sum())


def _moves(matrix: Case, cols: Ints) -> int:
    return int((cols[: len(matrix.stay)] != matrix.stay).sum())


@dataclass(slots=True)
class Arcs:
    """Places in the game: those of row i are `column[start[i]:start[i + 1]]`. `potential`: of columns, for the bound."""

    start: Ints
    row: Ints
    column: Ints
    potential: Floats


def every(matrix: Case) -> Arcs:
    """All places that are allowed."""
    row, column = np.nonzero(matrix.permit)
    return _arcs(matrix, row, column, np.zeros(len(matrix.cost)))


def near(matrix: Case, potential: Floats, points: float) -> Arcs:
    """Places at most so many points dearer than the best at these potentials, and not moving."""
    dear = matrix.cost - potential
    dear -= np.where(matrix.permit, dear, np.inf).min(axis=1)[:, None]
    kept = matrix.permit & (dear <= points)
    people = np.arange(len(matrix.stay))
    kept[people, matrix.stay] = matrix.permit[people, matrix.stay]
    row, column = np.nonzero(kept)
    return _arcs(matrix, row, column, potential)


def _arcs(matrix: Case, row: Ints, column: Ints, potential: Floats) -> Arcs:
    start = np.searchsorted(row, np.arange(len(matrix.cost) + 1))
    return Arcs(start, row.astype(np.int32), column.astype(np.int32), potential)


def assign(matrix: Case, arcs: Arcs, toll: float) -> tuple[Ints, float] | None:
    """(column of each row, bound of cost and tolls over *all* places), at a toll per move; None when some row has no column."""
    cost = matrix.cost[arcs.row, arcs.column]
    if toll:
        stay = np.full(len(matrix.cost), -1)
        stay[: len(matrix.stay)] = matrix.stay
        moved = (arcs.row < len(matrix.stay)) & (arcs.column != stay[arcs.row])
        cost = cost + toll * moved
    whole = np.rint(cost * _UNITS).astype(np.int64)
    solver = linear_sum_assignment.SimpleLinearSumAssignment()
    solver.add_arcs_with_cost(arcs.row, arcs.column, whole - whole.min())
    if solver.solve() != solver.OPTIMAL:
        return None
    cols = np.array([solver.right_mate(i) for i in range(len(matrix.cost))], np.int64)
    settle(cost, arcs.start, arcs.column, cols, arcs.potential, _SWEEPS)
    return cols, float(least(matrix.cost, matrix.permit, matrix.stay, toll, arcs.potential))


@njit(cache=True, nogil=True)
def settle(cost, start, column, cols, potential, sweeps):  # type: ignore[no-untyped-def]
    """Lowers potentials along exchanges until none lowers them further, or so often.

    A row is looked at again only when the potential of its own column was lowered.
    """
    size = len(cols)
    own, waits = np.zeros(size), np.ones(size, np.bool_)
    row_of = np.empty(size, np.int64)
    for i in range(size):
        row_of[cols[i]] = i
        for e in range(start[i], start[i + 1]):
            if column[e] == cols[i]:
                own[i] = cost[e]
    for _ in range(sweeps):
        changed = False
        for i in range(size):
            if not waits[i]:
                continue
            waits[i] = False
            base = potential[cols[i]] - own[i]
            for e in range(start[i], start[i + 1]):
                if base + cost[e] < potential[column[e]] - 1e-9:
                    potential[column[e]] = base + cost[e]
                    waits[row_of[column[e]]] = True
                    changed = True
        if not changed:
            return


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
    arcs = every(matrix)
    many = assign(matrix, arcs, 0.0)
    if many is None:
        return None
    over = Priced(*many, arcs.potential.copy(), 0.0)
    if matrix.most < 0 or _moves(matrix, over.cols) <= matrix.most:
        return over
    spread = float(np.abs(matrix.cost).max()) * 4
    few = assign(matrix, near(matrix, over.potential.copy(), _NEAR), spread)
    if few is None or _moves(matrix, few[0]) > matrix.most:
        few = assign(matrix, arcs, spread)
    if few is None or _moves(matrix, few[0]) > matrix.most:
        return None
    return _tolled(matrix, few[0], over, limits)


def _tolled(matrix: Case, held: Ints, many: Priced, limits: Limits) -> Priced:
    """The price per move at which the bound is best. `held` keeps the limit, `many` does not."""
    over, top = many.cols, many
    for _ in range(_PRICES):
        toll = (_cost(matrix, held) - _cost(matrix, over)) / (_moves(matrix, over) - _moves(matrix, held))
        line = _cost(matrix, held) + toll * (_moves(matrix, held) - matrix.most)
        limits.check()
        if top.bound >= line - 1e-6:
            break
        arcs = near(matrix, top.potential.copy(), _NEAR + abs(toll - top.toll))
        found = assign(matrix, arcs, toll)
        if found is None:
            arcs = every(matrix)
            found = assign(matrix, arcs, toll)
        assert found is not None
        if found[1] - toll * matrix.most > top.bound:
            top = Priced(found[0], found[1] - toll * matrix.most, arcs.potential, toll)
        moves = _moves(matrix, found[0])
        if _cost(matrix, found[0]) + toll * (moves - matrix.most) >= line - 1e-6:
            break
        held, over = (found[0], over) if moves <= matrix.most else (held, found[0])
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

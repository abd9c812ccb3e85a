"""The best plan within the rules, proved; or the rules that make one impossible."""

from __future__ import annotations

from dataclasses import replace
from threading import local

import numpy as np

from takar.placement.solving.chains import plan
from takar.placement.solving.linked import fits, solve_linked
from takar.placement.solving.links import solve_links
from takar.placement.solving.matrix import Frame, case, costs, frame, permitted
from takar.placement.solving.places import Case, Pool, pool
from takar.placement.solving.problem import Infeasible, Ints, Limits, Plan, Problem
from takar.placement.solving.tree import NOTHING, OPTIMAL, search

_FEW = 400  # nodes after which a search over chains is given up
_SOME = 40_000  # the same where its bound is tight
ROUNDS = 30  # of prices, for that bound


class _Memory(local):
    """The thread's own: a search that was abandoned in another thread may still write into that one's."""

    def __init__(self) -> None:
        self.pools: dict[int, Pool] = {}


_MEMORY, _SIZES = _Memory(), 4


def _pool(size: int) -> Pool:
    held = _MEMORY.pools
    if size not in held:
        if len(held) >= _SIZES:
            held.pop(next(iter(held)))
        held[size] = pool(size, slots=max(512, min(4096, 400_000_000 // (size * size * 8))))
    return held[size]


def run(
    made: Case, seeds: Ints | None = None, nodes: int = 200_000, memory: Pool | None = None
) -> tuple[int, Ints, float, float, int]:
    """(status, column of each row, cost, bound, nodes) of one matrix."""
    size = made.cost.shape[0]
    memory = memory or _pool(size)
    first = np.empty((0, size), np.int64) if seeds is None else seeds
    if fits(made):
        status, cost, bound, looked = solve_linked(made, memory, first, ROUNDS, nodes)
    else:
        status, cost, bound, looked = search(made, first, nodes, memory)
    return status, memory.best.copy(), cost, bound, looked


def places(made: Case, limits: Limits) -> tuple[Ints | None, float]:
    """(column of each row, bound of the cost), or (None, inf) when nothing keeps the rules.

    Where chains and cycles are limited and the search does not end, positions in chains are counted instead.
    Raises TimeoutError without an answer, and Stopped.
    """
    limits.check()
    linked = made.chain >= 0 or made.cycle >= 0
    nodes = limits.nodes if not linked else _SOME if fits(made) else _FEW
    status, cols, cost, bound, _ = run(made, nodes=nodes)
    if status == NOTHING:
        return None, float("inf")
    if status == OPTIMAL or not linked:
        if not np.isfinite(cost):
            raise TimeoutError("no plan within the nodes allowed")
        return cols, bound
    found, bound, gone = solve_links(made, limits.seconds)
    if found is None and not gone:
        raise TimeoutError("no plan within the time allowed")
    return found, bound


def best(problem: Problem, limits: Limits | None = None) -> Plan | None:
    """The best plan, or None when no plan keeps the rules. `Plan.bound` tells what is proved if time or nodes did not suffice.

    Raises TimeoutError when they did not suffice to find any plan.
    """
    made = frame(problem)
    matrix = case(made, costs(made, problem.fit), permitted(made))
    cols, bound = places(matrix, limits or Limits())
    return None if cols is None else told(made, matrix, cols, bound)


def told(made: Frame, matrix: Case, cols: Ints, bound: float) -> Plan:
    """A plan with the bound of a search turned into points of score."""
    found = plan(made, cols, made.problem.fit, np.inf)
    cost = float(matrix.cost[np.arange(len(cols)), cols].sum())
    return replace(found, bound=found.score + max(0.0, cost - bound))


def solve(problem: Problem, limits: Limits | None = None) -> Plan | Infeasible:
    """The best plan within the rules; when there is none, which rules stand in the way."""
    from takar.placement.solving.explain import explain

    found = best(problem, limits)
    return found if found is not None else explain(problem, limits)

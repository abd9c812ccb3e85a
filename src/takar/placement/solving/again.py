"""The same problem solved again and again: with other fits, with a move closed or forced. Keeps what does not change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import numpy as np

from takar.placement.solving.chains import plan
from takar.placement.solving.exact import places, run
from takar.placement.solving.linked import fits
from takar.placement.solving.matrix import (
    MOVING,
    Frame,
    case,
    costs,
    forbids,
    frame,
    permitted,
    still_permitted,
)
from takar.placement.solving.places import Case, Pool, pool
from takar.placement.solving.problem import Flags, Floats, Ints, Limits, Plan, Problem
from takar.placement.solving.tree import NOTHING

_SHORT = 3000  # nodes
_KEPT = 24  # earlier answers tried first


@dataclass(slots=True)
class Again:
    """One problem. `seeds`: answers found before; they shorten the next search and never change what it finds.

    `proved`: every answer is proved the best. Without it, searches over chains end after a few thousand nodes, with a bound.
    """

    problem: Problem
    limits: Limits = field(default_factory=Limits)
    proved: bool = True
    made: Frame = field(init=False)
    base: Case = field(init=False)
    seeds: list[Ints] = field(init=False, default_factory=list)
    _still: Flags = field(init=False)
    _memory: Pool = field(init=False)

    def __post_init__(self) -> None:
        self.made = frame(self.problem)
        self.base = case(self.made, costs(self.made, self.problem.fit), permitted(self.made))
        self._memory = pool(self.made.columns, slots=2048)
        self._still = still_permitted(self.made, self.base.permit)

    @property
    def linked(self) -> bool:
        return self.base.chain >= 0 or self.base.cycle >= 0

    def case_of(self, fit: Floats) -> Case:
        """The matrix for other fits; rules that look at fits look at these."""
        made = replace(self.made, problem=replace(self.problem, fit=fit))
        permit = self._still.copy()
        for rule in MOVING:
            if self.problem.rules.binds(rule):
                permit[: self.problem.people] &= ~forbids(made, rule)
        return self.base._replace(cost=costs(made, fit), permit=permit)

    def columns(self, matrix: Case) -> tuple[Ints | None, float, float]:
        """(column of each row, cost, bound) of a matrix of the same shape, or (None, inf, inf)."""
        if self.linked and (self.proved or not fits(matrix)):
            cols, bound = places(matrix, self.limits)
            if cols is None:
                return None, float("inf"), float("inf")
            return cols, float(matrix.cost[np.arange(len(cols)), cols].sum()), bound
        seeds = np.array(self.seeds, np.int64).reshape(-1, matrix.cost.shape[0])
        nodes = _SHORT if self.linked else self.limits.nodes
        status, cols, cost, bound, _ = run(matrix, seeds, nodes, self._memory)
        if status == NOTHING or not np.isfinite(cost):
            return None, float("inf"), float("inf")
        self._remember(cols)
        return cols, cost, bound

    def _remember(self, cols: Ints) -> None:
        if not any((cols == one).all() for one in self.seeds):
            self.seeds = [cols, *self.seeds[: _KEPT - 1]]

    def plan(self, matrix: Case) -> Plan | None:
        """The best plan for a matrix over the problem's own fits."""
        cols, cost, bound = self.columns(matrix)
        if cols is None:
            return None
        found = plan(self.made, cols, self.problem.fit, np.inf)
        return replace(found, bound=found.score + max(0.0, cost - bound))

    def closed(self, pairs: Iterable[tuple[int, int]]) -> Case:
        """The matrix with some places closed."""
        permit = self.base.permit.copy()
        for person, post in pairs:
            permit[person, post] = False
        return self.base._replace(permit=permit)

    def at_most(self, moves: int) -> Case:
        """The matrix with another limit on moves."""
        return self.base._replace(most=moves)

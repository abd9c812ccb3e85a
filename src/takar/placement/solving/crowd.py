"""A plan of many people settled, and what else it could be: the best plan without each move, what change of a score undoes one.

Exact, for questions whose one joint rule is one holder for each post (`plain`). Pairs that may not meet are looked at afterwards:
where the answer would let one meet, it is not given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numba import njit

from takar.placement.solving.chains import plan
from takar.placement.solving.matrix import (
    TIE,
    Frame,
    case,
    costs,
    due,
    frame,
    permitted,
    still_permitted,
    worth,
)
from takar.placement.solving.places import Case, pair_meets
from takar.placement.solving.problem import Flags, Floats, Ints, Move, Plan, Problem
from takar.placement.solving.settled import Settled, Ways, cheapest, settled, within

_SWEEPS = 400
_TINY = 1e-7  # points


def plain(problem: Problem) -> bool:
    """Whether nothing limits moves, chains or cycles."""
    rules = problem.rules
    return rules.moves_most is None and rules.chain_longest is None and rules.cycle_longest is None


@dataclass(frozen=True, slots=True)
class Loss:
    """Without one move: `gain` of the best plan then, and the points of score that are lost (`margin`).

    The margin is also the smallest change of one fit that undoes the move. No plan: gain NaN, margin inf. Not known: both NaN.
    """

    move: Move
    gain: float
    margin: float


@dataclass(frozen=True, slots=True)
class Crowd:
    """One question with its best plan, settled."""

    made: Frame
    matrix: Case
    one: Settled
    points: Floats
    still: Flags

    @property
    def problem(self) -> Problem:
        return self.made.problem

    def loss(self, found: Plan, move: Move, ways: Ways) -> Loss:
        """The best plan without one of the plan's moves."""
        home = int(self.one.col_of[move.person])
        if home != move.post:
            return Loss(move, float("nan"), float("nan"))
        column, margin = cheapest(self.one, home, ways)
        if column < 0:
            return Loss(move, float("nan"), float("inf"))
        path = ways.path(column, home)
        if self._meets(move.person, path):
            return Loss(move, float("nan"), float("nan"))
        return Loss(move, found.gain + self._gained(move.person, path), margin)

    def moved(self, person: int, fits: Floats, ways: Ways) -> list[list[int]]:
        """For each row of fits, (q, posts), that a person could have: whose places the best plan changes; none: it stands."""
        cost, permit = self._rows(person, fits)
        home = int(self.one.col_of[person])
        value = np.where(permit, cost - self.one.v, np.inf)
        own = value[:, home].copy()
        value[:, home] = np.inf
        limit = float((own - value.min(axis=1)).max(initial=-np.inf))
        if not limit > _TINY:
            return [[] for _ in fits]
        within(self.one, home, limit, ways)
        value += ways.reach
        goal = value.argmin(axis=1)
        better = value[np.arange(len(fits)), goal] < own - _TINY
        return [
            self._changed(person, home, int(to), ways) if yes else []
            for to, yes in zip(goal, better, strict=True)
        ]

    def _changed(self, person: int, home: int, to: int, ways: Ways) -> list[int]:
        path = ways.path(to, home)
        if self._meets(person, path):
            return []
        return [person, *(int(self.one.row_of[column]) for column in path[:-1])]

    def _gained(self, person: int, path: Sequence[int]) -> float:
        """What the plan's gain changes by when a person takes the first place of a way and all on it make room."""
        people, gained = self.problem.people, 0.0
        for row, column in self._goes(person, path):
            if row < people:
                gained += self.points[row, column] - self.points[row, int(self.one.col_of[row])]
        return gained

    def _goes(self, person: int, path: Sequence[int]) -> list[tuple[int, int]]:
        rows = [person, *(int(self.one.row_of[column]) for column in path[:-1])]
        return list(zip(rows, path, strict=True))

    def _meets(self, person: int, path: Sequence[int]) -> bool:
        if not len(self.matrix.apart):
            return False
        cols = self.one.col_of.copy()
        for row, column in self._goes(person, path):
            cols[row] = column
        return meets(self.matrix, cols)

    def _rows(self, person: int, fits: Floats) -> tuple[Floats, Flags]:
        """(costs, places allowed), each (q, columns), of one person for rows of fits."""
        problem, rules, posts = self.problem, self.problem.rules, self.problem.posts
        stay, seat = int(self.made.stay[person]), int(problem.current[person])
        worse = fits < fits[:, [seat]] if seat >= 0 else np.zeros(fits.shape, bool)
        permit = np.repeat(self.still[person][None], len(fits), axis=0)
        if rules.floor is not None:
            permit[:, :posts] &= ~(fits < rules.floor)
        if rules.no_worse:
            permit[:, :posts] &= ~worse
        permit[:, stay] = self.still[person, stay]
        cost = np.full(permit.shape, rules.move_price + TIE)
        cost[:, :posts] += rules.worse_price * worse
        cost[:, stay] = rules.review_price if due(problem)[person] else 0.0
        points = problem.weight * (fits - rules.vacant_worth)
        cost[:, :posts] -= np.where(np.isfinite(fits), points, 0.0)
        return cost, permit


def crowd_of(problem: Problem, found: Plan) -> Crowd | None:
    """The plan is the best one (to a hundred-thousandth of a point for each person); None where pairs would have to be parted."""
    made, matrix, one = _from(problem, found)
    if one is None or meets(matrix, one.col_of):
        return None
    return Crowd(made, matrix, one, worth(made, problem.fit), still_permitted(made, matrix.permit))


def settled_from(problem: Problem, start: Plan) -> Plan | None:
    """The best plan, from one that is nearly it. None: nothing keeps the rules. Raises LookupError where a pair would meet."""
    made, matrix, one = _from(problem, start)
    if one is None:
        return None
    if meets(matrix, one.col_of):
        raise LookupError("a pair would meet")
    found = plan(made, one.col_of, problem.fit, np.inf)
    return replace(found, bound=found.score)


def _from(problem: Problem, start: Plan) -> tuple[Frame, Case, Settled | None]:
    """The question as a matrix, settled from a plan that is nearly the best."""
    made = frame(problem)
    matrix, cols = case(made, costs(made, problem.fit), permitted(made)), _columns(made, start)
    potential = np.zeros(len(cols))
    _lowered(matrix.cost, matrix.permit, cols, potential, _SWEEPS)
    return made, matrix, settled(matrix, cols, potential)


def _columns(made: Frame, found: Plan) -> Ints:
    """The column of each row; rows of nobody take what is left."""
    mine = np.where(found.assign >= 0, found.assign, made.stay)
    return np.concatenate([mine, np.setdiff1d(np.arange(made.columns), mine)]).astype(np.int64)


def meets(matrix: Case, cols: Ints) -> bool:
    """Whether a pair meets."""
    return any(pair_meets(matrix, cols, k) for k in range(len(matrix.apart)))


@njit(cache=True, nogil=True)
def _lowered(cost, permit, cols, potential, sweeps):  # type: ignore[no-untyped-def]
    """Lowers potentials along exchanges over all places until none lowers them further, or so often.

    A row is looked at again only when the potential of its own column was lowered.
    """
    size = len(cols)
    waits, row_of = np.ones(size, np.bool_), np.empty(size, np.int64)
    for i in range(size):
        row_of[cols[i]] = i
    for _ in range(sweeps):
        changed = False
        for i in range(size):
            if not waits[i]:
                continue
            waits[i] = False
            base = potential[cols[i]] - cost[i, cols[i]]
            for j in range(size):
                if permit[i, j] and base + cost[i, j] < potential[j] - 1e-12:
                    potential[j] = base + cost[i, j]
                    waits[row_of[j]] = changed = True
        if not changed:
            return

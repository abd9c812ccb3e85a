"""The same question asked again of other scores, for few people and for thousands.

Retests come in blocks, each with draws of its own, so that a later block adds to what is known already: the same seed and number
of a block give the same retests on every day and for every point.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np

from takar.placement.domain.merged import Merged, merged
from takar.placement.domain.posterior import Levels
from takar.placement.domain.tables import FitTable
from takar.placement.drawing import retest_draws, retests
from takar.placement.effort import LARGE_PRICES, SMALL
from takar.placement.solving.crowd import crowd_of, plain
from takar.placement.solving.dense import solve_large
from takar.placement.solving.problem import Flags, Floats, Infeasible, Limits, Plan, Problem, Relaxation, Rule
from takar.placement.solving.redo import Redo
from takar.placement.solving.survival import survival

_BLOCK, _WORKERS = 5_000_000, 2  # fits held at a time; threads
_BATCH = 16  # retests between two looks whether to stop

Told = Callable[[float], None]
"""Share of the retests that are done. May raise to stop."""


def quiet(share: float) -> None:
    """Tells nobody."""


@dataclass(frozen=True, slots=True)
class Retested:
    """`chance`: per move of the plan, NaN when nobody was retested."""

    chance: Floats
    retests: int


def retested(
    table: FitTable,
    question: Problem,
    plan: Plan,
    k: int,
    seed: int,
    *,
    block: int = 0,
    told: Told = quiet,
    limits: Limits | None = None,
) -> Retested:
    """How often each move is in the best plan again. The same seed and block give every point the same retests."""
    if not plan.moves or not k:
        return Retested(np.full(len(plan.moves), np.nan), k if not plan.moves else 0)
    way = _few if question.people <= SMALL else _many
    hits = way(table, question, plan, k, _Draws(seed, block), told, limits or Limits())
    return Retested(hits / k, k)


@dataclass(frozen=True, slots=True)
class _Draws:
    seed: int
    block: int


def _few(
    table: FitTable, question: Problem, plan: Plan, k: int, draws: _Draws, told: Told, limits: Limits
) -> Floats:
    at_once = max(1, min(k, _BLOCK // max(1, question.people * question.posts), k // 4 + 1))
    hits, done = np.zeros(len(plan.moves)), 0
    for block in retests(table, k, draws.seed, at_once, draws.block):
        found = survival(question, plan, block, limits)
        limits.check()
        hits += found.chance * found.retests
        done += len(block)
        told(done / k)
    return np.rint(hits)


def _many(
    table: FitTable, question: Problem, plan: Plan, k: int, draws: _Draws, told: Told, limits: Limits
) -> Floats:
    crowd = crowd_of(question, plan) if plain(question) else None
    whole = merged(table)
    workers = [_Redone(question, plan, Redo(crowd) if crowd else None, whole) for _ in range(_WORKERS)]
    hits, done = np.zeros(len(plan.moves)), 0
    levels = retest_draws(table, draws.seed, draws.block)
    with ThreadPoolExecutor(_WORKERS) as threads:
        while done < k:
            some = list(islice(levels, min(_BATCH, k - done)))
            parts = [some[at::_WORKERS] for at in range(_WORKERS)]
            for found in threads.map(_Redone.hits, workers, parts, [limits] * _WORKERS):
                hits += found
            done += len(some)
            told(done / k)
    return hits


@dataclass(frozen=True, slots=True)
class _Redone:
    """One thread's share of the retests."""

    question: Problem
    plan: Plan
    redo: Redo | None
    merged: Merged

    def hits(self, levels: Sequence[Levels], limits: Limits) -> Floats:
        people = np.array([move.person for move in self.plan.moves])
        posts = np.array([move.post for move in self.plan.moves])
        found = np.zeros(len(people))
        for one in levels:
            limits.check()
            found += self._hit(self.merged.fit(one), people, posts, limits)
        return found

    def _hit(self, fit: Floats, people: np.ndarray, posts: np.ndarray, limits: Limits) -> Flags:
        if self.redo:
            try:
                cols, _gap = self.redo.columns(fit)
            except LookupError:
                return self._searched(fit, people, posts, limits)
            return np.zeros(len(people), bool) if cols is None else cols[people] == posts
        return self._searched(fit, people, posts, limits)

    def _searched(self, fit: Floats, people: np.ndarray, posts: np.ndarray, limits: Limits) -> Flags:
        """A retest whose search finds no plan counts against every move."""
        try:
            other = solve_large(replace(self.question, fit=fit), limits)
        except TimeoutError:
            other = None
        return np.zeros(len(people), bool) if other is None else other.assign[people] == posts


def by_price(
    problem: Problem, told: Told = quiet, limits: Limits | None = None
) -> tuple[tuple[Plan, float], ...] | Infeasible:
    """A few points of the front of thousands: the best at each price per move, with its bound; fewest moves first."""
    found: dict[int, tuple[Plan, float]] = {}
    prices = sorted({*LARGE_PRICES, problem.rules.move_price})
    for at, price in enumerate(prices):
        told(at / len(prices))
        (limits or Limits()).check()
        plan = solve_large(problem.with_rules(move_price=price), limits)
        if plan is None:
            return _blocked(problem, told, limits)
        found.setdefault(len(plan.moves), (plan, price))
    return _rising([found[moves] for moves in sorted(found)])


def _rising(plans: Sequence[tuple[Plan, float]]) -> tuple[tuple[Plan, float], ...]:
    """Without points that have more moves and no more gain."""
    kept: list[tuple[Plan, float]] = []
    for plan, price in plans:
        if not kept or plan.gain > kept[-1][0].gain:
            kept.append((plan, price))
    return tuple(kept)


_ID, _EN = "Tanpa aturan ini ada rencana.", "Without this rule there is a plan."


def _blocked(problem: Problem, told: Told, limits: Limits | None) -> Infeasible:
    """The rules each of which, left out, makes a plan possible; whom they would let through is not counted for thousands."""
    binding = [rule for rule in Rule if rule is not Rule.NO_REMOVAL and problem.rules.binds(rule)]
    ways = []
    for at, rule in enumerate(binding):
        told(at / len(binding))
        if solve_large(replace(problem, rules=problem.rules.without(rule)), limits):
            ways.append(rule)
    return Infeasible(tuple(Relaxation(rule, _ID, _EN) for rule in ways), () if ways else tuple(binding))

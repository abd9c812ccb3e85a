"""The same question asked again of other scores, for few people and for thousands."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np

from takar.jobs.public import Progress
from takar.placement.case import Case
from takar.placement.drawing import retests
from takar.placement.effort import LARGE_PRICES, SMALL
from takar.placement.solving.dense import solve_large
from takar.placement.solving.problem import Floats, Infeasible, Plan, Problem, Relaxation, Rule
from takar.placement.solving.survival import survival

_BLOCK, _WORKERS = 5_000_000, 2  # fits held at a time; threads


@dataclass(frozen=True, slots=True)
class Retested:
    """`chance`: per move of the plan, NaN when nobody was retested."""

    chance: Floats
    retests: int


def retested(case: Case, question: Problem, plan: Plan, k: int, seed: int) -> Retested:
    """How often each move is in the best plan again. The same seed gives every point the same retests."""
    if not plan.moves or not k:
        return Retested(np.full(len(plan.moves), np.nan), k if not plan.moves else 0)
    one = _many if question.people <= SMALL else _large
    at_once = max(1, min(k, _BLOCK // plan_size(question)))
    hits = sum(one(question, plan, block) * len(block) for block in retests(case.table, k, seed, at_once))
    return Retested(np.asarray(hits) / k, k)


def plan_size(question: Problem) -> int:
    """Fits of one table."""
    return max(1, question.people * question.posts)


def _many(question: Problem, plan: Plan, block: Floats) -> Floats:
    return survival(question, plan, block).chance


def _large(question: Problem, plan: Plan, block: Floats) -> Floats:
    with ThreadPoolExecutor(_WORKERS) as threads:
        again = list(threads.map(lambda fit: solve_large(replace(question, fit=fit)), block))
    hits = [_same(plan, other) for other in again]
    return np.asarray(np.mean(hits, axis=0))


def _same(plan: Plan, other: Plan | None) -> list[bool]:
    return [other is not None and int(other.assign[move.person]) == move.post for move in plan.moves]


def by_price(problem: Problem, progress: Progress) -> tuple[Plan, ...] | Infeasible:
    """A few points of the front of thousands: the best at each price per move, with its bound; fewest moves first."""
    found: dict[int, Plan] = {}
    prices = sorted({*LARGE_PRICES, problem.rules.move_price})
    for at, price in enumerate(prices):
        progress(at, 2 * len(prices), "solve")
        plan = solve_large(problem.with_rules(move_price=price))
        if plan is None:
            return _blocked(problem)
        found.setdefault(len(plan.moves), plan)
    return _rising([found[moves] for moves in sorted(found)])


def _rising(plans: Sequence[Plan]) -> tuple[Plan, ...]:
    """Without points that have more moves and no more gain."""
    kept: list[Plan] = []
    for plan in plans:
        if not kept or plan.gain > kept[-1].gain:
            kept.append(plan)
    return tuple(kept)


_ID, _EN = "Tanpa aturan ini ada rencana.", "Without this rule there is a plan."


def _blocked(problem: Problem) -> Infeasible:
    """The rules each of which, left out, makes a plan possible; whom they would let through is not counted for thousands."""
    binding = [rule for rule in Rule if rule is not Rule.NO_REMOVAL and problem.rules.binds(rule)]
    ways = [rule for rule in binding if solve_large(replace(problem, rules=problem.rules.without(rule)))]
    return Infeasible(tuple(Relaxation(rule, _ID, _EN) for rule in ways), () if ways else tuple(binding))

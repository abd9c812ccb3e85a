"""From few sure moves to most expected fit: every plan that nothing else beats in both."""

from __future__ import annotations

from takar.placement.solving.again import Again
from takar.placement.solving.problem import Limits, Plan, Problem


def front(problem: Problem, limits: Limits | None = None) -> tuple[Plan, ...]:
    """Plans with ever more moves and ever more gain; the last is the best there is. Empty when nothing keeps the rules.

    Moves have no price here: the number of moves is the price. Every point is proved unless its bound says otherwise.
    Raises Stopped.
    """
    free = problem.with_rules(move_price=0.0)
    bounds = limits or Limits()
    again = Again(free, bounds)
    found: list[Plan] = []
    plan = again.plan(again.base)
    while plan is not None:
        bounds.check()
        found.append(plan)
        if _moved(plan) == 0:
            break
        plan = again.plan(again.at_most(_moved(plan) - 1))
    return tuple(_undominated(found))


def _moved(plan: Plan) -> int:
    return len(plan.moves) + len(plan.removed)


def _undominated(plans: list[Plan]) -> list[Plan]:
    """By moves; of equally good ones the one with fewer moves."""
    kept: list[Plan] = []
    for plan in reversed(plans):
        if not kept or plan.score > kept[-1].score + 1e-7:
            kept.append(plan)
    return kept


def fewer(problem: Problem, plan: Plan, limits: Limits | None = None) -> Plan | None:
    """The best plan with at least one move less: the nearest alternative for whoever wants fewer. None if there is none."""
    again = Again(problem, limits or Limits())
    moved = _moved(plan)
    return again.plan(again.at_most(moved - 1)) if moved else None

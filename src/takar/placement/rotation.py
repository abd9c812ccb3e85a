"""From a case to an answer: the best plans, how sure they are, what each rule costs; or which rules stand in the way.

No clock decides anything here: the same inputs, seed and solver give the same answer. Promised gains are of expected fits; the
naive promise (of fits as measured) stands beside them only for comparison.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from typing import Any

import numpy as np

from takar.jobs.public import Progress
from takar.kernel.canonical import Json, digest
from takar.placement.case import Case, problem_from
from takar.placement.domain.scenario.terms import Terms, to_json
from takar.placement.drawing import pairs_of, true_fits, true_gains
from takar.placement.effort import SMALL, Effort, effort_of, hull, suggested
from takar.placement.frozen import Answer, digest_of, pack
from takar.placement.results import Sureness, infeasible_data, plan_data, text
from takar.placement.retesting import by_price, retested
from takar.placement.solving.dense import solve_large
from takar.placement.solving.exact import best, solve
from takar.placement.solving.frontier import front
from takar.placement.solving.problem import Floats, Infeasible, Pair, Plan, Problem, Rule
from takar.placement.solving.without import Flip, Without, margins
from takar.placement.undoing import change_arrays, sentence, undone_by


def answer(
    case: Case, terms: Terms, ruleset_digest: str, progress: Progress, seconds: Callable[[], float]
) -> Answer:
    """Raises what `progress` raises when somebody cancels."""
    begun = seconds()
    inputs, arrays = case.inputs(terms), case.arrays(terms)
    if len(case.people) <= SMALL:
        arrays |= change_arrays(case)
    made = problem_from(inputs, arrays)
    progress(1, 10, "solve")
    body: dict[str, Json] = {"people": inputs["people"], "posts": inputs["posts"], "holes": inputs["holes"]}
    plans = _plans(made, progress)
    if isinstance(plans, Infeasible):
        body |= infeasible_data(plans, case.table.people, case.table.positions)
        plans = ()
    else:
        body |= _answered(Worked(case, terms, made, arrays), plans, progress)
    rules_digest = digest({"terms": to_json(terms), "ruleset": ruleset_digest})
    return Answer(
        inputs, pack(arrays), digest_of(inputs, arrays), rules_digest, body, digest(body),
        tuple(sorted({len(one.moves) for one in plans})), solver_name(), seconds() - begun,
    )  # fmt: skip


def solver_name() -> str:
    """Program and versions that an answer depends on."""
    parts = (f"{name} {version(name)}" for name in ("takar", "numpy", "numba"))
    return "; ".join(parts)


def _plans(made: Problem, progress: Progress) -> tuple[Plan, ...] | Infeasible:
    if made.people > SMALL:
        return by_price(made, progress)
    plans = front(made)
    if plans:
        return plans
    nothing = solve(made)
    assert isinstance(nothing, Infeasible)
    return nothing


@dataclass(frozen=True, slots=True)
class Worked:
    """What is shared by all plans of one case."""

    case: Case
    terms: Terms
    problem: Problem
    arrays: Mapping[str, np.ndarray]


def _answered(work: Worked, plans: Sequence[Plan], progress: Progress) -> dict[str, Json]:
    """Every point with how sure it is, and what was computed for how many people."""
    case, terms, made = work.case, work.terms, work.problem
    effort = effort_of(made.people, terms.redraws)
    points = _points(made, plans, effort)
    truth = true_fits(case.table, pairs_of(one.plan for one in points), effort.draws, terms.seed)
    told: list[Json] = []
    for at, one in enumerate(points):
        progress(2 + at, 4 + len(points), "survival")
        told.append(_told(work, one, effort, truth))
    progress(3 + len(points), 4 + len(points), "prices")
    return {
        "front": told,
        "best": next(len(one.plan.moves) for one in points if one.chosen),
        "effort": {"front": effort.kind, "draws": effort.draws, "margins": effort.margins},
        "prices": _prices(made, plans[-1]),
    }


@dataclass(frozen=True, slots=True)
class Asked:
    """One point and the question that a retest answers again: as many moves at the most, or the same price per move."""

    plan: Plan
    question: Problem
    chosen: bool
    price: float | None = None


def _points(made: Problem, plans: Sequence[Plan], effort: Effort) -> list[Asked]:
    price = made.rules.move_price
    if effort.kind != "whole":
        priced = hull(plans, price)
        chosen = suggested([plan for plan, _ in priced], price)
        return [Asked(one, made.with_rules(move_price=at), one is chosen, at) for one, at in priced]
    chosen = suggested(plans, price)
    return [
        Asked(one, made.with_rules(move_price=0.0, moves_most=len(one.moves)), one is chosen) for one in plans
    ]


def _told(work: Worked, asked: Asked, effort: Effort, truth: dict[Pair, Floats]) -> Json:
    case, terms, made = work.case, work.terms, work.problem
    found = asked.plan
    k = effort.suggested if asked.chosen else effort.each
    again = retested(case, asked.question, found, k, terms.seed)
    names = [one.name for one in case.people]
    lost = _lost(asked.question, found, effort)
    sure = Sureness(
        gains=true_gains(made, found, truth, effort.draws),
        survival=[float(one) for one in again.chance],
        without=[one.plan.gain if one.plan else float("nan") for one in lost],
        flips=[
            sentence(names, case.table.codes, flip, one.margin, case.on)
            for flip, one in zip(_flips(work, asked, effort), lost, strict=True)
        ],
        after=[truth[move.person, move.post] for move in found.moves],
        naive=_naive(made, found, case.observed),
    )
    data = plan_data(made, found, sure, case.table.people, case.table.positions, case.table.to_check)
    price = None if asked.price is None else text(asked.price)
    return data | {"retests": again.retests, "suggested": asked.chosen, "price": price}


def _lost(question: Problem, found: Plan, effort: Effort) -> Sequence[Without]:
    """The best plan without each move."""
    if not effort.margins:
        return [Without(move, None, float("nan")) for move in found.moves]
    return margins(question, found)


def _naive(made: Problem, found: Plan, observed: Floats) -> float:
    """What as many moves promise when errors of measurement are ignored; not computed for thousands."""
    if made.people > SMALL:
        return float("nan")
    other = best(replace(made.with_rules(move_price=0.0, moves_most=len(found.moves)), fit=observed))
    return other.gain if other else float("nan")


def _flips(work: Worked, asked: Asked, effort: Effort) -> Sequence[Flip]:
    """Single levels are tried for the suggested plan only; elsewhere the margin tells, until somebody asks."""
    found = asked.plan
    if not effort.margins or not found.moves or not asked.chosen:
        return [Flip(move, None) for move in found.moves]
    return undone_by(asked.question, found.moves, work.arrays)


def _prices(made: Problem, found: Plan) -> list[Json]:
    """What each rule that is on takes away from the gain of the best plan."""
    rows: list[Json] = []
    free = made.with_rules(move_price=0.0)
    for rule in Rule:
        if rule is Rule.NO_REMOVAL or not made.rules.binds(rule):
            continue
        if _touches_nothing(made, rule):
            rows.append({"rule": rule.value, "gain": text(0.0)})
            continue
        loose = replace(free, rules=free.rules.without(rule))
        other = solve_large(loose) if made.people > SMALL else best(loose)
        gained: Any = None if other is None else text(max(0.0, other.gain - found.gain))
        rows.append({"rule": rule.value, "gain": gained})
    return rows


def _touches_nothing(made: Problem, rule: Rule) -> bool:
    """A rule that is on without a pair, post or day to hold for; its price needs no solving."""
    holds_for = {
        Rule.LOCKED: bool(made.locked),
        Rule.FORBIDDEN: bool(made.forbidden),
        Rule.APART: bool(made.apart),
        Rule.MUST_FILL: bool(made.must_fill.any()),
        Rule.BAN: bool(made.banned.any()),
    }
    return not holds_for.get(rule, True)

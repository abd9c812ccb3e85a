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

from takar.kernel.canonical import Json, digest
from takar.placement.case import Case, problem_from
from takar.placement.domain.scenario.terms import Terms, to_json
from takar.placement.drawing import pairs_of, true_fits, true_gains
from takar.placement.effort import SMALL, WHOLE, Effort, effort_of, hull, suggested
from takar.placement.frozen import Answer, digest_of, pack
from takar.placement.hearing import Saying
from takar.placement.results import Sureness, infeasible_data, plan_data, text
from takar.placement.retesting import by_price, retested
from takar.placement.solving.crowd import Loss, plain
from takar.placement.solving.dense import solve_large
from takar.placement.solving.exact import best, solve
from takar.placement.solving.frontier import front
from takar.placement.solving.problem import Floats, Infeasible, Limits, Pair, Plan, Problem, Rule
from takar.placement.solving.without import Flip, margins
from takar.placement.undoing import change_arrays, sentence, undone_by, without_and_undone

_FRONT, _SURE = 0.3, 0.95
"""Shares of the work that are done when the front is known, and how sure it is."""


def answer(
    case: Case,
    terms: Terms,
    ruleset_digest: str,
    names: Sequence[Mapping[str, str]],
    saying: Saying,
    seconds: Callable[[], float],
) -> Answer:
    """`names`: of the competencies, in the case's order ({"id", "en"}). Raises Stopped when `saying` does, TimeoutError when a
    search ends without any plan."""
    begun = seconds()
    inputs, arrays = case.inputs(terms), case.arrays(terms)
    if len(case.people) <= SMALL:
        arrays |= change_arrays(case)
    made = problem_from(inputs, arrays)
    saying(0.01, "solve")
    body: dict[str, Json] = {"people": inputs["people"], "posts": inputs["posts"], "holes": inputs["holes"]}
    points = _asked(made, saying)
    if isinstance(points, Infeasible):
        body |= infeasible_data(points, case.table.people, case.table.positions)
        points = []
    else:
        body |= _answered(Worked(case, terms, made, arrays, names, saying), points)
    saying(0.99, "keep")
    rules_digest = digest({"terms": to_json(terms), "ruleset": ruleset_digest})
    return Answer(
        inputs, pack(arrays), digest_of(inputs, arrays), rules_digest, body, digest(body),
        tuple(sorted({len(one.plan.moves) for one in points})), solver_name(), seconds() - begun,
    )  # fmt: skip


def solver_name() -> str:
    """Program and versions that an answer depends on."""
    parts = (f"{name} {version(name)}" for name in ("takar", "numpy", "numba"))
    return "; ".join(parts)


@dataclass(frozen=True, slots=True)
class Asked:
    """One point and the question that a retest answers again: as many moves at the most, or the same price per move."""

    plan: Plan
    question: Problem
    chosen: bool
    price: float | None = None


def _asked(made: Problem, saying: Saying) -> list[Asked] | Infeasible:
    """The points of the front, each with what it answers."""
    limits, price = Limits(stop=saying.stopped), made.rules.move_price
    if made.people > SMALL:
        few = by_price(made, lambda share: saying(_FRONT * share, "solve"), limits)
        return few if isinstance(few, Infeasible) else _priced(made, few)
    plans = front(made, limits)
    if not plans:
        nothing = solve(made, limits)
        assert isinstance(nothing, Infeasible)
        return nothing
    if made.people > WHOLE:
        return _priced(made, hull(plans, price))
    chosen = suggested(plans, price)
    return [
        Asked(one, made.with_rules(move_price=0.0, moves_most=len(one.moves)), one is chosen) for one in plans
    ]


def _priced(made: Problem, priced: Sequence[tuple[Plan, float]]) -> list[Asked]:
    chosen = suggested([plan for plan, _ in priced], made.rules.move_price)
    return [Asked(one, made.with_rules(move_price=at), one is chosen, at) for one, at in priced]


@dataclass(frozen=True, slots=True)
class Worked:
    """What is shared by all plans of one case."""

    case: Case
    terms: Terms
    problem: Problem
    arrays: Mapping[str, np.ndarray]
    names: Sequence[Mapping[str, str]]
    saying: Saying

    @property
    def limits(self) -> Limits:
        return Limits(stop=self.saying.stopped)


def _answered(work: Worked, points: Sequence[Asked]) -> dict[str, Json]:
    """Every point with how sure it is, and what was computed for how many people."""
    case, terms, made = work.case, work.terms, work.problem
    effort = effort_of(made.people, terms.redraws, plain(made))
    truth = true_fits(case.table, pairs_of(one.plan for one in points), effort.draws, terms.seed)
    told: list[Json] = []
    step = (_SURE - _FRONT) / len(points)
    for at, one in enumerate(points):
        told.append(_told(work, one, effort, truth, _FRONT + at * step, step))
    work.saying(_SURE, "prices")
    return {
        "front": told,
        "best": next(len(one.plan.moves) for one in points if one.chosen),
        "effort": {
            "front": effort.kind,
            "draws": effort.draws,
            "margins": effort.margins,
            "more": effort.more,
        },
        "prices": _prices(work, points[-1].plan),
    }


def _told(
    work: Worked, asked: Asked, effort: Effort, truth: dict[Pair, Floats], begun: float, step: float
) -> Json:
    case, terms, made = work.case, work.terms, work.problem
    found = asked.plan
    k = effort.suggested if asked.chosen else effort.each
    again = retested(
        case.table, asked.question, found, k, terms.seed,
        told=lambda share: work.saying(begun + step * 0.7 * share, "survival"), limits=work.limits,
    )  # fmt: skip
    work.saying(begun + step * 0.7, "without")
    lost, flips = _without(work, asked, effort)
    people = [one.name for one in case.people]
    sure = Sureness(
        gains=true_gains(made, found, truth, effort.draws),
        survival=[float(one) for one in again.chance],
        without=[one.gain for one in lost],
        flips=[sentence(people, work.names, flip, one.margin) for flip, one in zip(flips, lost, strict=True)],
        after=[truth[move.person, move.post] for move in found.moves],
        naive=_naive(work, found),
    )
    data = plan_data(made, found, sure, case.table.people, case.table.positions, case.table.to_check)
    price = None if asked.price is None else text(asked.price)
    return data | {"retests": again.retests, "suggested": asked.chosen, "price": price}


def _without(work: Worked, asked: Asked, effort: Effort) -> tuple[Sequence[Loss], Sequence[Flip]]:
    """The best plan without each move, and what single change of a score undoes it."""
    found, nothing = asked.plan, float("nan")
    unknown = [Flip(move, None) for move in found.moves]
    if not effort.margins or not found.moves or not (effort.everywhere or asked.chosen):
        return [Loss(move, nothing, nothing) for move in found.moves], unknown
    told = without_and_undone(asked.question, found, work.case.table, work.case.levels, work.limits)
    if told:
        return told
    if work.problem.people > SMALL:
        return [Loss(move, nothing, nothing) for move in found.moves], unknown
    lost = [
        Loss(one.move, one.plan.gain if one.plan else nothing, one.margin)
        for one in margins(asked.question, found, limits=work.limits)
    ]
    return lost, undone_by(
        asked.question, found.moves, work.arrays, limits=work.limits
    ) if asked.chosen else unknown


def _naive(work: Worked, found: Plan) -> float:
    """What as many moves promise when errors of measurement are ignored; not computed for thousands."""
    made = work.problem
    if made.people > SMALL:
        return float("nan")
    asked = made.with_rules(move_price=0.0, moves_most=len(found.moves))
    other = best(replace(asked, fit=work.case.observed), work.limits)
    return other.gain if other else float("nan")


def _prices(work: Worked, found: Plan) -> list[Json]:
    """What each rule that is on takes away from the gain of the best plan."""
    made = work.problem
    rows: list[Json] = []
    free = made.with_rules(move_price=0.0)
    for rule in Rule:
        if rule is Rule.NO_REMOVAL or not made.rules.binds(rule):
            continue
        if _touches_nothing(made, rule):
            rows.append({"rule": rule.value, "gain": text(0.0)})
            continue
        loose = replace(free, rules=free.rules.without(rule))
        gained: Any = _gained(loose, found, work.limits)
        rows.append({"rule": rule.value, "gain": gained})
    return rows


def _gained(loose: Problem, found: Plan, limits: Limits) -> str | None:
    """Text of the points that a looser rule would bring; None where that has no plan, or none was found."""
    try:
        other = solve_large(loose, limits) if loose.people > SMALL else best(loose, limits)
    except TimeoutError:
        return None
    return None if other is None else text(max(0.0, other.gain - found.gain))


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

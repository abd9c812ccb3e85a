"""From a case to an answer: the best plans, how sure they are, what each rule costs; or which rules stand in the way.

No clock decides anything here: the same inputs, seed and solver give the same answer. Promised gains are of expected fits; the
naive promise (of fits as measured) stands beside them only for comparison.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from typing import Any

import numpy as np

from takar.jobs.public import Progress
from takar.kernel.canonical import Json, digest
from takar.placement.case import Case, problem_from
from takar.placement.domain.posterior import posterior
from takar.placement.domain.scenario.terms import Terms, to_json
from takar.placement.domain.shares import expected_columns
from takar.placement.domain.tables import redraws, truths
from takar.placement.frozen import Answer, digest_of, pack
from takar.placement.results import Sureness, infeasible_data, plan_data, text
from takar.placement.solving.exact import best, solve
from takar.placement.solving.frontier import front
from takar.placement.solving.problem import Floats, Infeasible, Plan, Problem, Rule
from takar.placement.solving.survival import gains, survival
from takar.placement.solving.without import Change, Flip, Without, flips, margins

# Beyond this many people the whole front, changes of single scores and thousands of retests are not computed.
SMALL = 150
DRAWS, RETESTS_ELSEWHERE, RETESTS_LARGE = 2_000, 100, 20
STEPS = (-0.5, 0.5, -1.0, 1.0)
"""Levels by which a single score is changed when looking for what would undo a move."""


@dataclass(frozen=True, slots=True)
class Worked:
    """What is shared by all plans of one case."""

    case: Case
    terms: Terms
    problem: Problem
    draws: Floats


def answer(
    case: Case, terms: Terms, ruleset_digest: str, progress: Progress, seconds: Callable[[], float]
) -> Answer:
    """Raises what `progress` raises when somebody cancels."""
    begun = seconds()
    inputs, arrays = case.inputs(terms), case.arrays(terms)
    made = problem_from(inputs, arrays)
    progress(1, 10, "solve")
    body: dict[str, Json] = {"people": inputs["people"], "posts": inputs["posts"], "holes": inputs["holes"]}
    plans = _plans(made)
    if isinstance(plans, Infeasible):
        body |= infeasible_data(plans, case.table.people, case.table.positions)
        plans = ()
    else:
        body |= _answered(case, terms, made, plans, progress)
    rules_digest = digest({"terms": to_json(terms), "ruleset": ruleset_digest})
    return Answer(
        inputs, pack(arrays), digest_of(inputs, arrays), rules_digest, body, digest(body),
        tuple(sorted({len(one.moves) for one in plans})), solver_name(), seconds() - begun,
    )  # fmt: skip


def solver_name() -> str:
    """Program and versions that an answer depends on."""
    parts = (f"{name} {version(name)}" for name in ("takar", "numpy", "numba"))
    return "; ".join(parts)


def _plans(made: Problem) -> tuple[Plan, ...] | Infeasible:
    if made.people > SMALL:
        found = solve(made)
        return found if isinstance(found, Infeasible) else (found,)
    plans = front(made)
    if plans:
        return plans
    nothing = solve(made)
    assert isinstance(nothing, Infeasible)
    return nothing


def suggested(plans: Sequence[Plan], move_price: float) -> Plan:
    """The point of the front that is worth most when every move has its price."""
    return max(plans, key=lambda one: (round(one.gain - move_price * len(one.moves), 6), -len(one.moves)))


def _answered(
    case: Case, terms: Terms, made: Problem, plans: Sequence[Plan], progress: Progress
) -> dict[str, Json]:
    chosen = suggested(plans, made.rules.move_price)
    k = DRAWS if made.people <= SMALL else RETESTS_LARGE
    work = Worked(case, terms, made, truths(case.table, k, terms.seed))
    told: list[Json] = []
    for at, one in enumerate(plans):
        progress(2 + at, 4 + len(plans), "survival")
        told.append(_told(work, one, _retests(made, one is chosen, terms), one is chosen))
    progress(3 + len(plans), 4 + len(plans), "prices")
    return {"front": told, "best": len(chosen.moves), "prices": _prices(made, plans[-1])}


def _retests(made: Problem, chosen: bool, terms: Terms) -> int:
    if made.people > SMALL:
        return RETESTS_LARGE
    return terms.redraws if chosen else min(terms.redraws, RETESTS_ELSEWHERE)


def _told(work: Worked, found: Plan, retests: int, chosen: bool) -> Json:
    """One point: with moves limited to what it has, so that a retest answers the same question."""
    made = work.problem.with_rules(move_price=0.0, moves_most=len(found.moves))
    case = work.case
    lost = _lost(made, found)
    sure = Sureness(
        gains=gains(made, found, work.draws),
        survival=[float(one) for one in survival(made, found, _again(case, retests, work.terms.seed)).chance],
        without=[one.plan.gain if one.plan else float("nan") for one in lost],
        flips=[
            _sentence(case, flip, one.margin)
            for flip, one in zip(_flips(work, made, found, chosen), lost, strict=True)
        ],
        after=[work.draws[:, move.person, move.post] for move in found.moves],
        naive=_naive(made, case.observed),
    )
    data = plan_data(made, found, sure, case.table.people, case.table.positions, case.table.to_check)
    return data | {"retests": retests, "suggested": chosen}


def _again(case: Case, k: int, seed: int) -> Floats:
    found = np.empty((k, *case.table.fit.shape))
    for at, one in zip(range(k), redraws(case.table, seed), strict=False):
        found[at] = one
    return found


def _lost(made: Problem, found: Plan) -> Sequence[Without]:
    """The best plan without each move."""
    if made.people > SMALL:
        return [Without(move, None, float("nan")) for move in found.moves]
    return margins(made, found)


def _naive(made: Problem, observed: Floats) -> float:
    """The gain that the same question promises when errors of measurement are ignored."""
    found = best(replace(made, fit=observed))
    return found.gain if found else float("nan")


def _flips(work: Worked, made: Problem, found: Plan, chosen: bool) -> Sequence[Flip]:
    """Single levels are tried for the suggested plan only; elsewhere the margin tells."""
    if made.people > SMALL or not found.moves or not chosen:
        return [Flip(move, None) for move in found.moves]
    return flips(made, found, _changes(work.case))


def _changes(case: Case) -> Iterator[Change]:
    """Every measured level of everybody, one step up or down, with the fits that would follow."""
    measured = np.argwhere(~np.isnan(case.levels))
    for step in STEPS:
        moved = posterior_rows(case, step)
        for person, code in measured.tolist():
            yield Change(person, code, step, moved(person, code))


def posterior_rows(case: Case, step: float) -> Callable[[int, int], Floats]:
    """(person, competency) -> the person's fits, (m,), had that level been measured `step` higher."""
    table = case.table

    def row(person: int, code: int) -> Floats:
        levels = case.levels[person : person + 1].copy()
        levels[0, code] = np.clip(levels[0, code] + step, 0.0, 5.0)
        at = slice(person, person + 1)
        shrunk = posterior(levels, table.errors[at], table.group[at], table.prior)
        columns = expected_columns(shrunk.mean, shrunk.sd, table.terms.grid)
        fits = 100 * table.weight[at] * (columns @ table.terms.columns) + table.added[at]
        return np.asarray(np.where(np.isnan(table.fit[at]), np.nan, fits)[0])

    return row


def _sentence(case: Case, one: Flip, margin: float) -> dict[str, str]:
    """The smallest change of one level that undoes the move; where none of those tried does, that of the fit."""
    if one.change is None:
        return _by_fit(margin)
    who, code = case.people[one.change.person], case.table.codes[one.change.competency]
    size, up = f"{abs(one.change.step):g}", one.change.step > 0
    comma = size.replace(".", ",")
    return {
        "id": f"Berbalik bila {code} {who.name} {'naik' if up else 'turun'} {comma} level.",
        "en": f"Undone if {code} of {who.name} were {size} levels {'higher' if up else 'lower'}.",
    }


def _by_fit(margin: float) -> dict[str, str]:
    if not np.isfinite(margin):
        return {"id": "", "en": ""}
    points = f"{margin:.1f}"
    return {
        "id": f"Berbalik bila kecocokannya di jabatan itu turun {points.replace('.', ',')} poin.",
        "en": f"Undone if the fit in that post were {points} points lower.",
    }


def _prices(made: Problem, found: Plan) -> list[Json]:
    """What each rule that is on takes away from the gain of the best plan."""
    rows: list[Json] = []
    free = made.with_rules(move_price=0.0)
    for rule in Rule:
        if rule is Rule.NO_REMOVAL or not made.rules.binds(rule):
            continue
        other = best(replace(free, rules=free.rules.without(rule)))
        gained: Any = None if other is None else text(max(0.0, other.gain - found.gain))
        rows.append({"rule": rule.value, "gain": gained})
    return rows

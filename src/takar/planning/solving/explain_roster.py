"""Why there is no roster, and which single change would do. One rule is relaxed at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ortools.sat.python import cp_model

from takar.planning.domain.counting import of
from takar.planning.domain.problem import Assessor, Batch, Problem
from takar.planning.domain.solution import Impossible, Relief, Stopped
from takar.planning.solving.budget import Budget
from takar.planning.solving.cpsat import run

_EACH = 1.0  # seconds for one re-solve


def explain(problem: Problem, batches: tuple[Batch, ...], budget: Budget) -> Impossible | Stopped:
    """How many duties nobody can take at best, and every single change that fills them all."""
    missing = unfilled(problem, batches, budget, 3 * _EACH)
    if missing is None:
        return Stopped("roster")
    reliefs = []
    for ladder in _ladder(problem, batches, max(1, missing)):
        for relief, milder, changed in ladder:
            left = unfilled(milder, changed, budget, _EACH)
            if left == 0:
                reliefs.append(replace(relief, gains=missing, enough=True))
                break
    people = len(problem.assessors)
    return Impossible(
        "PLAN_ASSESSORS_SHORT",
        missing,
        f"{missing} penugasan tidak dapat diisi oleh {people} asesor",
        f"{of(missing, 'duty', 'duties')} cannot be filled by {of(people, 'assessor')}",
        tuple(reliefs),
    )


def unfilled(problem: Problem, batches: tuple[Batch, ...], budget: Budget, seconds: float) -> int | None:
    """Duties without anybody at best; None when time ran out before a proof either way."""
    from takar.planning.solving.roster import build

    model = build(problem, batches, even=False, short=True)
    solver, status = run(model.cp, budget.limits, seconds)
    budget.took(solver.wall_time)
    if status == cp_model.INFEASIBLE:
        return sum(problem.rules.assessors for batch in batches if batch.people)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return round(solver.objective_value)


Step = tuple[Relief, Problem, tuple[Batch, ...]]


def _ladder(problem: Problem, batches: tuple[Batch, ...], missing: int) -> Iterator[Iterator[Step]]:
    yield _more(problem, batches)
    yield _weeks(problem, batches)
    yield _fewer(problem, batches)
    if problem.rules.standby:
        yield _no_standby(problem, batches)
    if any(duty.locked for batch in batches for duty in batch.duties):
        yield _unlock(problem, batches)


def _more(problem: Problem, batches: tuple[Batch, ...]) -> Iterator[Step]:
    now = len(problem.assessors)
    for more in (1, 2, 4, 8):
        extra = tuple(Assessor(-number) for number in range(1, more + 1))
        yield (
            Relief("assessors", now, now + more, 0, False,
                   f"tambah {more} asesor dari luar", f"add {of(more, 'assessor')} from outside"),
            replace(problem, assessors=(*problem.assessors, *extra)),
            batches,
        )  # fmt: skip


def _weeks(problem: Problem, batches: tuple[Batch, ...]) -> Iterator[Step]:
    rules = problem.rules
    for weeks in range(rules.duty_weeks + 1, rules.duty_window + 1):
        yield (
            Relief("duty_weeks", rules.duty_weeks, weeks, 0, False,
                   f"tugaskan asesor {weeks} dari {rules.duty_window} minggu",
                   f"have assessors on duty {weeks} of {rules.duty_window} weeks"),
            replace(problem, rules=replace(rules, duty_weeks=weeks)),
            batches,
        )  # fmt: skip


def _fewer(problem: Problem, batches: tuple[Batch, ...]) -> Iterator[Step]:
    now = problem.rules.assessors
    for fewer in range(now - 1, max(problem.rules.raters, now - 4) - 1, -1):
        yield (
            Relief("assessors_per_batch", now, fewer, 0, False,
                   f"pakai {fewer} asesor per gelombang, bukan {now}",
                   f"use {fewer} assessors per batch instead of {now}"),
            replace(problem, rules=replace(problem.rules, assessors=fewer)),
            batches,
        )  # fmt: skip


def _no_standby(problem: Problem, batches: tuple[Batch, ...]) -> Iterator[Step]:
    now = problem.rules.standby
    yield (
        Relief("standby", now, 0, 0, False, "tanpa asesor siaga", "have nobody standing by"),
        replace(problem, rules=replace(problem.rules, standby=0)),
        batches,
    )


def _unlock(problem: Problem, batches: tuple[Batch, ...]) -> Iterator[Step]:
    count = sum(duty.locked for batch in batches for duty in batch.duties)
    free = tuple(
        replace(batch, duties=tuple(replace(duty, locked=False) for duty in batch.duties))
        for batch in batches
    )
    yield (
        Relief("locked_duties", count, 0, 0, False, "buka kunci penugasan", "release the locked duties"),
        problem,
        free,
    )

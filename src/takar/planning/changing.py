"""How every change by hand goes: weigh it, refuse what breaks a rule, write it, leave a line in the trail."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction

from takar.accounts.public import record_change
from takar.kernel.canonical import Json
from takar.kernel.clock import Clock
from takar.kernel.refusals import Refusal
from takar.planning.actions.ask_plan import rules_broken
from takar.planning.actions.write_batches import write_changed
from takar.planning.assembling import called, whole_plan
from takar.planning.domain.asking import Ask
from takar.planning.domain.changes import Batches, Verdict, judged
from takar.planning.domain.checking import violations
from takar.planning.domain.problem import Problem
from takar.planning.domain.solution import Violation
from takar.planning.locked import locked_plan
from takar.planning.models import Batch, Plan
from takar.planning.naming import named
from takar.planning.refusals import PLAN_NOT_OPEN, REASON_MISSING, UNKNOWN_PLAN
from takar.planning.rules import conduct_of

Making = Callable[[Problem], Batches | Refusal]


@dataclass(frozen=True, slots=True)
class Trace:
    """What the trail says of a change."""

    code: str
    subject: str
    before: Json
    after: Json


def problem_now(plan: Plan, today: date) -> Problem | Refusal:
    """The plan as it stands. Refuses PLAN_NOT_OPEN, PROGRAMME_UNKNOWN, CONDUCT_UNKNOWN, NOBODY_CALLED."""
    if plan.status not in (Plan.Status.PROPOSED, Plan.Status.ADOPTED):
        return PLAN_NOT_OPEN
    conduct = conduct_of(plan.programme)
    if isinstance(conduct, Refusal):
        return conduct
    return whole_plan(plan, Ask.from_json(plan.asked), conduct, today)


def weighed(plan: int, making: Making, today: date) -> Verdict | Refusal:
    """What a change would break, mend and cost; nothing is written."""
    row = Plan.objects.filter(pk=plan).first()
    problem = problem_now(row, today) if row else UNKNOWN_PLAN
    if isinstance(problem, Refusal):
        return problem
    verdict = _verdict(problem, making)
    if row is None or isinstance(verdict, Refusal):
        return verdict
    return replace(verdict, broken=named(verdict.broken, row), mended=named(verdict.mended, row))


def changed(
    plan: int, making: Making, trace: Trace, *, actor: str, reason: str, today: date, clock: Clock
) -> Verdict | Refusal:
    """Make a change. Refuses what `weighed` refuses, REASON_MISSING on an adopted plan, PLAN_BREAKS_RULES."""
    with transaction.atomic():
        row = Plan.objects.filter(pk=plan).first()
        if row is None:
            return UNKNOWN_PLAN
        row = locked_plan(plan)
        if row.status == Plan.Status.ADOPTED and not reason.strip():
            return REASON_MISSING
        problem = problem_now(row, today)
        verdict = problem if isinstance(problem, Refusal) else _verdict(problem, making)
        if isinstance(problem, Refusal) or isinstance(verdict, Refusal):
            return verdict if isinstance(verdict, Refusal) else PLAN_NOT_OPEN
        if verdict.broken:
            first = named(verdict.broken[:1], row)[0]
            return rules_broken(first.id, first.en, len(verdict.broken))
        people = {one.nip: one for one in called(row.programme, row.phase, Ask.from_json(row.asked))}
        write_changed(problem.batches, verdict.batches, reason.strip() or trace.code, clock, people)
        record_change(
            actor,
            trace.code,
            trace.subject,
            reason=reason.strip(),
            before=trace.before,
            after=trace.after,
            clock=clock,
        )
    return verdict


def held(batches: Iterable[str], today: date) -> bool:
    """Whether one of them is under way, over, or already an assessment that the plan no longer changes."""
    rows = Batch.objects.filter(pk__in=list(batches))
    return any(
        row.assessment or row.status == Batch.Status.DONE or row.days.filter(day__lte=today).exists()
        for row in rows
    )


def _verdict(problem: Problem, making: Making) -> Verdict | Refusal:
    after = making(problem)
    if isinstance(after, Refusal):
        return after
    return judged(problem, problem.batches, after, _everything)


def _everything(problem: Problem, batches: Batches) -> tuple[Violation, ...]:
    """What is missing counts too: nobody loses his seat, his raters or the assessors of his batch by a change."""
    return violations(problem, batches, complete=True)

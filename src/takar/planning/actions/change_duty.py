"""Replace, add or drop an assessor of a batch."""

from __future__ import annotations

from datetime import date

from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.planning.actions.make_timetable import BATCH_HELD
from takar.planning.actions.move_person import PART_LOCKED
from takar.planning.changing import Making, Trace, changed, weighed
from takar.planning.domain.changes import Batches, Verdict, with_duty_changed
from takar.planning.domain.problem import Problem
from takar.planning.models import Assessor, Batch
from takar.planning.refusals import UNKNOWN_ASSESSOR, UNKNOWN_BATCH


def weigh_duty(
    batch: str, leaves: int, comes: int, *, today: date, role: str = "assessor"
) -> Verdict | Refusal:
    """What it would break. `leaves` or `comes` 0: nobody. Refuses BATCH_UNKNOWN, ASSESSOR_UNKNOWN, PART_LOCKED, BATCH_HELD."""
    row = Batch.objects.filter(pk=batch).first()
    if row is None:
        return UNKNOWN_BATCH
    return weighed(row.plan_id, _making(row, leaves, comes, role, today), today)


def change_duty(
    batch: str,
    leaves: int,
    comes: int,
    *,
    actor: str,
    reason: str,
    today: date,
    role: str = "assessor",
    clock: Clock = utc_now,
) -> Verdict | Refusal:
    """`comes` takes over duty and ratings of `leaves`. Also PLAN_BREAKS_RULES, REASON_MISSING."""
    row = Batch.objects.filter(pk=batch).first()
    if row is None:
        return UNKNOWN_BATCH
    trace = Trace("duty.change", f"batch:{batch}", {"assessor": leaves}, {"assessor": comes, "role": role})
    making = _making(row, leaves, comes, role, today)
    return changed(row.plan_id, making, trace, actor=actor, reason=reason, today=today, clock=clock)


def _making(row: Batch, leaves: int, comes: int, role: str, today: date) -> Making:
    def make(problem: Problem) -> Batches | Refusal:
        fault = _fault(row, leaves, comes, today)
        return fault or with_duty_changed(problem.batches, row.pk, leaves, comes, role)

    return make


def _fault(row: Batch, leaves: int, comes: int, today: date) -> Refusal | None:
    here = {duty.assessor_id: duty for duty in row.duties.all()}
    if leaves and leaves not in here:
        return UNKNOWN_ASSESSOR
    if comes and (comes in here or not Assessor.objects.filter(pk=comes, active=True).exists()):
        return UNKNOWN_ASSESSOR
    if not (leaves or comes):
        return UNKNOWN_ASSESSOR
    if row.status == Batch.Status.DONE or (leaves and here[leaves].locked):
        return BATCH_HELD if row.status == Batch.Status.DONE else PART_LOCKED
    return None

"""The days of batches by the clock: rooms and times of every activity."""

from __future__ import annotations

from django.db import transaction

from takar.accounts.public import record_change
from takar.jobs.public import Progress
from takar.kernel.canonical import Json
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.planning.actions.timetable_rows import write_timetable
from takar.planning.assembling import batch_as_solved, duties_of_batch, places_of_batch
from takar.planning.day_assembling import day_problem_of
from takar.planning.domain.asking import Ask
from takar.planning.domain.problem import Limits
from takar.planning.domain.solution import Timetable
from takar.planning.models import Batch, Plan
from takar.planning.refusals import UNKNOWN_BATCH
from takar.planning.rules import conduct_of
from takar.planning.solving import plan_timetable

_SECONDS = 3.0


def make_timetables(plan: Plan, progress: Progress) -> list[dict[str, Json]]:
    """Timetables of all batches of a plan; returns those for which there is none, with the sentence why."""
    rows = list(plan.batches.exclude(status=Batch.Status.CANCELLED))
    failed: list[dict[str, Json]] = []
    for done, row in enumerate(rows):
        progress(done, len(rows), f"jadwal gelombang {row.number} / timetable of batch {row.number}")
        refusal = _make(row, plan)
        if refusal:
            failed.append({"batch": row.pk, "number": row.number, "id": refusal.id, "en": refusal.en})
    return failed


def make_timetable(batch: str, actor: str, *, reason: str = "", clock: Clock = utc_now) -> Batch | Refusal:
    """The timetable of one batch made anew. Refuses BATCH_UNKNOWN, BATCH_HELD (an assessment was made) and what is impossible."""
    row = Batch.objects.select_related("plan").filter(pk=batch).first()
    if row is None:
        return UNKNOWN_BATCH
    if row.assessment or row.status == Batch.Status.DONE:
        return BATCH_HELD
    refusal = _make(row, row.plan)
    if refusal:
        return refusal
    after: dict[str, Json] = {"activities": row.activities.count()}
    record_change(actor, "batch.timetable", f"batch:{batch}", reason=reason, after=after, clock=clock)
    return row


BATCH_HELD = Refusal(
    "BATCH_HELD",
    "Gelombang ini sudah menjadi kegiatan, sedang berlangsung, atau selesai, jadi tidak diubah lagi dari rencana. Ubah "
    "kegiatannya, atau pilih gelombang lain.",
    "This batch has become an assessment, is under way or over, so the plan no longer changes it. Change its assessment, "
    "or choose another batch.",
)


def _make(row: Batch, plan: Plan) -> Refusal | None:
    conduct = conduct_of(plan.programme)
    if isinstance(conduct, Refusal):
        return conduct
    solved = batch_as_solved(row, places_of_batch(row), duties_of_batch(row), conduct, plan.made_at.date())
    halls = Ask.from_json(plan.asked).halls
    problem = day_problem_of(solved, row.hall, halls, conduct, plan.programme)
    found = plan_timetable(problem, Limits(seconds=_SECONDS))
    if not isinstance(found, Timetable):
        return found.as_refusal()
    with transaction.atomic():
        write_timetable(row, found.booked)
    return None

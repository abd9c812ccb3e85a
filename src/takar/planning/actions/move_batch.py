"""Move the days of a batch."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from takar.kernel.canonical import Json
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.planning.actions.make_timetable import BATCH_HELD, make_timetable
from takar.planning.actions.move_person import PART_LOCKED
from takar.planning.calendar import calendar
from takar.planning.changing import Making, Trace, changed, held, weighed
from takar.planning.domain.changes import Batches, Verdict, with_days_moved
from takar.planning.domain.halls import halls_for
from takar.planning.domain.problem import Problem
from takar.planning.models import Batch, BatchDay
from takar.planning.refusals import UNKNOWN_BATCH


def weigh_batch(batch: str, first_day: date, *, today: date) -> Verdict | Refusal:
    """What the new days would break and cost. Refuses BATCH_UNKNOWN, PART_LOCKED, BATCH_HELD."""
    row = Batch.objects.filter(pk=batch).first()
    if row is None:
        return UNKNOWN_BATCH
    return weighed(row.plan_id, _making(row, days_from(row, first_day), today), today)


def move_batch(
    batch: str, first_day: date, *, actor: str, reason: str, today: date, clock: Clock = utc_now
) -> Verdict | Refusal:
    """The same number of working days from `first_day` on; hall and timetable follow."""
    row = Batch.objects.filter(pk=batch).first()
    if row is None:
        return UNKNOWN_BATCH
    days = days_from(row, first_day)
    trace = Trace("batch.move", f"batch:{batch}", {"days": _told(_days(row))}, {"days": _told(days)})
    had_timetable = row.activities.exists()
    with transaction.atomic():
        done = changed(
            row.plan_id,
            _making(row, days, today),
            trace,
            actor=actor,
            reason=reason,
            today=today,
            clock=clock,
        )
        if isinstance(done, Refusal):
            return done
        _rehall(row)
        if had_timetable:
            make_timetable(batch, actor, reason=reason, clock=clock)
    return done


def days_from(row: Batch, first_day: date) -> tuple[date, ...]:
    """As many working days as the batch has, from the first working day on or after `first_day`."""
    wanted = row.days.count()
    working = calendar(first_day, first_day + timedelta(days=30 + 3 * wanted)).working_days()
    return working[:wanted]


def _making(row: Batch, days: tuple[date, ...], today: date) -> Making:
    def make(problem: Problem) -> Batches | Refusal:
        if held([row.pk], today):
            return BATCH_HELD
        if row.locked:
            return PART_LOCKED
        return with_days_moved(problem.batches, row.pk, days)

    return make


def _rehall(row: Batch) -> None:
    """Another hall when its own is taken on the new days."""
    days: dict[str, tuple[date, ...]] = {}
    for batch, day in (
        BatchDay.objects.filter(batch__plan=row.plan_id)
        .exclude(batch__status=Batch.Status.CANCELLED)
        .values_list("batch", "day")
        .order_by("day")
    ):
        days[batch] = (*days.get(batch, ()), day)
    others = dict(Batch.objects.filter(plan=row.plan_id).exclude(pk=row.pk).values_list("pk", "hall"))
    clash = any(set(days[row.pk]) & set(days.get(pk, ())) for pk, hall in others.items() if hall == row.hall)
    if clash:
        row.hall = halls_for(days, others)[row.pk]
        row.save(update_fields=["hall"])


def _days(row: Batch) -> tuple[date, ...]:
    return tuple(row.days.values_list("day", flat=True))


def _told(days: tuple[date, ...]) -> list[Json]:
    return [day.isoformat() for day in days]

"""Ask for a timetable of the interviews, and make it in the background."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction

from takar.accounts.public import record_change
from takar.jobs.public import Cancelled, Job, Progress, enqueue
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.selection.actions.make_timetable import Made, begun_or_empty, make_timetable
from takar.selection.domain import refusals as no
from takar.selection.models import TimetableRun
from takar.selection.queries import selection

KIND = "selection.timetable"
_State = TimetableRun.State


def ask_timetable(key: str, actor: str, *, clock: Clock = utc_now) -> Job | Refusal:
    """The job that makes it. Refuses at once what needs no search: as `make_timetable` does, and TIMETABLE_WAITING."""
    view = selection(key)
    if view is None:
        return no.SELECTION_UNKNOWN
    fault = begun_or_empty(view, clock())
    if fault:
        return fault
    for left in TimetableRun.objects.filter(selection=key, state=_State.WAITING):
        if is_left(left):
            _end(left, _State.CANCELLED, {}, clock)
    try:
        with transaction.atomic():
            run = TimetableRun.objects.create(selection_id=key, asked_by=actor, asked_at=clock())
            job = enqueue(KIND, {"run": run.pk}, actor=actor, title=f"Jadwal wawancara: {view.title}"[:200])
            TimetableRun.objects.filter(pk=run.pk).update(job=job.pk)
            record_change(
                actor, "selection.ask_timetable", f"selection:{key}", after={"job": job.pk}, clock=clock
            )
    except IntegrityError:
        return no.TIMETABLE_WAITING
    return job


def is_left(run: TimetableRun) -> bool:
    """Whether nobody will end it any more: its job was cancelled in the queue, or failed."""
    job = Job.objects.filter(pk=run.job or 0).first()
    return run.state == _State.WAITING and (job is None or job.over)


def carry_out(run: TimetableRun, progress: Progress, *, clock: Clock = utc_now) -> Made | Refusal | None:
    """Make it and note how it ended; None when it had ended already. What is impossible is an end like any other."""
    if run.state != _State.WAITING:
        return None
    try:
        done = make_timetable(run.selection_id, run.asked_by, progress=progress, clock=clock)
    except Cancelled:
        _end(run, _State.CANCELLED, {}, clock)
        raise
    if isinstance(done, Made):
        _end(
            run,
            _State.MADE,
            {"slots": done.slots, "stay": done.stay, "seconds": round(done.seconds, 1)},
            clock,
        )
    else:
        state = _State.IMPOSSIBLE if done.code.startswith("PLAN_") else _State.REFUSED
        _end(run, state, {"code": done.code, "id": done.id, "en": done.en, "data": done.data or {}}, clock)
    return done


def _end(run: TimetableRun, state: str, outcome: dict[str, Any], clock: Clock) -> None:
    waiting = TimetableRun.objects.filter(pk=run.pk, state=_State.WAITING)
    waiting.update(state=state, outcome=outcome, ended_at=clock())

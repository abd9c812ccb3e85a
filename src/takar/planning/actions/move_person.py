"""Move a person to another batch of the same plan."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.planning.actions.make_timetable import BATCH_HELD
from takar.planning.actions.timetable_rows import book_single_turns, drop_single_turns
from takar.planning.changing import Making, Trace, changed, held, weighed
from takar.planning.domain.changes import Batches, Verdict, with_person_moved
from takar.planning.domain.problem import Problem
from takar.planning.models import Batch, Place
from takar.planning.refusals import UNKNOWN_BATCH, UNKNOWN_PLACE

PART_LOCKED = Refusal(
    "PART_LOCKED",
    "Bagian ini dikunci. Buka kuncinya dahulu bila memang perlu diubah.",
    "This part is locked. Unlock it first if it really has to change.",
)


def weigh_person(place: int, target: str, *, today: date) -> Verdict | Refusal:
    """What it would break and cost. Refuses PLACE_UNKNOWN, BATCH_UNKNOWN, PART_LOCKED, BATCH_HELD."""
    row = _place(place)
    if row is None:
        return UNKNOWN_PLACE
    return weighed(row.batch.plan_id, _making(row, target, today), today)


def move_person(
    place: int, target: str, *, actor: str, reason: str, today: date, clock: Clock = utc_now
) -> Verdict | Refusal:
    """He leaves his batch and gets a seat, a group, raters and turns in the other. Also PLAN_BREAKS_RULES, REASON_MISSING."""
    row = _place(place)
    if row is None:
        return UNKNOWN_PLACE
    goal = Batch.objects.filter(pk=target).first()
    trace = Trace(
        "place.move",
        f"batch:{row.batch_id}",
        {"place": row.pk, "number": row.batch.number},
        {"batch": target, "number": goal.number if goal else 0},
    )
    with transaction.atomic():
        done = changed(
            row.batch.plan_id,
            _making(row, target, today),
            trace,
            actor=actor,
            reason=reason,
            today=today,
            clock=clock,
        )
        if not isinstance(done, Refusal):
            drop_single_turns(row.batch_id, row.nip)
            book_single_turns(Place.objects.get(batch=target, nip=row.nip, freed_at=None))
    return done


def _place(place: int) -> Place | None:
    return Place.objects.filter(pk=place, freed_at=None).select_related("batch").first()


def _making(row: Place, target: str, today: date) -> Making:
    def make(problem: Problem) -> Batches | Refusal:
        goal = next((one for one in problem.batches if one.id == target), None)
        if goal is None or target == row.batch_id:
            return UNKNOWN_BATCH
        if held([row.batch_id, target], today):
            return BATCH_HELD
        if row.locked:
            return PART_LOCKED
        return with_person_moved(problem, problem.batches, row.nip, target)

    return make

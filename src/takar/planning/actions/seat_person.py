"""Give a place to somebody who has none, and take it from somebody who is out."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.planning.actions.make_timetable import BATCH_HELD
from takar.planning.actions.move_person import PART_LOCKED
from takar.planning.actions.timetable_rows import book_single_turns, drop_single_turns
from takar.planning.changing import Making, Trace, changed, held, weighed
from takar.planning.domain.changes import Batches, Verdict, seated, with_person_left
from takar.planning.domain.problem import Problem
from takar.planning.models import Batch, Place
from takar.planning.refusals import UNKNOWN_BATCH, UNKNOWN_PLACE

_NOT_CALLED = Refusal(
    "NOT_CALLED",
    "Orang ini tidak termasuk calon peserta tahap ini, atau sudah mempunyai tempat. Periksa daftar calonnya.",
    "This person is not called to this phase, or has a place already. Look at the list of nominees.",
)


def weigh_seat(nip: str, batch: str, *, today: date) -> Verdict | Refusal:
    """What it would break and cost. Refuses BATCH_UNKNOWN, NOT_CALLED, BATCH_HELD."""
    row = Batch.objects.filter(pk=batch).first()
    return weighed(row.plan_id, _seating(nip, row, today), today) if row else UNKNOWN_BATCH


def seat_person(
    nip: str, batch: str, *, actor: str, reason: str, today: date, clock: Clock = utc_now
) -> Verdict | Refusal:
    """A seat with group, raters and turns. Also PLAN_BREAKS_RULES, REASON_MISSING."""
    row = Batch.objects.filter(pk=batch).first()
    if row is None:
        return UNKNOWN_BATCH
    trace = Trace("place.seat", f"batch:{batch}", None, {"number": row.number})
    making = _seating(nip, row, today)
    with transaction.atomic():
        done = changed(row.plan_id, making, trace, actor=actor, reason=reason, today=today, clock=clock)
        if not isinstance(done, Refusal):
            book_single_turns(Place.objects.get(batch=batch, nip=nip, freed_at=None))
    return done


def release_place(
    place: int, *, actor: str, reason: str, today: date, clock: Clock = utc_now
) -> Verdict | Refusal:
    """The place is free again; it stays as history. Refuses PLACE_UNKNOWN, PART_LOCKED, BATCH_HELD, REASON_MISSING."""
    row = Place.objects.filter(pk=place, freed_at=None).select_related("batch").first()
    if row is None:
        return UNKNOWN_PLACE
    trace = Trace("place.release", f"batch:{row.batch_id}", {"place": row.pk}, None)
    making = _leaving(row, today)
    with transaction.atomic():
        done = changed(row.batch.plan_id, making, trace, actor=actor, reason=reason, today=today, clock=clock)
        if not isinstance(done, Refusal):
            drop_single_turns(row.batch_id, row.nip)
    return done


def _seating(nip: str, row: Batch, today: date) -> Making:
    def make(problem: Problem) -> Batches | Refusal:
        placed = {one for batch in problem.batches for one in batch.people}
        if nip in placed or nip not in {one.id for one in problem.people}:
            return _NOT_CALLED
        if held([row.pk], today):
            return BATCH_HELD
        return tuple(seated(problem, one, nip) if one.id == row.pk else one for one in problem.batches)

    return make


def _leaving(row: Place, today: date) -> Making:
    def make(problem: Problem) -> Batches | Refusal:
        if held([row.batch_id], today):
            return BATCH_HELD
        return PART_LOCKED if row.locked else with_person_left(problem, problem.batches, row.nip)

    return make

"""Two people change places between batches of the same plan."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.planning.actions.make_timetable import BATCH_HELD
from takar.planning.actions.move_person import PART_LOCKED
from takar.planning.actions.timetable_rows import book_single_turns, drop_single_turns
from takar.planning.changing import Making, Trace, changed, held, problem_now, weighed
from takar.planning.domain.changes import Batches, Verdict, with_people_swapped
from takar.planning.domain.problem import Problem
from takar.planning.domain.solution import Swap
from takar.planning.models import Place
from takar.planning.refusals import UNKNOWN_PLACE
from takar.planning.solving import swaps


def possible_swaps(place: int, target: str, *, today: date, most: int = 5) -> tuple[Swap, ...]:
    """With whom of another batch this person could change places without breaking a rule, best first."""
    row = _place(place)
    problem = problem_now(row.batch.plan, today) if row else UNKNOWN_PLACE
    if row is None or isinstance(problem, Refusal) or row.locked or held([row.batch_id, target], today):
        return ()
    return swaps(problem, row.nip, into=target, most=most)


def weigh_swap(place: int, other: int, *, today: date) -> Verdict | Refusal:
    """What it would break and cost. Refuses PLACE_UNKNOWN, PART_LOCKED, BATCH_HELD."""
    pair = _pair(place, other)
    if pair is None:
        return UNKNOWN_PLACE
    return weighed(pair[0].batch.plan_id, _making(*pair, today), today)


def swap_people(
    place: int, other: int, *, actor: str, reason: str, today: date, clock: Clock = utc_now
) -> Verdict | Refusal:
    """Each gets the other's batch with a group, raters and turns there. Also PLAN_BREAKS_RULES, REASON_MISSING."""
    pair = _pair(place, other)
    if pair is None:
        return UNKNOWN_PLACE
    one, two = pair
    trace = Trace(
        "place.swap",
        f"batch:{one.batch_id}",
        {"place": one.pk, "batch": one.batch_id},
        {"place": two.pk, "batch": two.batch_id},
    )
    with transaction.atomic():
        done = changed(
            one.batch.plan_id,
            _making(one, two, today),
            trace,
            actor=actor,
            reason=reason,
            today=today,
            clock=clock,
        )
        if not isinstance(done, Refusal):
            for old, batch in ((one, two.batch_id), (two, one.batch_id)):
                drop_single_turns(old.batch_id, old.nip)
                book_single_turns(Place.objects.get(batch=batch, nip=old.nip, freed_at=None))
    return done


def _place(place: int) -> Place | None:
    return Place.objects.filter(pk=place, freed_at=None).select_related("batch__plan").first()


def _pair(place: int, other: int) -> tuple[Place, Place] | None:
    one, two = _place(place), _place(other)
    fit = one and two and one.batch_id != two.batch_id and one.batch.plan_id == two.batch.plan_id
    return (one, two) if one and two and fit else None


def _making(one: Place, two: Place, today: date) -> Making:
    def make(problem: Problem) -> Batches | Refusal:
        if held([one.batch_id, two.batch_id], today):
            return BATCH_HELD
        if one.locked or two.locked:
            return PART_LOCKED
        return with_people_swapped(problem, problem.batches, one.nip, two.nip)

    return make

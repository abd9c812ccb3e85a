"""Changes by hand: what breaks is refused, what is saved leaves its line in the trail."""

from __future__ import annotations

from datetime import date

import pytest

from takar.accounts.models import Change
from takar.kernel.refusals import Refusal
from takar.planning.actions.move_batch import move_batch, weigh_batch
from takar.planning.actions.move_person import move_person, weigh_person
from takar.planning.actions.seat_person import release_place, seat_person, weigh_seat
from takar.planning.actions.set_lock import set_lock
from takar.planning.actions.swap_people import possible_swaps, swap_people, weigh_swap
from takar.planning.domain.changes import Verdict
from takar.planning.models import Absence, Batch, Deputy
from takar.programmes.models import Nominee
from tests.planning.world import (
    ACTOR,
    FIRST,
    SECOND,
    THIRD,
    TODAY,
    clock_at,
    nips,
    places,
    small_world,
    with_ask,
)

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def refused(done: object) -> str:
    assert isinstance(done, Refusal), done
    return done.code


def test_a_person_moves_and_the_trail_tells_who_when_and_why() -> None:
    _plan, (first, second) = small_world()
    one = places(first)[0]
    done = move_person(one.pk, second.pk, actor=ACTOR, reason="diklat", today=TODAY, clock=clock_at())
    assert isinstance(done, Verdict)
    assert one.nip not in nips(first)
    assert one.nip in nips(second)
    one.refresh_from_db()
    assert one.freed_reason == "diklat"
    line = Change.objects.filter(action="place.move").get()
    assert (line.actor, line.reason, line.after["batch"]) == (ACTOR, "diklat", second.pk)


def test_a_change_of_an_adopted_plan_needs_a_reason_and_a_proposal_does_not() -> None:
    _plan, (first, second) = small_world()
    one = places(first)[0]
    assert refused(move_person(one.pk, second.pk, actor=ACTOR, reason=" ", today=TODAY)) == "REASON_MISSING"
    first.plan.status = "proposed"
    first.plan.save()
    assert isinstance(move_person(one.pk, second.pk, actor=ACTOR, reason="", today=TODAY), Verdict)


def test_a_full_batch_refuses_and_says_so_before_anything_is_saved() -> None:
    _plan, (first, second) = small_world((FIRST, 3), (SECOND, 6))
    one = places(first)[0]
    verdict = weigh_person(one.pk, second.pk, today=TODAY)
    assert isinstance(verdict, Verdict)
    assert not verdict.allowed
    assert "6 kursi" in verdict.broken[0].id
    assert (
        refused(move_person(one.pk, second.pk, actor=ACTOR, reason="x", today=TODAY)) == "PLAN_BREAKS_RULES"
    )
    assert len(nips(second)) == 6


def test_people_are_named_in_what_is_refused() -> None:
    _plan, (first, second) = small_world()
    one = places(first)[0]
    Absence.objects.create(nip=one.nip, first_day=SECOND[0], last_day=SECOND[0], reason="cuti")
    done = move_person(one.pk, second.pk, actor=ACTOR, reason="x", today=TODAY)
    assert isinstance(done, Refusal)
    assert one.name in done.id
    assert one.nip not in done.id


def test_head_and_deputy_are_kept_apart() -> None:
    _plan, (first, second) = small_world()
    one, other = places(first)[0], places(second)[0]
    Deputy.objects.create(head=one.nip, deputy=other.nip)
    verdict = weigh_person(one.pk, second.pk, today=TODAY)
    assert isinstance(verdict, Verdict)
    assert [found.rule for found in verdict.broken] == ["deputies"]


def test_what_was_broken_before_is_not_held_against_a_change() -> None:
    _plan, (first, second) = small_world()
    one, other = places(first)[:2]
    Absence.objects.create(nip=one.nip, first_day=FIRST[0], last_day=FIRST[0], reason="cuti")
    verdict = weigh_person(other.pk, second.pk, today=TODAY)
    assert isinstance(verdict, Verdict)
    assert verdict.allowed
    mended = weigh_person(one.pk, second.pk, today=TODAY)
    assert isinstance(mended, Verdict)
    assert [found.rule for found in mended.mended] == ["absence"]


def test_a_later_batch_costs_points() -> None:
    _plan, (first, second) = small_world()
    verdict = weigh_person(places(first)[0].pk, second.pk, today=TODAY)
    assert isinstance(verdict, Verdict)
    assert verdict.cost == 3


def test_a_locked_person_and_a_batch_under_way_stay() -> None:
    _plan, (first, second) = small_world()
    one = places(first)[0]
    assert set_lock("place", one.pk, True, ACTOR) is True
    assert set_lock("place", one.pk, True, ACTOR) is False
    assert refused(weigh_person(one.pk, second.pk, today=TODAY)) == "PART_LOCKED"
    other = places(first)[1]
    assert refused(weigh_person(other.pk, second.pk, today=FIRST[0])) == "BATCH_HELD"
    assert refused(weigh_person(other.pk, first.pk, today=TODAY)) == "BATCH_UNKNOWN"
    assert refused(weigh_person(0, first.pk, today=TODAY)) == "PLACE_UNKNOWN"


def test_days_move_over_a_weekend_to_working_days() -> None:
    _plan, (first, _second) = small_world()
    done = move_batch(first.pk, date(2026, 2, 21), actor=ACTOR, reason="aula dipakai", today=TODAY)
    assert isinstance(done, Verdict)
    assert tuple(first.days.values_list("day", flat=True)) == THIRD


def test_days_that_do_not_follow_each_other_are_refused() -> None:
    _plan, (first, _second) = small_world()
    verdict = weigh_batch(first.pk, date(2026, 2, 12), today=TODAY)
    assert isinstance(verdict, Verdict)
    assert "days" in {one.rule for one in verdict.broken}


def test_a_hall_that_is_taken_is_refused_and_a_free_one_is_found() -> None:
    _plan, (first, second) = small_world()
    done = move_batch(first.pk, SECOND[0], actor=ACTOR, reason="aula dipakai", today=TODAY)
    assert isinstance(done, Verdict)
    first.refresh_from_db()
    assert {first.hall, second.hall} == {1, 2}


def test_more_batches_than_halls_are_refused() -> None:
    _plan, (first, *_rest) = small_world((FIRST, 3), (SECOND, 3), ask=with_ask(halls=1))
    verdict = weigh_batch(first.pk, SECOND[0], today=TODAY)
    assert isinstance(verdict, Verdict)
    assert {one.rule for one in verdict.broken} == {"hall"}


def test_a_locked_batch_keeps_its_days() -> None:
    _plan, (first, _second) = small_world()
    assert set_lock("batch", first.pk, True, ACTOR) is True
    assert refused(move_batch(first.pk, THIRD[0], actor=ACTOR, reason="x", today=TODAY)) == "PART_LOCKED"
    assert refused(weigh_batch(first.pk, THIRD[0], today=FIRST[1])) == "BATCH_HELD"
    assert refused(weigh_batch("tidak-ada", THIRD[0], today=TODAY)) == "BATCH_UNKNOWN"
    assert refused(set_lock("batch", "tidak-ada", True, ACTOR)) == "BATCH_UNKNOWN"
    assert refused(set_lock("duty", 0, True, ACTOR)) == "PLACE_UNKNOWN"
    assert Batch.objects.get(pk=first.pk).locked


def test_a_newcomer_gets_a_place_and_who_is_out_loses_it() -> None:
    plan, (first, second) = small_world()
    waiting = "198501012010011010"
    assert waiting not in (*nips(first), *nips(second))
    assert refused(weigh_seat(nips(first)[0], second.pk, today=TODAY)) == "NOT_CALLED"
    assert refused(weigh_seat(waiting, "tidak-ada", today=TODAY)) == "BATCH_UNKNOWN"
    assert refused(weigh_seat(waiting, first.pk, today=FIRST[0])) == "BATCH_HELD"
    verdict = weigh_seat(waiting, second.pk, today=TODAY)
    assert isinstance(verdict, Verdict)
    assert verdict.allowed
    done = seat_person(waiting, second.pk, actor=ACTOR, reason="pengganti", today=TODAY, clock=clock_at())
    assert isinstance(done, Verdict)
    assert places(second)[-1].name == "Orang 010"
    Nominee.objects.filter(nip=waiting).update(status="withdrawn", reason="pindah tugas")
    place = places(second)[-1]
    assert refused(release_place(place.pk, actor=ACTOR, reason="", today=TODAY)) == "REASON_MISSING"
    freed = release_place(place.pk, actor=ACTOR, reason="pindah tugas", today=TODAY, clock=clock_at())
    assert isinstance(freed, Verdict)
    assert waiting not in nips(second)
    assert refused(release_place(place.pk, actor=ACTOR, reason="x", today=TODAY)) == "PLACE_UNKNOWN"
    assert refused(seat_person(waiting, second.pk, actor=ACTOR, reason="x", today=TODAY)) == "NOT_CALLED"
    assert refused(seat_person(waiting, "lain", actor=ACTOR, reason="x", today=TODAY)) == "BATCH_UNKNOWN"
    locked = places(first)[0]
    set_lock("place", locked.pk, True, ACTOR)
    assert refused(release_place(locked.pk, actor=ACTOR, reason="x", today=TODAY)) == "PART_LOCKED"
    assert refused(release_place(locked.pk, actor=ACTOR, reason="x", today=FIRST[0])) == "BATCH_HELD"
    assert plan.status == "adopted"


def test_two_people_change_places_only_across_batches_of_one_plan() -> None:
    _plan, (first, second) = small_world()
    one, other, mate = places(first)[0], places(second)[0], places(first)[1]
    assert refused(weigh_swap(one.pk, mate.pk, today=TODAY)) == "PLACE_UNKNOWN"
    assert refused(swap_people(one.pk, 0, actor=ACTOR, reason="x", today=TODAY)) == "PLACE_UNKNOWN"
    assert refused(weigh_swap(one.pk, other.pk, today=FIRST[0])) == "BATCH_HELD"
    assert possible_swaps(one.pk, second.pk, today=FIRST[0]) == ()
    assert possible_swaps(0, second.pk, today=TODAY) == ()
    assert {each.other for each in possible_swaps(one.pk, second.pk, today=TODAY)} == set(nips(second))
    set_lock("place", other.pk, True, ACTOR)
    assert refused(weigh_swap(one.pk, other.pk, today=TODAY)) == "PART_LOCKED"
    set_lock("place", other.pk, False, ACTOR)
    assert isinstance(swap_people(one.pk, other.pk, actor=ACTOR, reason="setuju", today=TODAY), Verdict)
    assert one.nip in nips(second)
    assert other.nip in nips(first)

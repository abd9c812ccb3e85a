"""A missed day is repaired with a seat in a later batch; nobody else moves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from takar.accounts.models import Change
from takar.kernel.refusals import Refusal
from takar.planning import public as planning
from takar.planning.actions.timetable_rows import write_timetable
from takar.planning.domain.solution import Booked
from takar.planning.models import Absence, Activity, Assessor, Batch, Duty, Place, Relation, Tool
from takar.planning.public import PlaceView, RepairProposal, propose_repair, rebook
from tests.planning.world import ACTOR, FIRST, SECOND, THIRD, clock_at, nips, places, small_world, with_ask

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def proposed(done: object) -> RepairProposal:
    assert isinstance(done, RepairProposal), done
    return done


def code(done: object) -> str:
    assert isinstance(done, Refusal), done
    return done.code


def test_the_earliest_later_batch_with_a_seat_is_proposed_and_booked() -> None:
    _plan, (first, second, _third) = small_world((FIRST, 4), (SECOND, 3), (THIRD, 3))
    one, others = places(first)[0], nips(second)
    proposal = proposed(propose_repair(one.nip, first.pk, FIRST[1]))
    assert (proposal.to_batch, proposal.others_moved, proposal.from_reserve) == (second.pk, 0, False)
    assert proposal.days == SECOND
    assert proposal.seconds < 1
    done = rebook(proposal, actor=ACTOR, reason="sakit", clock=clock_at())
    assert isinstance(done, PlaceView)
    assert (done.batch, done.number, done.repeats) == (second.pk, "004", one.pk)
    assert nips(second) == (*others, one.nip)
    freed = [each for each in planning.places_of(first.pk, freed=True) if each.freed]
    assert [(each.nip, each.freed_reason) for each in freed] == [(one.nip, "sakit")]
    line = Change.objects.get(action="place.rebook")
    assert (line.reason, line.before["batch"], line.after["batch"]) == ("sakit", first.pk, second.pk)


def test_booking_twice_is_booking_once() -> None:
    _plan, (first, second) = small_world()
    proposal = proposed(propose_repair(nips(first)[0], first.pk, FIRST[0]))
    one = rebook(proposal, actor=ACTOR, reason="sakit")
    assert one == rebook(proposal, actor=ACTOR, reason="sakit")
    assert len(nips(second)) == 5
    assert [each.batch for each in planning.places_of_person(proposal.nip)] == [first.pk, second.pk]


def test_a_seat_of_the_reserve_is_used_when_nothing_else_is_free() -> None:
    _plan, (first, second) = small_world((FIRST, 4), (SECOND, 5))
    proposal = proposed(propose_repair(nips(first)[0], first.pk, FIRST[0], today=date(2026, 1, 5)))
    assert (proposal.to_batch, proposal.from_reserve) == (second.pk, True)
    assert "cadangan" in proposal.sentences[-1][0]


def test_a_full_programme_is_told_with_a_way_out() -> None:
    _plan, (first, _second) = small_world((FIRST, 4), (SECOND, 6))
    done = propose_repair(nips(first)[0], first.pk, FIRST[0])
    assert isinstance(done, Refusal)
    assert done.id


def test_absences_of_the_person_and_unwanted_batches_are_passed_over() -> None:
    _plan, (first, second, third) = small_world((FIRST, 4), (SECOND, 3), (THIRD, 3))
    nip = nips(first)[0]
    assert proposed(propose_repair(nip, first.pk, FIRST[0], avoid=(second.pk,))).to_batch == third.pk
    Absence.objects.create(nip=nip, first_day=SECOND[2], last_day=SECOND[2], reason="sidang")
    assert proposed(propose_repair(nip, first.pk, FIRST[0])).to_batch == third.pk


def test_a_seat_that_was_taken_meanwhile_is_not_booked() -> None:
    _plan, (first, _second) = small_world((FIRST, 4), (SECOND, 5))
    one, other = nips(first)[:2]
    mine = proposed(propose_repair(one, first.pk, FIRST[0]))
    theirs = proposed(propose_repair(other, first.pk, FIRST[0]))
    assert not isinstance(rebook(theirs, actor=ACTOR, reason="sakit"), Refusal)
    assert code(rebook(mine, actor=ACTOR, reason="sakit")) == "REPAIR_OUTDATED"
    assert code(rebook(replace(mine, to_batch="lain"), actor=ACTOR, reason="sakit")) == "REPAIR_OUTDATED"
    assert code(rebook(mine, actor=ACTOR, reason="")) == "REASON_MISSING"
    assert code(rebook(replace(mine, nip="0"), actor=ACTOR, reason="x")) == "PLACE_UNKNOWN"
    assert one in nips(first)


def test_who_has_no_place_gets_no_repair() -> None:
    _plan, (first, second) = small_world()
    assert code(propose_repair(nips(first)[0], second.pk, FIRST[0])) == "PLACE_UNKNOWN"
    assert code(propose_repair("0" * 18, first.pk, FIRST[0])) == "PLACE_UNKNOWN"


def test_a_place_that_was_freed_already_can_be_repaired() -> None:
    _plan, (first, second) = small_world()
    nip = nips(first)[0]
    Place.objects.filter(batch=first, nip=nip).update(freed_at=clock_at()(), freed_reason="gugur")
    proposal = proposed(propose_repair(nip, first.pk, FIRST[2]))
    done = rebook(proposal, actor=ACTOR, reason="sakit")
    assert isinstance(done, PlaceView)
    assert Place.objects.get(batch=first, nip=nip).freed_reason == "gugur"
    assert nip in nips(second)


def test_raters_of_the_new_batch_may_rate_him_and_a_batch_without_such_raters_is_passed_over() -> None:
    ask = with_ask(assessors=2, raters=2)
    plan, (first, second, third) = small_world((FIRST, 4), (SECOND, 2), (THIRD, 2), ask=ask)
    staff = [Assessor.objects.create(name=f"Asesor {n}") for n in range(5)]
    for batch, pair in ((second, staff[:2]), (third, staff[2:4])):
        for one in pair:
            Duty.objects.create(batch=batch, assessor=one)
    nip = nips(first)[0]
    assert proposed(propose_repair(nip, first.pk, FIRST[0])).raters == (staff[0].pk, staff[1].pk)
    Relation.objects.create(assessor=staff[0], nip=nip, kind="relative")
    proposal = proposed(propose_repair(nip, first.pk, FIRST[0]))
    assert (proposal.to_batch, proposal.raters) == (third.pk, (staff[2].pk, staff[3].pk))
    rebook(proposal, actor=ACTOR, reason="sakit")
    assert {one.assessor: one.rates for one in planning.duties_of(third.pk)} == {
        staff[2].pk: (nip,),
        staff[3].pk: (nip,),
    }
    (line,) = planning.roster_of_assessor(staff[2].pk)
    assert (line.batch.id, line.rates) == (third.pk, (nip,))
    assert planning.roster_of_assessor(staff[2].pk, last=FIRST[0]) == ()
    assert plan.status == "adopted"


def test_single_turns_are_found_in_a_gap_outside_the_break() -> None:
    _plan, (first, second) = small_world()
    Tool.objects.filter(programme=second.programme).delete()
    Tool.objects.create(
        programme=second.programme, code="w", title="Wawancara", kind="interview", minutes=60, together="one"
    )
    room = first.activities.model.room.field.related_model.objects.get(name="Ruang Simulasi 01")
    taken = [("07:30", "08:30"), ("08:30", "09:30"), ("09:30", "10:30"), ("10:30", "11:30")]
    booked = [
        Booked("w", 1, time.fromisoformat(a), time.fromisoformat(b), str(room.pk), 0, nip)
        for (a, b), nip in zip(taken, nips(second), strict=True)
    ]
    write_timetable(second, [*booked, Booked("w", 1, time(13), time(14), str(room.pk), 0, "cadangan-1")])
    done = rebook(proposed(propose_repair(nips(first)[0], first.pk, FIRST[0])), actor=ACTOR, reason="sakit")
    assert isinstance(done, PlaceView)
    turn = Activity.objects.get(batch=second, nip=done.nip)
    assert (turn.starts, turn.ends, turn.room) == (time(13), time(14), room)


def test_groups_grow_evenly_and_stay_within_their_size() -> None:
    _plan, (first, second) = small_world((FIRST, 4), (SECOND, 4), ask=with_ask(group_least=2, group_most=4))
    for place, group in zip(places(second), (1, 1, 1, 1), strict=True):
        Place.objects.filter(pk=place.pk).update(group=group)
    done = rebook(proposed(propose_repair(nips(first)[0], first.pk, FIRST[0])), actor=ACTOR, reason="sakit")
    assert isinstance(done, PlaceView)
    sizes = [Place.objects.filter(batch=second, freed_at=None, group=group).count() for group in (1, 2)]
    assert sorted(sizes) == [2, 3]


def test_a_batch_that_is_over_takes_nobody() -> None:
    _plan, (first, second, third) = small_world((FIRST, 4), (SECOND, 3), (THIRD, 3))
    Batch.objects.filter(pk=second.pk).update(status="done")
    assert proposed(propose_repair(nips(first)[0], first.pk, FIRST[0])).to_batch == third.pk


def test_nobody_else_is_moved_even_when_that_would_make_room() -> None:
    _plan, (first, second, third) = small_world((FIRST, 3), (SECOND, 6), (THIRD, 1))
    nip, others = nips(first)[0], nips(second)
    Absence.objects.create(nip=nip, first_day=THIRD[0], last_day=THIRD[0], reason="sidang")
    done = propose_repair(nip, first.pk, FIRST[0])
    assert isinstance(done, Refusal)
    assert (done.code, done.data["moved"]) == ("SEATS_FULL", 1)
    assert nips(second) == others
    assert len(nips(third)) == 1

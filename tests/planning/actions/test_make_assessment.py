"""A batch becomes an assessment: sessions of its computer tests, its people seated; once."""

from __future__ import annotations

from datetime import time

import pytest
from django.conf import settings
from django.utils.module_loading import import_string

from takar.assessments.models import Assessment
from takar.assessments.public import AssessmentView, participants_in, sessions_of
from takar.kernel.refusals import Refusal
from takar.people.models import CivilServant
from takar.planning import public as planning
from takar.planning.actions.make_timetable import make_timetable
from takar.planning.actions.move_person import weigh_person
from takar.planning.actions.timetable_rows import write_timetable
from takar.planning.domain.solution import Booked
from takar.planning.models import Batch, Room, Tool
from takar.planning.public import announce_batch, finish_batch, make_assessment, propose_repair, rebook
from takar.programmes.models import Programme
from tests.planning.world import ACTOR, FIRST, NOW, SECOND, TODAY, clock_at, nips, places, small_world

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def code(done: object) -> str:
    assert isinstance(done, Refusal), done
    return done.code


def with_tests(batch: Batch, *groups: int) -> None:
    """A computer test from 07.30 to 11.30 on the first day, for all or for these groups."""
    rooms = Room.objects.filter(seats=30).order_by("name")
    booked = [
        Booked("cat", 1, time(7, 30), time(11, 30), str(rooms[at].pk), group)
        for at, group in enumerate(groups or (0,))
    ]
    write_timetable(batch, booked)


def test_sessions_and_people_follow_the_batch() -> None:
    _plan, (first, _second) = small_world()
    Programme.objects.update(visibility={"when": "held", "held_until": "2026-04-01"}, objection_days=14)
    with_tests(first)
    made = make_assessment(first.pk, ACTOR, clock=clock_at())
    assert isinstance(made, AssessmentView)
    assert made.title == "Pemetaan Pengawas 2026, gelombang 1"
    assert (made.legal_basis.number, made.objection_days) == ("800/14593", 14)
    assert (made.visibility.when, made.visibility.held_until.isoformat()) == ("held", "2026-04-01")  # type: ignore[union-attr]
    (session,) = sessions_of(made.id)
    assert (session.room, session.participants, session.capacity) == ("Aula 1", 5, 30)
    assert session.opens.isoformat() == "2026-02-02T00:30:00+00:00"
    assert [(one.number, one.nip) for one in participants_in(made.id)] == [
        (f"{at:03d}", nip) for at, nip in enumerate(nips(first), 1)
    ]
    assert planning.batch_of_assessment(made.id).id == first.pk  # type: ignore[union-attr]


def test_making_it_again_gives_the_same_one() -> None:
    _plan, (first, _second) = small_world()
    with_tests(first)
    made = make_assessment(first.pk, ACTOR)
    assert isinstance(made, AssessmentView)
    again = make_assessment(first.pk, ACTOR)
    assert isinstance(again, AssessmentView)
    assert again.id == made.id
    assert Assessment.objects.count() == 1


def test_groups_go_to_the_session_of_their_group() -> None:
    _plan, (first, _second) = small_world()
    for at, place in enumerate(places(first)):
        place.group = 1 + at % 2
        place.save()
    with_tests(first, 1, 2)
    made = make_assessment(first.pk, ACTOR)
    assert isinstance(made, AssessmentView)
    titles = {one.id: one.title for one in sessions_of(made.id)}
    seats = {one.nip: titles[one.session or ""] for one in participants_in(made.id)}
    assert [seats[nip] for nip in nips(first)] == ["Sesi 1", "Sesi 2", "Sesi 1", "Sesi 2", "Sesi 1"]


def test_nothing_is_left_behind_when_somebody_cannot_take_part() -> None:
    _plan, (first, _second) = small_world()
    with_tests(first)
    CivilServant.objects.filter(nip=nips(first)[0]).update(legal_status="Pensiun")
    done = make_assessment(first.pk, ACTOR)
    assert isinstance(done, Refusal)
    assert done.code == "PEOPLE_REFUSED"
    assert "Orang 001" in done.id
    assert not Assessment.objects.exists()


def test_a_batch_without_a_test_or_outside_an_adopted_plan_is_refused() -> None:
    plan, (first, second) = small_world()
    assert code(make_assessment(first.pk, ACTOR)) == "NO_SESSION"
    plan.status = "proposed"
    plan.save()
    assert code(make_assessment(first.pk, ACTOR)) == "BATCH_UNKNOWN"
    assert code(announce_batch(second.pk, ACTOR)) == "BATCH_UNKNOWN"


def test_days_of_interviews_only_make_an_assessment_without_sessions() -> None:
    """Its people can be judged at once; nothing of it is on screen, so no form and no seat."""
    _plan, (first, _second) = small_world()
    room = Room.objects.order_by("name").first()
    turns = [
        Booked("wawancara", 1, time(8 + at), time(9 + at), str(room.pk), 0, nip)  # type: ignore[union-attr]
        for at, nip in enumerate(nips(first))
    ]
    write_timetable(first, turns)
    made = make_assessment(first.pk, ACTOR, clock=clock_at())
    assert isinstance(made, AssessmentView), made
    assert sessions_of(made.id) == ()
    assert made.form == ""
    assert [(one.nip, one.session) for one in participants_in(made.id)] == [
        (nip, None) for nip in nips(first)
    ]


def test_a_computer_test_without_a_room_is_still_refused() -> None:
    _plan, (first, _second) = small_world()
    write_timetable(first, [Booked("cat", 1, time(7, 30), time(11, 30), "", 0)])
    assert code(make_assessment(first.pk, ACTOR)) == "NO_SESSION"


def test_a_batch_is_announced_and_done_once() -> None:
    _plan, (first, second) = small_world((FIRST, 5), (SECOND, 0))
    done = announce_batch(first.pk, ACTOR)
    assert not isinstance(done, Refusal)
    assert done.status == "announced"
    assert announce_batch(first.pk, ACTOR) == done
    over = finish_batch(first.pk, ACTOR)
    assert not isinstance(over, Refusal)
    assert over.status == "done"
    assert code(announce_batch(second.pk, ACTOR)) == "BATCH_EMPTY"


def test_the_plan_leaves_a_batch_alone_once_it_is_an_assessment() -> None:
    _plan, (first, second) = small_world()
    with_tests(first)
    make_assessment(first.pk, ACTOR)
    first.refresh_from_db()
    assert code(weigh_person(places(first)[0].pk, second.pk, today=TODAY)) == "BATCH_HELD"
    assert code(make_timetable(first.pk, ACTOR)) == "BATCH_HELD"
    assert code(make_timetable("tidak-ada", ACTOR)) == "BATCH_UNKNOWN"


def test_a_repair_changes_both_drafts_and_keeps_out_of_opened_ones() -> None:
    _plan, (first, second) = small_world((FIRST, 4), (SECOND, 3))
    with_tests(first)
    with_tests(second)
    old, new = make_assessment(first.pk, ACTOR), make_assessment(second.pk, ACTOR)
    assert isinstance(old, AssessmentView)
    assert isinstance(new, AssessmentView)
    one, other = nips(first)[:2]
    proposal = propose_repair(one, first.pk, FIRST[0])
    assert not isinstance(proposal, Refusal)
    assert not isinstance(rebook(proposal, actor=ACTOR, reason="sakit"), Refusal)
    assert one not in {each.nip for each in participants_in(old.id)}
    assert [each.session for each in participants_in(new.id) if each.nip == one] != [None]
    late = propose_repair(other, first.pk, FIRST[0])
    assert not isinstance(late, Refusal)
    Assessment.objects.filter(pk=new.id).update(status="open", opened_at=NOW)
    assert code(rebook(late, actor=ACTOR, reason="sakit")) == "REPAIR_OUTDATED"


def test_before_exercises_are_chosen_the_matrix_says_what_people_show() -> None:
    _plan, (first, _second) = small_world()
    with_tests(first)
    made = make_assessment(first.pk, ACTOR, clock=clock_at())
    assert isinstance(made, AssessmentView)
    owner = planning.batch_of_assessment(made.id).programme  # type: ignore[union-attr]
    Tool.objects.filter(programme=owner).delete()
    for number, (kind, codes) in enumerate((("cat", ["M.01"]), ("interview", ["M.02"]), ("paper", ["M.03"]))):
        Tool.objects.create(
            programme=owner, code=f"t{number}", title="Alat", kind=kind, minutes=30, day=1, order=1,
            together="all", competencies=codes,
        )  # fmt: skip
    assert planning.shown_beside_tests(owner) == {"M.02", "M.03"}
    assert import_string(settings.SHOWN_BY_PEOPLE)(made.id) == {"M.02", "M.03"}
    assert import_string(settings.SHOWN_BY_PEOPLE)("0" * 24) == frozenset()

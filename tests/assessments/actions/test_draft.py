"""Everything that may be done to a draft, and what each action refuses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from takar.accounts.models import Change
from takar.assessments import public as assessments
from takar.assessments.actions.change_session import change_session
from takar.assessments.commitments import standards_in_use
from takar.assessments.models import Assessment, Participant, Session
from takar.assessments.public import AssessmentView, LegalBasis, SessionDraft
from takar.kernel.refusals import Refusal
from takar.people.models import CivilServant
from takar.standards.public import job_standard, publish_standard
from tests.assessments.world import ACTOR, NOW, World, clock_at, draft, ready_world

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]
CLOCK = clock_at()


@pytest.fixture
def world() -> World:
    return ready_world()


def code(done: object) -> str:
    assert isinstance(done, Refusal), done
    return done.code


def session_draft(**changes: object) -> SessionDraft:
    opens = NOW + timedelta(hours=1)
    made = SessionDraft("Sesi 9", "Ruang CAT 2", opens, opens + timedelta(hours=2), 30)
    return replace(made, **changes)  # type: ignore[arg-type]


def test_a_draft_is_changed_with_a_line_that_tells_before_and_after(world: World) -> None:
    changed = draft(world.assessment.form, title="Pemetaan kedua")
    done = assessments.change_assessment(world.assessment.id, changed, ACTOR, clock=CLOCK)
    assert isinstance(done, AssessmentView)
    assert done.title == "Pemetaan kedua"
    line = Change.objects.get(action="assessment.change")
    assert (line.before["title"], line.after["title"]) == ("Pemetaan Pengawas 2026", "Pemetaan kedua")
    assert line.after["legal_date"] == "2025-12-01"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " "}, "title"),
        ({"organiser": ""}, "organiser"),
        ({"location": ""}, "location"),
        ({"legal_basis": LegalBasis("Surat", " ", date(2025, 12, 1), "Pemetaan")}, "legal_basis"),
    ],
)
def test_what_must_be_filled_is_named(world: World, changes: dict[str, object], field: str) -> None:
    wanted = draft(world.assessment.form, **changes)
    for done in (
        assessments.create_assessment(wanted, ACTOR, clock=CLOCK),
        assessments.change_assessment(world.assessment.id, wanted, ACTOR, clock=CLOCK),
    ):
        assert code(done) == "FIELD_MISSING"
        assert isinstance(done, Refusal)
        assert done.data == {"field": field}


def test_nothing_of_a_committed_assessment_changes(world: World) -> None:
    sitting = Participant.objects.values_list("sitting", flat=True)[0]
    assessments.open_assessment(world.assessment.id, ACTOR, clock=CLOCK)
    name = world.assessment.id
    attempts = [
        assessments.change_assessment(name, draft(world.assessment.form), ACTOR),
        assessments.open_assessment(name, ACTOR),
        assessments.add_session(name, session_draft(), ACTOR),
        change_session(world.sessions[0], session_draft(), ACTOR),
        assessments.remove_session(world.sessions[0], ACTOR),
        assessments.assign_sessions(name, ACTOR, again=True),
        assessments.remove_participant(sitting, ACTOR),
    ]
    assert {code(done) for done in attempts} == {"ASSESSMENT_FIXED"}
    assert Participant.objects.exclude(seat="").count() == 3


def test_what_does_not_exist_is_refused(world: World) -> None:
    unknown = [
        assessments.change_assessment("tidak-ada", draft(world.assessment.form), ACTOR),
        assessments.open_assessment("tidak-ada", ACTOR),
        assessments.close_assessment("tidak-ada", ACTOR, "Selesai"),
        change_session("tidak-ada", session_draft(), ACTOR),
        assessments.remove_session("tidak-ada", ACTOR),
        assessments.remove_participant("tidak-ada", ACTOR),
        assessments.set_extra_minutes("tidak-ada", 5, "Sakit", ACTOR),
        assessments.move_participant("tidak-ada", world.sessions[0], "Sakit", ACTOR),
    ]
    found = [code(done).removesuffix("_UNKNOWN") for done in unknown]
    assert found == [*["ASSESSMENT"] * 3, *["SESSION"] * 2, *["PARTICIPANT"] * 3]
    assert code(assessments.close_assessment(world.assessment.id, ACTOR, "Selesai")) == "ASSESSMENT_NOT_OPEN"


def test_a_session_is_refused_added_changed_and_removed(world: World) -> None:
    name = world.assessment.id
    for wrong in (
        {"capacity": 0},
        {"capacity": 1001},
        {"title": " "},
        {"closes": NOW + timedelta(hours=1)},
    ):
        assert code(assessments.add_session(name, session_draft(**wrong), ACTOR)) == "SESSION_TIMES"
        assert code(change_session(world.sessions[0], session_draft(**wrong), ACTOR)) == "SESSION_TIMES"
    assert code(assessments.add_session(name, session_draft(title="Sesi 1"), ACTOR)) == "SESSION_TITLE_TAKEN"
    added = assessments.add_session(name, session_draft(), ACTOR, clock=CLOCK)
    assert isinstance(added, str)
    assert code(change_session(added, session_draft(title="Sesi 1"), ACTOR)) == "SESSION_TITLE_TAKEN"
    assert change_session(added, session_draft(room="Aula"), ACTOR) is None
    assert Session.objects.get(pk=added).room == "Aula"
    assert assessments.remove_session(world.sessions[0], ACTOR, clock=CLOCK) is None
    assert Participant.objects.filter(session=None, seat="").count() == 3


def test_seats_are_given_by_wish_and_afresh_and_some_may_wait(world: World) -> None:
    small = assessments.add_session(world.assessment.id, session_draft(capacity=2), ACTOR, clock=CLOCK)
    wishes = dict.fromkeys(world.nips, "Sesi 9")
    done = assessments.assign_sessions(world.assessment.id, ACTOR, wishes=wishes, again=True, clock=CLOCK)
    assert done == assessments.Assigned(seated=2, waiting=1)
    assert Participant.objects.filter(session=small).count() == 2
    done = assessments.assign_sessions(world.assessment.id, ACTOR, clock=CLOCK)
    assert done == assessments.Assigned(seated=1, waiting=0)
    assert Participant.objects.filter(session=world.sessions[0], seat="A-01").count() == 1


def test_somebody_leaves_the_list_and_the_others_keep_their_numbers(world: World) -> None:
    first = Participant.objects.order_by("number").values_list("sitting", flat=True)[0]
    assert assessments.remove_participant(first, ACTOR, clock=CLOCK) is None
    assert list(Participant.objects.order_by("number").values_list("number", flat=True)) == ["002", "003"]
    assert Change.objects.get(action="participant.remove").before == {"number": "001"}


def test_who_cannot_take_part_is_told_with_the_reason(world: World) -> None:
    CivilServant.objects.filter(nip=world.nips[0]).update(legal_status="pensiun")
    Participant.objects.all().delete()
    done = assessments.add_participants(
        world.assessment.id, [*world.nips[:2], "198501012010011999"], ACTOR, clock=CLOCK
    )
    assert not isinstance(done, Refusal)
    assert (done.added, done.already) == (1, 0)
    assert dict(done.refused) == {world.nips[0]: "PERSON_INACTIVE", "198501012010011999": "PERSON_UNKNOWN"}
    unset = assessments.add_participants(
        world.assessment.id, world.nips[2:], ACTOR, job_class="fungsional", clock=CLOCK
    )
    assert not isinstance(unset, Refusal)
    assert unset.refused == ((world.nips[2], "STANDARD_MISSING"),)
    assert code(assessments.add_participants("tidak-ada", world.nips, ACTOR)) == "ASSESSMENT_UNKNOWN"


def test_extra_time_and_moves_have_their_limits() -> None:
    world = ready_world(sessions=2)
    sitting = Participant.objects.order_by("number").values_list("sitting", flat=True)[0]
    for minutes in (-1, 241):
        assert code(assessments.set_extra_minutes(sitting, minutes, "Sakit", ACTOR)) == "EXTRA_MINUTES"
    assert code(assessments.set_extra_minutes(sitting, 5, " ", ACTOR)) == "REASON_MISSING"
    assert code(assessments.move_participant(sitting, world.sessions[1], " ", ACTOR)) == "REASON_MISSING"
    assert code(assessments.move_participant(sitting, "tidak-ada", "Sakit", ACTOR)) == "SESSION_UNKNOWN"
    assert not isinstance(assessments.set_extra_minutes(sitting, 240, "Sakit", ACTOR), Refusal)
    Session.objects.filter(pk=world.sessions[1]).update(capacity=1)
    other = Participant.objects.order_by("number").values_list("sitting", flat=True)[1]
    moved = assessments.move_participant(other, world.sessions[1], "Sakit", ACTOR, clock=CLOCK)
    assert not isinstance(moved, Refusal)
    assert code(assessments.move_participant(sitting, world.sessions[1], "Sakit", ACTOR)) == "SESSION_FULL"


def test_the_levels_committed_are_those_of_the_version_each_participant_was_added_under(world: World) -> None:
    """A standard that comes into force between the making of the assessment and the adding of people."""
    old = job_standard("pengawas", NOW.date())
    raised = tuple((name, 4) for name, _ in old.levels)
    in_force = NOW.date() + timedelta(days=2)
    newer = replace(old, version="2026.2", levels=raised, in_force_from=in_force)
    assert not isinstance(publish_standard(newer, by=ACTOR, source="uji"), Refusal)
    Participant.objects.filter(number="003").delete()
    later = clock_at(NOW + timedelta(days=1, hours=17))  # one o'clock in Jakarta, still the day before in UTC
    assessments.add_participants(world.assessment.id, world.nips, ACTOR, clock=later)
    levels = standards_in_use(Assessment.objects.get())
    assert levels == {f"pengawas/{old.version}": dict(old.levels), "pengawas/2026.2": dict(raised)}

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection

from takar.accounts.models import Change
from takar.assessments import public as assessments
from takar.assessments.actions import open_assessment as opening_action
from takar.assessments.models import Assessment, LogEntry, Participant, Session
from takar.assessments.public import AssessmentView, evidence_log, roster_root
from takar.delivery.public import open_journal, unseal
from takar.kernel.clock import milliseconds
from takar.kernel.refusals import Refusal
from takar.ledger.public import OfficeSigner, OfficeVerifier
from tests.append_only import triggers_off
from tests.assessments.world import ACTOR, NOW, clock_at, draft, ready_world
from tests.gateway.tickets import build_ticket

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


def opened(world_assessment: str) -> AssessmentView:
    done = assessments.open_assessment(world_assessment, ACTOR, clock=clock_at())
    assert isinstance(done, AssessmentView), done
    return done


def test_opening_commits_everything_before_the_gateway_learns_of_it() -> None:
    world = ready_world()
    view = opened(world.assessment.id)
    leaf = json.loads(evidence_log().leaf(view.commit_index))
    frozen = assessments.opening(view.id)
    assert (leaf["t"], leaf["ev"], leaf["form_root"], leaf["key_root"]) == (
        "event.commit", view.event, frozen.form_root, frozen.key_root,
    )  # fmt: skip
    assert leaf["roster_root"] == roster_root(frozen.roster)
    assert leaf["schedule"]["from"] == "2026-01-05"
    assert view.status == "open"
    assert Change.objects.filter(action="assessment.open").count() == 1


def test_the_ticket_is_what_the_gateway_would_build_and_its_signature_holds() -> None:
    world = ready_world()
    view = opened(world.assessment.id)
    journal = open_journal(settings.TAKAR.exam_db)
    ticket = journal.tickets()[0]
    public_file = OfficeSigner.load(settings.TAKAR.keys).public_file
    content = unseal(ticket.body, OfficeVerifier.load(public_file))
    assert content is not None
    row = Session.objects.get(pk=world.sessions[0])
    people = Participant.objects.filter(session=row).order_by("number")
    assert content == build_ticket(
        session=row.id,
        version=1,
        assessment=content["assessment"],
        title=row.title,
        room=row.room,
        opens_ms=milliseconds(row.opens),
        closes_ms=milliseconds(row.closes),
        package=assessments.opening(view.id).form_root,
        pin=row.pin,
        pin_salt=row.pin_salt,
        nip_salt=row.nip_salt,
        measures=content["measures"],
        visibility=content["visibility"],
        participants=[
            {
                "sitting": p.sitting, "number": p.number, "name": p.name, "nip": p.nip, "seat": p.seat,
                "extra_minutes": 0,
            }
            for p in people
        ],
    )  # fmt: skip
    assert journal.package(content["package"]) is not None
    assert world.nips[0] not in ticket.body


def test_a_crash_between_any_two_steps_repeats_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    world = ready_world()

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    for step in ("log_once", "issue_tickets"):
        with monkeypatch.context() as patched:
            patched.setattr(opening_action, step, die)
            with pytest.raises(KeyboardInterrupt):
                assessments.open_assessment(world.assessment.id, ACTOR, clock=clock_at())
        assert Assessment.objects.get().status == "draft"
    opened(world.assessment.id)
    kinds = [json.loads(leaf)["t"] for _, leaf in evidence_log().leaves()]
    assert kinds == ["event.commit"]
    assert [t.version for t in open_journal(settings.TAKAR.exam_db).tickets()] == [1]


def test_a_leaf_that_reached_the_log_before_the_crash_is_found_again() -> None:
    world = ready_world()
    view = opened(world.assessment.id)
    entry = LogEntry.objects.get()
    with triggers_off(connection):
        LogEntry.objects.update(index=None)
    Assessment.objects.update(status="draft", opened_at=None)
    again = opened(world.assessment.id)
    assert again.commit_index == view.commit_index == LogEntry.objects.get().index
    assert evidence_log().size == 1
    assert entry.leaf.encode() == evidence_log().leaf(0)


def test_a_ticket_that_a_crash_left_behind_is_superseded_not_overwritten() -> None:
    world = ready_world()
    opened(world.assessment.id)
    left_behind = open_journal(settings.TAKAR.exam_db)
    left_behind.put_ticket(world.sessions[0], 2, "{}")
    sitting = Participant.objects.order_by("number").first().sitting
    done = assessments.set_extra_minutes(sitting, 15, "Tunanetra sebagian", ACTOR, clock=clock_at())
    assert not isinstance(done, Refusal)
    assert Session.objects.get().ticket_version == 3
    bodies = {ticket.version: ticket.body for ticket in left_behind.tickets()}
    assert (bodies.get(2, "{}"), '"extra_minutes":15' in bodies[3]) == ("{}", True)


def test_an_assessment_that_was_opened_by_somebody_else_meanwhile_is_opened_once() -> None:
    world = ready_world()
    opened(world.assessment.id)
    Assessment.objects.update(status="draft")
    opened(world.assessment.id)
    assert [json.loads(leaf)["t"] for _, leaf in evidence_log().leaves()] == ["event.commit"]


def test_what_is_missing_is_listed() -> None:
    world = ready_world()
    made = assessments.create_assessment(draft(world.assessment.form), ACTOR, clock=clock_at())
    assert isinstance(made, AssessmentView)
    refused = assessments.open_assessment(made.id, ACTOR, clock=clock_at())
    assert isinstance(refused, Refusal)
    codes = [one["code"] for one in refused.data["missing"]]  # type: ignore[union-attr,index,call-overload]
    assert codes == ["PARTICIPANTS_MISSING", "SESSIONS_MISSING"]


def test_after_opening_nothing_changes_except_by_a_reasoned_new_ticket() -> None:
    world = ready_world(sessions=2)
    opened(world.assessment.id)
    refused = assessments.add_participants(world.assessment.id, ["1"], ACTOR, clock=clock_at())
    assert isinstance(refused, Refusal)
    assert refused.code == "ASSESSMENT_FIXED"
    sitting = Participant.objects.order_by("number").first().sitting
    no_reason = assessments.set_extra_minutes(sitting, 15, " ", ACTOR, clock=clock_at())
    assert isinstance(no_reason, Refusal)
    assert no_reason.code == "REASON_MISSING"
    assessments.set_extra_minutes(sitting, 15, "Tunanetra sebagian", ACTOR, clock=clock_at())
    moved = assessments.move_participant(
        sitting, world.sessions[1], "Sakit pagi ini", ACTOR, clock=clock_at()
    )
    assert not isinstance(moved, Refusal)
    assert (moved.session, moved.seat, moved.extra_minutes) == (world.sessions[1], "A-01", 15)
    versions = [(t.session, t.version) for t in open_journal(settings.TAKAR.exam_db).tickets()]
    assert max(v for s, v in versions if s == world.sessions[0]) == 3
    assert max(v for s, v in versions if s == world.sessions[1]) == 2
    assert set(Change.objects.exclude(reason="").values_list("reason", flat=True)) >= {
        "Tunanetra sebagian", "Sakit pagi ini",
    }  # fmt: skip


def test_nobody_is_moved_out_of_a_session_that_has_begun() -> None:
    world = ready_world(sessions=2)
    opened(world.assessment.id)
    sitting = Participant.objects.order_by("number").first().sitting
    later = clock_at(NOW + timedelta(hours=1, minutes=1))
    refused = assessments.move_participant(sitting, world.sessions[1], "Terlambat", ACTOR, clock=later)
    assert isinstance(refused, Refusal)
    assert refused.code == "SITTING_BEGUN"


def test_a_lost_key_file_is_told_with_its_remedy() -> None:
    world = ready_world()
    (settings.TAKAR.keys / "form-keys").write_bytes(b"x" * 32)
    done = assessments.open_assessment(world.assessment.id, ACTOR, clock=clock_at())
    assert isinstance(done, Refusal)
    assert "keys/form-keys" in done.id
    assert LogEntry.objects.count() == 0

"""Closing says what the log holds; the count and the leaf leave no room for another leaf between them."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from takar.accounts.models import Change
from takar.assessments import public as assessments
from takar.assessments.models import Assessment, LogEntry
from takar.assessments.public import AssessmentView, evidence_log
from takar.kernel.refusals import Refusal
from takar.ledger.public import Log, checkpoint_digest, leaves, monitor, read_log
from tests.append_only import triggers_off
from tests.assessments.world import ACTOR, NOW, World, clock_at, ready_world

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]
LATER = clock_at(NOW + timedelta(days=1))


@pytest.fixture
def world() -> World:
    made = ready_world()
    done = assessments.open_assessment(made.assessment.id, ACTOR, clock=clock_at())
    assert isinstance(done, AssessmentView), done
    return made


def close(world: World, clock: Any = LATER, reason: str = "Semua sesi selesai") -> AssessmentView | Refusal:
    return assessments.close_assessment(world.assessment.id, ACTOR, reason, clock=clock)


def refusal(done: AssessmentView | Refusal) -> str:
    assert isinstance(done, Refusal), done
    return done.code


def begin_session(world: World) -> int:
    leaf = leaves.sitting_open(
        ev=world.assessment.event,
        at=NOW,
        event=0,
        session=world.sessions[0],
        room="Ruang CAT 1",
        head=checkpoint_digest(evidence_log().checkpoint()),
        expected=3,
    )
    return evidence_log().append([leaf]).first


def end_session(world: World, opened: int) -> bytes:
    return leaves.sitting_close(
        ev=world.assessment.event, at=NOW, opened=opened, session=world.sessions[0], attended=0, sealed=0
    )


def test_closing_counts_what_the_log_holds(world: World) -> None:
    done = close(world)
    assert isinstance(done, AssessmentView)
    assert done.status == "closed"
    assert json.loads(evidence_log().leaf(1))["counts"] == {"event.commit": 1}
    assert Change.objects.filter(action="assessment.close", reason="Semua sesi selesai").count() == 1


def test_closing_needs_a_reason_and_the_end_of_every_session(world: World) -> None:
    assert refusal(close(world, reason=" ")) == "REASON_MISSING"
    assert refusal(close(world, clock=clock_at(NOW + timedelta(hours=2)))) == "SESSIONS_RUNNING"
    opened = begin_session(world)
    assert refusal(close(world)) == "SESSIONS_NOT_SEALED"
    assert not LogEntry.objects.filter(kind="event.close").exists()
    evidence_log().append([end_session(world, opened)])
    assert isinstance(close(world), AssessmentView)
    assert refusal(close(world)) == "ASSESSMENT_NOT_OPEN"


def test_a_leaf_that_lands_while_the_assessment_is_being_closed_is_counted(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worker closes the session in the moment before the office gets the log's lock."""
    opened = begin_session(world)
    append_with = Log.append_with
    pending = [end_session(world, opened)]

    def worker_first(self: Log, build: Any) -> Any:
        if pending:
            append_with(self, lambda first: [pending.pop()])
        return append_with(self, build)

    monkeypatch.setattr(Log, "append_with", worker_first)
    assert isinstance(close(world), AssessmentView)
    assert monitor(read_log(settings.TAKAR.ledger)) == []
    counts = json.loads(evidence_log().leaf(evidence_log().size - 1))["counts"]
    assert counts == {"event.commit": 1, "sitting.open": 1, "sitting.close": 1}


def test_closing_again_after_a_crash_finds_the_leaf_that_is_there(world: World) -> None:
    close(world)
    size = evidence_log().size
    with triggers_off(connection):
        LogEntry.objects.filter(kind="event.close").update(index=None)
    Assessment.objects.update(status="open", closed_at=None)
    assert isinstance(close(world), AssessmentView)
    Assessment.objects.update(status="open", closed_at=None)
    assert isinstance(close(world), AssessmentView)
    assert evidence_log().size == size


def test_closing_again_after_a_crash_before_the_append_counts_afresh(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Log, "_extend", die)
        with pytest.raises(KeyboardInterrupt):
            close(world)
    assert LogEntry.objects.get(kind="event.close").index is None
    evidence_log().append([end_session(world, begin_session(world))])
    assert isinstance(close(world), AssessmentView)
    assert monitor(read_log(settings.TAKAR.ledger)) == []


def test_what_is_committed_can_no_longer_be_changed(world: World) -> None:
    for table, column in (("assessments_opening", "roster_root"), ("assessments_logentry", "leaf")):
        for statement in (f"UPDATE {table} SET {column} = ''", f"DELETE FROM {table}"):
            with (
                pytest.raises(DatabaseError, match="append-only"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(statement)

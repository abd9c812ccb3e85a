"""Signed days in the log, and what an audit says about entries changed behind the office's back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection

from takar.assessments.public import assessment, evidence_log, open_assessment
from takar.attendance.actions.check_in import check_in
from takar.attendance.actions.correct import correct_entry
from takar.attendance.actions.keep import Kept
from takar.attendance.actions.mark import mark_absent
from takar.attendance.actions.sign_sheet import sign_sheet
from takar.attendance.domain.facts import Absent
from takar.attendance.models import Closing, Entry
from takar.attendance.public import check_days, log_days, signatures_of
from takar.kernel.refusals import Refusal
from takar.ledger.public import monitor
from takar.planning.models import Batch
from tests.append_only import triggers_off
from tests.assessments import world as assessed
from tests.attendance.world import BATCH, NIPS, at, world

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]
AFTER = at(1, "16.00")


@pytest.fixture
def opened() -> str:
    """A batch whose assessment is open: its rules are in the log."""
    made = assessed.ready_world()
    done = open_assessment(made.assessment.id, assessed.ACTOR, clock=assessed.clock_at())
    assert not isinstance(done, Refusal), done
    world(3)
    Batch.objects.filter(pk=BATCH).update(assessment=made.assessment.id)
    return made.assessment.id


def attend() -> None:
    for who in (0, 1):
        check_in(
            BATCH,
            NIPS[who],
            moment=at(1, "07.50"),
            request=f"r{who}",
            actor="awas",
            clock=lambda: at(1, "08.00"),
        )
    mark_absent(
        BATCH,
        NIPS[2],
        1,
        Absent("sakit"),
        moment=at(1, "09.00"),
        request="a",
        actor="awas",
        clock=lambda: at(1, "09.00"),
    )


def sign(request: str = "s", actor: str = "awas") -> Kept | Refusal:
    return sign_sheet(BATCH, 1, name="Pengawas", request=request, actor=actor, clock=lambda: AFTER)


def leaves_of_days() -> list[dict[str, Any]]:
    bodies = [json.loads(leaf) for _, leaf in evidence_log().leaves()]
    return [body for body in bodies if body["t"] == "day.close"]


def test_a_signed_day_is_in_the_log_once_without_any_name(opened: str) -> None:
    attend()
    assert isinstance(sign(), Kept)
    assert isinstance(sign(), Kept), "the same request again"
    (leaf,) = leaves_of_days()
    assert (leaf["entries"], leaf["people"], leaf["counts"]["present"], leaf["counts"]["absent"]) == (
        4,
        3,
        2,
        1,
    )
    assert NIPS[0] not in json.dumps(leaf)
    assert log_days(BATCH) == 0
    (signature,) = signatures_of(BATCH)
    assert (signature.log_index is not None, signature.changed, signature.corrections) == (True, False, 0)
    assert monitor(evidence_log()) == []
    assert check_days(BATCH) == ()


def test_a_corrected_day_is_signed_and_logged_again(opened: str) -> None:
    attend()
    sign()
    correct_entry(BATCH, 1, reason="salah orang", request="k", actor="awas", clock=lambda: AFTER)
    (signature,) = signatures_of(BATCH)
    assert (signature.changed, signature.corrections) == (True, 1)
    check_in(
        BATCH,
        NIPS[0],
        moment=at(1, "07.50"),
        request="r9",
        actor="awas",
        correction="ya",
        clock=lambda: AFTER,
    )
    assert isinstance(sign("s2"), Kept)
    assert [leaf["entries"] for leaf in leaves_of_days()] == [4, 8]
    assert monitor(evidence_log()) == []
    assert check_days(BATCH) == ()


def test_a_crash_between_log_and_database_appends_nothing_twice(opened: str) -> None:
    attend()
    sign()
    Closing.objects.update(index=None)
    assert log_days(BATCH) == 1
    assert len(leaves_of_days()) == 1
    assert Closing.objects.get().index is not None


def test_without_rules_in_the_log_the_leaf_waits() -> None:
    world(3)
    attend()
    assert isinstance(sign(), Kept)
    assert (log_days(BATCH), Closing.objects.get().leaf) == (0, "")
    assert check_days(BATCH) == ()


def test_an_entry_changed_by_plain_sql_is_named(opened: str) -> None:
    attend()
    sign()
    with triggers_off(connection):
        Entry.objects.filter(ordinal=3).update(kind="arrived", body={"activity": None, "means": ""})
    (found,) = check_days(BATCH)
    assert (found.code, "nomor 3" in found.id, "entry 3" in found.en.lower()) == ("ENTRY_DIFFERS", True, True)


def test_an_entry_deleted_added_or_covered_up_is_found(opened: str) -> None:
    attend()
    sign()
    with triggers_off(connection):
        Entry.objects.filter(ordinal=2).delete()
    assert [one.code for one in check_days(BATCH)] == ["ENTRY_MISSING"]
    closing = Closing.objects.get()
    kept = closing.digests
    closing.digests = [one for n, one in enumerate(kept) if n != 1]
    closing.save()
    assert {one.code for one in check_days(BATCH)} == {"DAY_ROOT_DIFFERS", "DAY_LEAF_DIFFERS"}
    closing.delete()
    assert [one.code for one in check_days(BATCH)] == ["DAY_RECORD_MISSING"]
    assert assessment(opened)

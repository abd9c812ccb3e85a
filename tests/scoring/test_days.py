"""Results of a batch rest on its days: nothing final before all is done, and sheets that were changed are found."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from takar.assessments.public import Visibility
from takar.attendance.actions.check_in import check_in
from takar.attendance.actions.sign_sheet import sign_sheet
from takar.attendance.models import Entry
from takar.kernel.refusals import Refusal
from takar.planning.models import Batch
from takar.scoring.public import audit_scores, release_results, seal_ready
from tests.append_only import triggers_off
from tests.assessments.world import ACTOR, NOW, clock_at
from tests.attendance.world import BATCH, NIPS, at, world
from tests.scoring.sittings import opened_world, sit, sittings_of

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]
AFTERWARDS = clock_at(at(3, "16.00"))


@pytest.fixture
def held() -> str:
    """One held result; the assessment is that of a batch of three days and two people."""
    made = opened_world(1, visibility=Visibility(when="held"))
    sit(made, sittings_of(made)[0])
    seal_ready(clock_at(NOW + timedelta(hours=2)))
    world(2)
    Batch.objects.filter(pk=BATCH).update(assessment=made.assessment.id)
    return made.assessment.id


def attend(who: int, *days: int) -> None:
    for day in days:
        moment = at(day, "07.50")
        check_in(
            BATCH, NIPS[who], moment=moment, request=f"{who}-{day}", actor="awas", clock=lambda: AFTERWARDS()
        )


def release(assessment: str) -> Any:
    return release_results(assessment, ACTOR, "Surat 1/2026", clock=AFTERWARDS)


def test_no_result_is_final_before_everybody_has_done_everything(held: str) -> None:
    attend(0, 1, 2, 3)
    attend(1, 1, 3)
    refused = release(held)
    assert isinstance(refused, Refusal)
    assert (refused.code, refused.data["numbers"]) == ("RELEASE_INCOMPLETE", ["002"])
    attend(1, 2)
    assert release(held) == 1


def test_the_audit_names_an_attendance_entry_changed_by_plain_sql(held: str) -> None:
    attend(0, 1)
    attend(1, 1)
    done = sign_sheet(BATCH, 1, name="Awas", request="s", actor="awas", clock=lambda: at(1, "16.00"))
    assert not isinstance(done, Refusal)
    assert audit_scores(held, "auditor", clock=AFTERWARDS).findings == []  # type: ignore[union-attr]
    with triggers_off(connection, "attendance_entry"):
        Entry.objects.filter(ordinal=2).update(noted_by="orang lain")
    (found,) = audit_scores(held, "auditor", clock=AFTERWARDS).findings  # type: ignore[union-attr]
    assert (found["code"], "nomor 2" in found["id"]) == ("ENTRY_DIFFERS", True)

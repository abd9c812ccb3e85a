"""What stands behind a score cannot be rewritten once the log has it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from takar.scoring.models import LoggedLeaf, SealedRecord
from takar.scoring.public import audit_scores, seal_ready
from tests.assessments.world import NOW, clock_at
from tests.scoring.sittings import opened_world, sit, sittings_of

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]
CLOCK = clock_at(NOW + timedelta(hours=2))
STATEMENTS = [
    "UPDATE scoring_sealedrecord SET blob = ''",
    "UPDATE scoring_sealedrecord SET published_at = NULL",
    "DELETE FROM scoring_sealedrecord",
    "UPDATE scoring_loggedleaf SET leaf = '{}'",
    "UPDATE scoring_loggedleaf SET logged = NOT logged",
    "DELETE FROM scoring_loggedleaf",
    "UPDATE scoring_beat SET heads = '[]'",
    "DELETE FROM scoring_beat",
    "UPDATE scoring_audit SET findings = '[]'",
    "DELETE FROM scoring_audit",
]


def test_evidence_is_frozen_once_it_is_logged() -> None:
    world = opened_world(1)
    sit(world, sittings_of(world)[0])
    seal_ready(CLOCK)
    audit_scores(world.assessment.id, "auditor", clock=CLOCK)
    for statement in STATEMENTS:
        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_what_never_reached_the_log_may_be_dropped() -> None:
    LoggedLeaf.objects.create(key="seal:x", assessment="x", index=9, leaf="{}", at=CLOCK())
    SealedRecord.objects.create(
        sitting="x", assessment="x", pseudonym="x", blob=b"", seal_index=9, score_index=10
    )
    SealedRecord.objects.all().delete()
    LoggedLeaf.objects.all().delete()
    assert not LoggedLeaf.objects.exists()

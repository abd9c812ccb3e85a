"""What an action left behind reaches the log by the worker, and one fault keeps nothing else waiting."""

from __future__ import annotations

import json
import threading

import pytest

from takar.assessments.public import evidence_log, open_assessment
from takar.attendance.actions.check_in import check_in
from takar.attendance.actions.sign_sheet import sign_sheet
from takar.attendance.models import Closing
from takar.attendance.public import waiting_batches
from takar.kernel.refusals import Refusal
from takar.office.processes.owed import run_owed_loop, write_owed
from takar.office.processes.worker import LOOPS
from takar.planning.models import Batch
from takar.plenary.models import Plenary
from tests.assessments import world as assessed
from tests.attendance.world import BATCH, NEXT, NIPS, at, world
from tests.exercises.conftest import own_folder  # noqa: F401

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


def sign() -> None:
    for who in range(2):
        check_in(
            BATCH,
            NIPS[who],
            moment=at(1, "07.50"),
            request=f"r{who}",
            actor="awas",
            clock=lambda: at(1, "08.00"),
        )
    done = sign_sheet(BATCH, 1, name="Awas Contoh", request="s1", actor="awas", clock=lambda: at(1, "16.00"))
    assert not isinstance(done, Refusal), done


def test_the_worker_runs_it() -> None:
    assert "takar.office.processes.owed.run_owed_loop" in LOOPS


def test_a_day_signed_before_the_rules_follows_without_another_signature() -> None:
    made = assessed.ready_world()
    world(2)
    Batch.objects.filter(pk=BATCH).update(assessment=made.assessment.id)
    sign()
    assert waiting_batches() == (BATCH,)
    assert write_owed() == ()
    assert Closing.objects.filter(index=None).count() == 1
    done = open_assessment(made.assessment.id, assessed.ACTOR, clock=assessed.clock_at())
    assert not isinstance(done, Refusal), done
    assert write_owed() == ()
    assert waiting_batches() == ()
    assert write_owed() == ()
    kinds = [json.loads(leaf)["t"] for _, leaf in evidence_log().leaves()]
    assert kinds.count("day.close") == 1


def test_one_that_fails_keeps_no_other_waiting(caplog: pytest.LogCaptureFixture) -> None:
    made = assessed.ready_world()
    world(2)
    done = open_assessment(made.assessment.id, assessed.ACTOR, clock=assessed.clock_at())
    assert not isinstance(done, Refusal), done
    Batch.objects.update(assessment=made.assessment.id)
    for batch, day in ((BATCH, 9), (NEXT, 1)):  # the first batch has no ninth day
        Closing.objects.create(
            batch=batch, day=day, signature=1, digests=[], root="0" * 64, counts={}, at=at(1, "16.00")
        )
    broken = Plenary.objects.create(
        id="b0" * 12,
        selection="tidak ada",
        title="Rusak",
        table={},
        rules={},
        terms={},
        opened_at=at(1, "08.00"),
    )
    assert write_owed() == (f"batch:{BATCH}", f"plenary:{broken.pk}")
    assert waiting_batches() == (BATCH,)
    assert f"plenary {broken.pk} owes the log" in caplog.text


def test_the_loop_ends_when_told() -> None:
    stop = threading.Event()
    stop.set()
    run_owed_loop(stop)

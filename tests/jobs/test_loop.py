"""The worker's loop runs what arrives, and a job's lease is kept alive while its handler is silent."""

from __future__ import annotations

import threading
import time

import pytest

from takar.jobs import runner
from takar.jobs.lease import take_next
from takar.jobs.models import Job, State
from takar.jobs.public import Progress, enqueue, handler, run_jobs_loop
from takar.kernel.canonical import Json
from takar.kernel.clock import utc_now

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


def test_the_loop_runs_jobs_and_stops_when_told() -> None:
    stop = threading.Event()
    seen: list[Json] = []

    @handler("test.note")
    def note(payload: dict[str, Json], progress: Progress) -> None:
        seen.append(payload["n"])
        if len(seen) == 2:
            stop.set()

    for n in (1, 2):
        enqueue("test.note", {"n": n}, actor="ratna", title="Mencatat")
    run_jobs_loop(stop)
    assert seen == [1, 2]
    assert set(Job.objects.values_list("state", flat=True)) == {State.DONE}


def test_a_silent_handler_keeps_its_lease(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "_PULSE_SECONDS", 0.02)
    enqueue("test.silent", {}, actor="ratna", title="Diam")
    job = take_next(utc_now)
    assert job is not None
    before = job.lease_until
    with runner._pulse(job, utc_now):
        time.sleep(0.2)
    renewed = Job.objects.get(pk=job.pk).lease_until
    assert before is not None
    assert renewed is not None
    assert renewed > before

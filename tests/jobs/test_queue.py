"""A job is run once, shown while it runs, stopped when asked, and taken over when its worker dies."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from takar.jobs.actions.enqueue import enqueue
from takar.jobs.lease import LEASE, MOST_ATTEMPTS, held, renew, sweep, take_next
from takar.jobs.models import Job, State
from takar.jobs.public import Cancelled, Progress, cancel_job, handler, run_jobs_once
from takar.kernel.canonical import Json
from takar.kernel.refusals import Refusal

pytestmark = [pytest.mark.database, pytest.mark.django_db]

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
REFUSED = Refusal("FILE_EMPTY", "Berkas kosong. Pilih berkas lain.", "The file is empty. Choose another.")


def noon() -> datetime:
    return NOON


def later() -> datetime:
    return NOON + LEASE + timedelta(seconds=1)


def queued(kind: str = "test.count", **payload: Json) -> Job:
    return enqueue(kind, payload, actor="ratna", title="Menghitung", clock=noon)


def fresh(job: Job) -> Job:
    return Job.objects.get(pk=job.pk)


def count(payload: dict[str, Json], progress: Progress) -> dict[str, Json]:
    upto = payload["upto"]
    assert isinstance(upto, int)
    for n in range(upto):
        progress(n + 1, upto, f"baris {n + 1}")
    return {"next": "/selesai/", "counted": upto}


def test_a_job_runs_to_its_result() -> None:
    handler("test.count")(count)
    job = queued(upto=3)
    assert run_jobs_once() is True
    done = fresh(job)
    assert (done.state, done.done, done.total, done.note) == (State.DONE, 3, 3, "baris 3")
    assert done.result == {"next": "/selesai/", "counted": 3}
    assert run_jobs_once() is False


def test_the_oldest_job_goes_first() -> None:
    first, second = queued(), queued()
    taken = [take_next(noon), take_next(noon), take_next(noon)]
    assert [job and job.pk for job in taken] == [first.pk, second.pk, None]


def test_a_refusal_becomes_the_sentence_of_the_failure() -> None:
    handler("test.refuse")(lambda payload, progress: REFUSED)
    job = queued("test.refuse")
    run_jobs_once()
    assert fresh(job).state == State.FAILED
    assert fresh(job).error["id"] == REFUSED.id


def test_a_fault_fails_the_job_without_showing_its_insides() -> None:
    def broken(payload: dict[str, Json], progress: Progress) -> None:
        raise ZeroDivisionError("rahasia")

    handler("test.broken")(broken)
    job = queued("test.broken")
    run_jobs_once()
    assert fresh(job).error["code"] == "JOB_BROKEN"
    assert "rahasia" not in str(fresh(job).error)


def test_an_unknown_kind_fails_with_a_remedy() -> None:
    job = queued("test.unknown")
    run_jobs_once()
    assert fresh(job).error["code"] == "JOB_KIND_UNKNOWN"


def test_a_queued_job_is_cancelled_at_once() -> None:
    job = queued()
    assert cancel_job(job.pk) is None
    assert fresh(job).state == State.CANCELLED
    assert run_jobs_once() is False


def test_a_running_job_stops_at_its_next_report() -> None:
    reached = []

    def long(payload: dict[str, Json], progress: Progress) -> None:
        cancel_job(job.pk)
        progress(1, 2)
        reached.append("after")

    handler("test.long")(long)
    job = queued("test.long")
    run_jobs_once()
    assert fresh(job).state == State.CANCELLED
    assert reached == []


def test_what_is_over_cannot_be_cancelled() -> None:
    handler("test.count")(count)
    job = queued(upto=1)
    run_jobs_once()
    refusal = cancel_job(job.pk)
    assert refusal is not None
    assert refusal.code == "JOB_ALREADY_OVER"


def test_a_dead_workers_job_is_run_again() -> None:
    handler("test.count")(count)
    job = queued(upto=2)
    take_next(noon)
    assert sweep(noon) == 0
    assert sweep(later) == 1
    assert fresh(job).state == State.QUEUED
    run_jobs_once(later)
    assert (fresh(job).state, fresh(job).attempts) == (State.DONE, 2)


def test_a_job_that_kills_its_worker_is_given_up() -> None:
    job = queued()
    for _ in range(MOST_ATTEMPTS):
        take_next(noon)
        sweep(later)
    assert fresh(job).state == State.FAILED
    assert fresh(job).error["code"] == "JOB_WORKER_LOST"


def test_a_cancelled_job_of_a_dead_worker_stays_cancelled() -> None:
    job = queued()
    take_next(noon)
    cancel_job(job.pk)
    sweep(later)
    assert fresh(job).state == State.CANCELLED


def test_a_worker_that_comes_back_late_changes_nothing() -> None:
    queued()
    old = take_next(noon)
    assert old is not None
    sweep(later)
    new = take_next(later)
    assert new is not None
    assert renew(old, later, done=99) is False
    assert held(old).update(state=State.DONE) == 0
    assert fresh(new).done == 0
    assert renew(new, later, done=5) is True


def test_a_worker_that_lost_its_lease_is_stopped_at_its_next_report() -> None:
    def overtaken(payload: dict[str, Json], progress: Progress) -> None:
        sweep(later)
        take_next(later)
        with pytest.raises(Cancelled):
            progress(1, 2)
        raise Cancelled

    handler("test.overtaken")(overtaken)
    job = queued("test.overtaken")
    run_jobs_once(noon)
    assert fresh(job).state == State.RUNNING


def test_two_handlers_for_one_kind_are_refused() -> None:
    handler("test.count")(count)
    with pytest.raises(ValueError, match="two handlers"):
        handler("test.count")(lambda payload, progress: None)

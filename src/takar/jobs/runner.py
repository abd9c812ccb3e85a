"""Runs queued jobs, one at a time, in the worker process."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DatabaseError, connection

from takar.jobs.handlers import Cancelled, handler_of
from takar.jobs.lease import held, renew, sweep, take_next
from takar.jobs.models import Job, State
from takar.jobs.sentences import BROKEN, unknown_kind
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal

log = logging.getLogger(__name__)

_PULSE_SECONDS = 15.0
_IDLE_SECONDS = 0.4
_REPORT_SECONDS = 0.25


def run_jobs_once(clock: Clock = utc_now) -> bool:
    """Run the oldest queued job to its end. False when nothing waits."""
    sweep(clock)
    job = take_next(clock)
    if job is None:
        return False
    _run(job, clock)
    return True


def run_jobs_loop(stop: threading.Event, clock: Clock = utc_now) -> None:
    """Run jobs until `stop` is set; outlives a database that goes away and comes back."""
    while not stop.is_set():
        try:
            worked = run_jobs_once(clock)
        except DatabaseError:
            log.exception("the job queue cannot reach its database; trying again in 5 seconds")
            connection.close()
            stop.wait(5)
            continue
        if not worked:
            stop.wait(_IDLE_SECONDS)


def _run(job: Job, clock: Clock) -> None:
    work = handler_of(job.kind)
    if work is None:
        return _finish(job, clock, unknown_kind(job.kind))
    try:
        with _pulse(job, clock):
            outcome = work(job.payload, _Report(job, clock))
    except Cancelled:
        held(job).update(state=State.CANCELLED, lease="", ended_at=clock())
    except Exception:
        log.exception("job %s (%s) failed", job.pk, job.kind)
        _finish(job, clock, BROKEN)
    else:
        _finish(job, clock, outcome)


def _finish(job: Job, clock: Clock, outcome: Refusal | dict[str, Any] | None) -> None:
    if isinstance(outcome, Refusal):
        end: dict[str, Any] = {"state": State.FAILED, "error": outcome.as_json()["error"]}
    else:
        end = {"state": State.DONE, "result": outcome or {}}
    held(job).update(**end, lease="", ended_at=clock())


class _Report:
    """Writes progress at most four times a second, so that a fast loop may report every row."""

    def __init__(self, job: Job, clock: Clock) -> None:
        self._job, self._clock, self._next = job, clock, 0.0

    def __call__(self, done: int, total: int | None = None, note: str = "") -> None:
        now = time.monotonic()
        if now < self._next and done != total:
            return
        self._next = now + _REPORT_SECONDS
        if not renew(self._job, self._clock, done=done, total=total, note=note[:300]):
            raise Cancelled("another worker took over")
        if held(self._job).filter(cancel_wanted=True).exists():
            raise Cancelled("asked to stop")


@contextmanager
def _pulse(job: Job, clock: Clock) -> Iterator[None]:
    """Renews the lease from a thread of its own while a handler works without reporting."""
    over = threading.Event()

    def beat() -> None:
        try:
            while not over.wait(_PULSE_SECONDS):
                try:
                    renew(job, clock)
                except DatabaseError:
                    log.warning("job %s: lease not renewed, trying again", job.pk)
        finally:
            connection.close()

    thread = threading.Thread(target=beat, name=f"lease-{job.pk}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()

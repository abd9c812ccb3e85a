"""The worker's loop that carries locked sheets into the log."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from takar.assessments.public import evidence_log
from takar.exercises.actions.add_rater import log_raters
from takar.exercises.meeting.finals import log_due_finals
from takar.exercises.rounds.book import Build, Draft, settle, write_leaves
from takar.exercises.storage.logging import Due, build_due, due_leaves
from takar.kernel.clock import Clock, utc_now
from takar.ledger.public import Log

logger = logging.getLogger(__name__)

IDLE_SECONDS = 0.5


@dataclass(slots=True)
class RatingScribe:
    """Writes what is due. `step` may be killed at any point and run again."""

    log: Log
    clock: Clock = utc_now

    def __post_init__(self) -> None:
        def under_lock(size: int) -> list[bytes]:
            settle(self.log, size)
            return []

        self.log.append_with(under_lock)

    def step(self) -> int:
        """One pass. Returns how many leaves are new. Keys that were added come before what they sign."""
        added = log_raters(self.clock)
        if not due_leaves():
            return added
        now = self.clock()
        return added + write_leaves(self.log, lambda: _drafts(now), self.clock).fresh


def run_rating_loop(stop: threading.Event, clock: Clock = utc_now) -> None:
    """Carry locked sheets into the log until `stop` is set; outlives databases that go away and come back.

    Several workers may run it: each pass works under the log's own lock.
    """
    while not stop.is_set():
        try:
            scribe = RatingScribe(evidence_log(), clock)
            while not stop.is_set():
                # A final rests on ratings, so it follows once they are all there.
                if not scribe.step() and not log_due_finals(clock):
                    stop.wait(IDLE_SECONDS)
        except Exception:
            logger.exception("writing ratings stopped at a fault; starting again in 5 seconds")
            connection.close()
            stop.wait(5)


def write_due_ratings(clock: Clock = utc_now) -> int:
    """Carry everything that is due into the log once, in this process. Returns how many leaves were written."""
    return RatingScribe(evidence_log(), clock).step()


def _drafts(now: datetime) -> list[Draft]:
    """Whole cells only: a batch never ends between two raters of the same person."""
    due = due_leaves()
    return [Draft(one.key, one.owner, one.p, _build(one, now)) for one in due]


def _build(due: Due, now: datetime) -> Build:
    return lambda prev, placed: build_due(due, prev, placed, now)

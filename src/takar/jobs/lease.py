"""A worker's hold on a job: taken by one statement, renewed while it works, lost when it dies.

Every write of a worker carries its lease in the WHERE clause, so one that was thought dead
and comes back can change nothing.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db.models import F, QuerySet

from takar.jobs.models import Job, State
from takar.jobs.sentences import WORKER_LOST
from takar.kernel.clock import Clock

LEASE = timedelta(seconds=60)
MOST_ATTEMPTS = 3


def take_next(clock: Clock, new_lease: Callable[[], str] = lambda: secrets.token_hex(8)) -> Job | None:
    """The oldest queued job, now held by the caller; None when nothing waits."""
    for waiting in Job.objects.filter(state=State.QUEUED).order_by("id").values_list("pk", flat=True)[:8]:
        lease, now = new_lease(), clock()
        taken = Job.objects.filter(pk=waiting, state=State.QUEUED).update(
            state=State.RUNNING,
            lease=lease,
            lease_until=now + LEASE,
            started_at=now,
            attempts=F("attempts") + 1,
        )
        if taken:
            return Job.objects.get(pk=waiting)
    return None


def held(job: Job) -> QuerySet[Job]:
    """The job, if its worker still holds it."""
    return Job.objects.filter(pk=job.pk, state=State.RUNNING, lease=job.lease)


def renew(job: Job, clock: Clock, **progress: Any) -> bool:
    """Hold on for another term. False when the lease was lost."""
    return held(job).update(lease_until=clock() + LEASE, **progress) == 1


def sweep(clock: Clock) -> int:
    """Give jobs of dead workers back to the queue; give up after `MOST_ATTEMPTS`. Returns how many."""
    dead = Job.objects.filter(state=State.RUNNING, lease_until__lt=clock())
    stopped = dead.filter(cancel_wanted=True).update(state=State.CANCELLED, lease="", ended_at=clock())
    lost = dead.filter(attempts__gte=MOST_ATTEMPTS).update(
        state=State.FAILED, lease="", error=WORKER_LOST.as_json()["error"], ended_at=clock()
    )
    return stopped + lost + dead.update(state=State.QUEUED, lease="", done=0, total=None, note="")

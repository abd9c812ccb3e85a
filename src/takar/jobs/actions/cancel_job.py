from __future__ import annotations

from django.db import transaction

from takar.jobs.models import Job, State
from takar.jobs.sentences import ALREADY_OVER
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal


def cancel_job(job_id: int, clock: Clock = utc_now) -> Refusal | None:
    """A queued job stops at once; a running one at its next report of progress."""
    with transaction.atomic():
        jobs = Job.objects.filter(pk=job_id)
        if jobs.filter(state=State.QUEUED).update(state=State.CANCELLED, ended_at=clock()):
            return None
        if jobs.filter(state=State.RUNNING).update(cancel_wanted=True):
            return None
    return ALREADY_OVER

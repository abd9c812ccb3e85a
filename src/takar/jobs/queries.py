"""Reads of the job queue."""

from __future__ import annotations

from datetime import datetime, timedelta

from takar.jobs.models import Job, State

# A worker looks for work every second or so.
_PATIENCE = timedelta(seconds=20)


def recent_jobs(actor: str, limit: int = 50) -> list[Job]:
    return list(Job.objects.filter(actor=actor)[:limit])


def unfinished_jobs(actor: str) -> list[Job]:
    return [job for job in recent_jobs(actor) if not job.over]


def nobody_works(job: Job, now: datetime) -> bool:
    """`job` has waited long although no other job is being done: the worker is probably not running."""
    if job.state != State.QUEUED or now - job.queued_at < _PATIENCE:
        return False
    return not Job.objects.filter(state=State.RUNNING, lease_until__gt=now).exists()

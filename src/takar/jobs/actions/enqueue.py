from __future__ import annotations

from takar.jobs.models import Job
from takar.kernel.canonical import Json
from takar.kernel.clock import Clock, utc_now


def enqueue(kind: str, payload: dict[str, Json], *, actor: str, title: str, clock: Clock = utc_now) -> Job:
    """Queue a job. Inside a transaction it becomes visible to workers when that commits."""
    return Job.objects.create(kind=kind, payload=payload, actor=actor, title=title, queued_at=clock())

"""Reads of the job queue."""

from __future__ import annotations

from takar.jobs.models import Job


def recent_jobs(actor: str, limit: int = 50) -> list[Job]:
    return list(Job.objects.filter(actor=actor)[:limit])


def unfinished_jobs(actor: str) -> list[Job]:
    return [job for job in recent_jobs(actor) if not job.over]

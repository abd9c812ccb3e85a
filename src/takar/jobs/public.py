"""The door of `jobs`."""

from takar.jobs.actions.cancel_job import cancel_job
from takar.jobs.actions.enqueue import enqueue
from takar.jobs.handlers import Cancelled, Progress, handler
from takar.jobs.models import Job
from takar.jobs.queries import recent_jobs, unfinished_jobs
from takar.jobs.runner import run_jobs_loop, run_jobs_once

__all__ = [
    "Cancelled",
    "Job",
    "Progress",
    "cancel_job",
    "enqueue",
    "handler",
    "recent_jobs",
    "run_jobs_loop",
    "run_jobs_once",
    "unfinished_jobs",
]

"""The door of `readiness`."""

from takar.readiness.actions.run_check import run_check
from takar.readiness.actions.upload_check import upload_check
from takar.readiness.domain.faults import Group
from takar.readiness.queries import CheckSummary, Hole, latest_check, open_holes

__all__ = [
    "CheckSummary",
    "Group",
    "Hole",
    "latest_check",
    "open_holes",
    "run_check",
    "upload_check",
]

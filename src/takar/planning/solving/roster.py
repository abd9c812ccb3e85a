"""Assessors to batches."""

from __future__ import annotations

from takar.planning.domain.problem import Batch, Limits, Problem
from takar.planning.domain.solution import Impossible, Season, Stopped


def plan_roster(
    problem: Problem, batches: tuple[Batch, ...], limits: Limits
) -> Season | Impossible | Stopped:
    """The batches with duties; locked duties stay. Even load, few encounters with people whom the assessor may not rate."""
    raise NotImplementedError

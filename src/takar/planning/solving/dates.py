"""People to batches and days."""

from __future__ import annotations

from takar.planning.domain.problem import Limits, Problem
from takar.planning.domain.solution import Impossible, Season, Stopped


def plan_dates(problem: Problem, limits: Limits) -> Season | Impossible | Stopped:
    """Batches with days and people; every person once, no hard rule broken. Impossible says what is short and what would help."""
    raise NotImplementedError

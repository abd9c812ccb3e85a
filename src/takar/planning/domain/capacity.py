"""Capacity arithmetic before any date is promised."""

from __future__ import annotations

from takar.planning.domain.problem import Problem
from takar.planning.domain.solution import Capacity


def capacity(problem: Problem) -> Capacity:
    """Seats, batches, halls, assessor-days and the last day, in numbers and sentences; no solver."""
    raise NotImplementedError

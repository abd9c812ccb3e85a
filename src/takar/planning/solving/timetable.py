"""The days of a batch, by the clock."""

from __future__ import annotations

from takar.planning.domain.day_problem import DayProblem
from takar.planning.domain.problem import Limits
from takar.planning.domain.solution import Impossible, Stopped, Timetable


def plan_timetable(problem: DayProblem, limits: Limits) -> Timetable | Impossible | Stopped:
    """Rooms and times for all activities; Impossible names how many turns are too many and each single change that would do."""
    raise NotImplementedError

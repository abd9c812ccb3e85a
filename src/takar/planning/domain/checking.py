"""The judge of every plan: which hard rules a plan breaks. Shares nothing with the solvers."""

from __future__ import annotations

from takar.planning.domain.day_problem import DayProblem
from takar.planning.domain.problem import Batch, Problem
from takar.planning.domain.solution import Booked, Violation


def violations(
    problem: Problem, batches: tuple[Batch, ...], *, complete: bool = False
) -> tuple[Violation, ...]:
    """Broken rules of what is filled in; with `complete` also what is missing (a place, duties, groups, raters)."""
    raise NotImplementedError


def timetable_violations(problem: DayProblem, booked: tuple[Booked, ...]) -> tuple[Violation, ...]:
    """Broken rules of a batch's timetable, what is missing among them."""
    raise NotImplementedError

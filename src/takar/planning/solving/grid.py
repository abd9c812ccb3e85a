"""On which days a batch may be held."""

from __future__ import annotations

from datetime import date, timedelta

from takar.planning.domain.problem import Problem

Slot = tuple[date, ...]


def all_slots(problem: Problem) -> tuple[Slot, ...]:
    """Every run of `batch_days` working days, in order; they overlap."""
    length = problem.rules.batch_days
    return tuple(
        run[first : first + length] for run in _runs(problem) for first in range(len(run) - length + 1)
    )


def anchors(problem: Problem, slots: tuple[Slot, ...]) -> tuple[date, ...]:
    """For each slot a day of it: days of which every run of `batch_days` working days holds exactly one.

    In a run of days, those whose place is a multiple of `batch_days`. A slot that holds none stands for itself.
    """
    length = problem.rules.batch_days
    days = {day for run in _runs(problem) for day in run[length - 1 :: length]}
    return tuple(next((day for day in slot if day in days), slot[0]) for slot in slots)


def _runs(problem: Problem) -> list[Slot]:
    days = problem.working_days
    if problem.rules.over_weekends:
        return [days]
    runs: list[list[date]] = []
    for day in days:
        if runs and day - runs[-1][-1] == timedelta(days=1):
            runs[-1].append(day)
        else:
            runs.append([day])
    return [tuple(run) for run in runs]

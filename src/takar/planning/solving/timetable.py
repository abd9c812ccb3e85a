"""The days of a batch, by the clock."""

from __future__ import annotations

from datetime import time

from ortools.sat.python import cp_model

from takar.planning.domain.day_problem import DayProblem
from takar.planning.domain.problem import Limits
from takar.planning.domain.solution import Booked, Impossible, Proof, Stopped, Timetable
from takar.planning.solving.budget import Budget
from takar.planning.solving.cpsat import run
from takar.planning.solving.tasks import DAY, Task, minutes, occupied
from takar.planning.solving.timetable_model import Model, Sort, build, least_stays, shorten_stays
from takar.planning.solving.turns_count import count_turns

_GOOD = 0.1  # stays this near the bound are good enough: 25 people gain minutes, 117 batches would take hours
_FOUND = (cp_model.OPTIMAL, cp_model.FEASIBLE)


def plan_timetable(problem: DayProblem, limits: Limits) -> Timetable | Impossible | Stopped:
    """Rooms and times for all activities; then shorter stays, for as long as there is time.

    Impossible names how many turns are too many and each single change that would do.
    """
    from takar.planning.solving.explain_timetable import explain

    budget = Budget(limits)
    if budget.over:
        return Stopped("timetable")
    count = count_turns(problem, limits)
    model = build(problem) if not count.turns else None
    if model is None:
        return explain(problem, count, budget)
    solver, status = run(model.cp, limits, limits.seconds)
    budget.took(solver.wall_time)
    if status == cp_model.INFEASIBLE:
        return explain(problem, count, budget)
    if status not in _FOUND:
        return Stopped("timetable")
    booked = _booked(problem, model, solver)
    value, bound = float(stays(booked, problem)), 0.0
    if not budget.over:
        booked, value, bound = _shortened(problem, model, solver, budget, booked)
    return Timetable(booked, Proof(value, max(bound, float(least_stays(model))), budget.spent))


def _shortened(
    problem: DayProblem,
    model: Model,
    solver: cp_model.CpSolver,
    budget: Budget,
    booked: tuple[Booked, ...],
) -> tuple[tuple[Booked, ...], float, float]:
    """The shorter of the two timetables, with the bound on what people stay."""
    for start in model.start:
        model.cp.add_hint(start, solver.value(start))
    shorten_stays(model, problem)
    better, status = run(model.cp, budget.limits, budget.left, gap=_GOOD)
    budget.took(better.wall_time)
    value = float(stays(booked, problem))
    if status not in _FOUND or better.objective_value > value:
        return booked, value, better.best_objective_bound if status in _FOUND else 0.0
    return _booked(problem, model, better), round(better.objective_value), better.best_objective_bound


def stays(booked: tuple[Booked, ...], problem: DayProblem) -> int:
    """Minutes from first beginning to last end, of each person and day, summed."""
    first: dict[tuple[str, int], int] = {}
    last: dict[tuple[str, int], int] = {}
    for one in booked:
        people = (
            (one.person,) if one.person else problem.groups[one.group - 1] if one.group else problem.people
        )
        for person in people:
            key = (person, one.day)
            first[key] = min(first.get(key, DAY), minutes(one.starts))
            last[key] = max(last.get(key, 0), minutes(one.ends))
    return sum(last[key] - first[key] for key in first)


def _booked(problem: DayProblem, model: Model, solver: cp_model.CpSolver) -> tuple[Booked, ...]:
    free: dict[Sort, dict[int, int]] = {}
    chosen = sorted(
        (
            (solver.value(start), place, next(s for s, held in sorts.items() if solver.boolean_value(held)))
            for place, (start, sorts) in enumerate(zip(model.start, model.sort, strict=True))
        ),
        key=lambda one: one[:2],
    )
    found = []
    for start, place, sort in chosen:
        task = model.tasks[place]
        rooms = free.setdefault(sort, dict.fromkeys(sort, 0))
        room = next(one for one in sort if rooms[one] <= start)
        rooms[room] = start + occupied(problem, task.tool)
        found.append(_line(task, start, problem.rooms[room].id))
    return tuple(found)


def _line(task: Task, start: int, room: str) -> Booked:
    day, minute = start // DAY + 1, start % DAY
    return Booked(
        tool=task.tool.code,
        day=day,
        starts=_time(minute),
        ends=_time(minute + task.tool.minutes),
        room=room,
        group=task.group,
        person=task.person,
    )


def _time(minute: int) -> time:
    return time(minute // 60, minute % 60)

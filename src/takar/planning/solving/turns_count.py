"""How many turns fit into the rooms, counted without a clock: proves at once what a search would take hours to give up."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ortools.sat.python import cp_model

from takar.planning.domain.day_problem import DayProblem, Tool
from takar.planning.domain.problem import Limits
from takar.planning.solving.cpsat import run
from takar.planning.solving.tasks import Task, occupied, rooms_for, stretches, tasks_of

_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Count:
    """`turns` without a time at best; `people`: of those whose turns come one at a time, how many cannot have them all."""

    turns: int
    people: int
    tools: tuple[str, ...]


def count_turns(problem: DayProblem, limits: Limits) -> Count:
    """Nothing short is no proof that there is a timetable; something short is a proof that there is none."""
    tasks = tasks_of(problem)
    cp = cp_model.CpModel()
    held = _held(cp, problem, tasks)
    wanted = Counter(task.tool.code for task in tasks)
    single = {task.tool.code for task in tasks if task.person}
    whole = cp.new_int_var(0, len(problem.people), "")
    for code, count in wanted.items():
        cp.add(held[code] <= count)
        if code in single:
            cp.add(held[code] >= whole)
    cp.maximize(cp_model.LinearExpr.sum([len(tasks) * whole if single else 0, *held.values()]))
    solver, status = run(cp, limits, _SECONDS)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Count(0, 0, ())
    if status == cp_model.FEASIBLE:
        return Count(0, 0, ())
    short = {code: wanted[code] - solver.value(held[code]) for code in wanted}
    people = len(problem.people) - solver.value(whole) if single else 0
    return Count(sum(short.values()), people, tuple(code for code in wanted if short[code]))


def _held(
    cp: cp_model.CpModel, problem: DayProblem, tasks: tuple[Task, ...]
) -> dict[str, cp_model.LinearExprT]:
    """Turns held of each tool: counted per room and stretch, where their lengths must fit."""
    tools = {task.tool.code: task.tool for task in tasks}
    size = {code: max(len(task.people) for task in tasks if task.tool.code == code) for code in tools}
    turns: dict[tuple[str, int, int], cp_model.IntVar] = {}
    for place, stretch in enumerate(stretches(problem)):
        for code, tool in tools.items():
            if tool.day in (0, stretch.day):
                most = fits(problem, tool, stretch.length)
                for room in rooms_for(problem, tool, size[code]):
                    turns[code, room, place] = cp.new_int_var(0, most, "")
        for room in range(len(problem.rooms)):
            here = [
                occupied(problem, tool) * turns[code, room, place]
                for code, tool in tools.items()
                if (code, room, place) in turns
            ]
            slack = max((occupied(problem, one) - one.minutes for one in tools.values()), default=0)
            cp.add(sum(here) <= stretch.length + slack)
        for code, tool in tools.items():
            if tool.panels:
                here = [turn for key, turn in turns.items() if key[0] == code and key[2] == place]
                cp.add(sum(here) <= tool.panels * fits(problem, tool, stretch.length))
    return {code: sum(turn for key, turn in turns.items() if key[0] == code) for code in tools}


def fits(problem: DayProblem, tool: Tool, length: int) -> int:
    """Turns one after another in so many minutes; the last needs no turnover."""
    if length < tool.minutes:
        return 0
    return (length - tool.minutes) // occupied(problem, tool) + 1

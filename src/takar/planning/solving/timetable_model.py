"""The clock model of a batch's days for CP-SAT: rooms of one sort are counted, people and raters are in one place at a time."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from ortools.sat.python import cp_model

from takar.planning.domain.day_problem import DayProblem
from takar.planning.solving.tasks import DAY, Task, occupied, rooms_for, starts, tasks_of

Sort = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """`start`: minutes on the axis of all days, per task. `sort`: rooms of one sort -> literal that the task is held there."""

    cp: cp_model.CpModel
    tasks: tuple[Task, ...]
    start: list[cp_model.IntVar]
    sort: list[dict[Sort, cp_model.IntVar]]


def build(problem: DayProblem) -> Model | None:
    """None when some activity fits into no stretch or no room at all."""
    tasks = tasks_of(problem)
    cp = cp_model.CpModel()
    model = Model(cp, tasks, [], [])
    sorts = _sorts(problem, tasks)
    for task in tasks:
        times = starts(problem, task.tool)
        rooms = set(rooms_for(problem, task.tool, len(task.people)))
        held = [sort for sort in sorts if rooms.issuperset(sort)]
        if not times or not held:
            return None
        model.start.append(cp.new_int_var_from_domain(cp_model.Domain.from_values(times), ""))
        model.sort.append({sort: cp.new_bool_var("") for sort in held})
        cp.add_exactly_one(model.sort[-1].values())
    _rooms(model, problem, sorts)
    _people(model, problem)
    _panels(model, problem)
    _order(model)
    _alike(model, problem)
    return model


def _sorts(problem: DayProblem, tasks: tuple[Task, ...]) -> list[Sort]:
    """Rooms that serve for the same activities are one sort."""
    kinds = {(task.tool.code, len(task.people)): task for task in tasks}
    suits = {key: set(rooms_for(problem, task.tool, len(task.people))) for key, task in sorted(kinds.items())}
    found: dict[tuple[bool, ...], list[int]] = {}
    for room in range(len(problem.rooms)):
        found.setdefault(tuple(room in rooms for rooms in suits.values()), []).append(room)
    return [tuple(rooms) for rooms in found.values()]


def _rooms(model: Model, problem: DayProblem, sorts: list[Sort]) -> None:
    for sort in sorts:
        taken = [
            model.cp.new_optional_fixed_size_interval_var(start, occupied(problem, task.tool), held[sort], "")
            for task, start, held in zip(model.tasks, model.start, model.sort, strict=True)
            if sort in held
        ]
        if len(sort) == 1:
            model.cp.add_no_overlap(taken)
        else:
            model.cp.add_cumulative(taken, [1] * len(taken), len(sort))


def _people(model: Model, problem: DayProblem) -> None:
    """Participants, and raters of what is rated, do one thing at a time."""
    busy: dict[object, list[cp_model.IntervalVar]] = defaultdict(list)
    for task, start in zip(model.tasks, model.start, strict=True):
        held = model.cp.new_fixed_size_interval_var(start, task.tool.minutes, "")
        who: set[object] = set(task.people)
        if task.tool.rated:
            who |= {rater for one in task.people for rater in problem.raters.get(one, ())}
        for one in who:
            busy[one].append(held)
    for held_by in {tuple(sorted(id(one) for one in held)): held for held in busy.values()}.values():
        model.cp.add_no_overlap(held_by)


def _panels(model: Model, problem: DayProblem) -> None:
    for tool in problem.tools:
        if tool.panels:
            mine = [
                model.cp.new_fixed_size_interval_var(start, tool.minutes, "")
                for task, start in zip(model.tasks, model.start, strict=True)
                if task.tool == tool
            ]
            model.cp.add_cumulative(mine, [1] * len(mine), tool.panels)


def _order(model: Model) -> None:
    """For each person, what has the lower order of a day is over before what has a higher one begins."""
    for task, start in zip(model.tasks, model.start, strict=True):
        for later, begins in zip(model.tasks, model.start, strict=True):
            tool, next_ = task.tool, later.tool
            if (
                tool.day == next_.day
                and 0 < tool.order < next_.order
                and set(task.people) & set(later.people)
            ):
                model.cp.add(start + tool.minutes <= begins)


def _alike(model: Model, problem: DayProblem) -> None:
    """People of a group whom nothing distinguishes come in the order of the list in what is first held one at a time."""
    if any(task.tool.rated for task in model.tasks):
        return
    single = next((tool for tool in problem.tools if tool.together == "one"), None)
    start = {
        task.person: begins
        for task, begins in zip(model.tasks, model.start, strict=True)
        if task.tool == single and task.person
    }
    for group in problem.groups if start else ():
        for one, after in pairwise(group):
            model.cp.add(start[one] <= start[after])


def shorten_stays(model: Model, problem: DayProblem) -> None:
    """Minimise the minutes from each person's first beginning to his last end, day by day."""
    days = range(1, len(problem.days) + 1)
    on = [_days_of(model, task, start, days) for task, start in zip(model.tasks, model.start, strict=True)]
    stays = []
    for person in problem.people:
        mine = [place for place, task in enumerate(model.tasks) if person in task.people]
        for day in days:
            here = [(place, on[place][day]) for place in mine if day in on[place]]
            if here:
                stays.append(_stay(model, day, here))
    # nobody does two things at once; without saying so the bound would stay near nothing
    model.cp.add(sum(stays) >= least_stays(model))
    model.cp.minimize(sum(stays))


def least_stays(model: Model) -> int:
    """Minutes of everybody's own activities: nobody stays shorter."""
    return sum(task.tool.minutes * len(task.people) for task in model.tasks)


def _days_of(
    model: Model, task: Task, start: cp_model.IntVar, days: range
) -> dict[int, cp_model.IntVar | bool]:
    if task.tool.day or len(days) == 1:
        return {task.tool.day or 1: True}
    found: dict[int, cp_model.IntVar | bool] = {}
    for day in days:
        literal = model.cp.new_bool_var("")
        model.cp.add_linear_constraint(start, (day - 1) * DAY, day * DAY - 1).only_enforce_if(literal)
        found[day] = literal
    model.cp.add_exactly_one(found.values())
    return found


def _stay(model: Model, day: int, here: list[tuple[int, cp_model.IntVar | bool]]) -> cp_model.IntVar:
    low, high = (day - 1) * DAY, day * DAY
    first, last = model.cp.new_int_var(low, high, ""), model.cp.new_int_var(low, high, "")
    stay = model.cp.new_int_var(0, DAY, "")
    model.cp.add(stay >= last - first)
    for place, literal in here:
        start, minutes = model.start[place], model.tasks[place].tool.minutes
        model.cp.add(first <= start).only_enforce_if(literal)
        model.cp.add(last >= start + minutes).only_enforce_if(literal)
    return stay

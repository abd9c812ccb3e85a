"""The activities of a batch one by one, where they can be held, and when they can begin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from math import gcd

from takar.planning.domain.day_problem import DayProblem, Hours, Tool, Venue

DAY = 1440  # minutes from one day of the batch to the next on one axis


@dataclass(frozen=True, slots=True)
class Task:
    """One activity: for all (group 0, person ""), a group, or a person. `people` take part."""

    tool: Tool
    people: tuple[str, ...]
    group: int = 0
    person: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Minutes without a break, on the axis of all days: `start` included, `end` the latest end."""

    day: int
    start: int
    end: int

    @property
    def length(self) -> int:
        return self.end - self.start


def tasks_of(problem: DayProblem) -> tuple[Task, ...]:
    """What is for all, but fits no room at once, is held group by group."""
    found: list[Task] = []
    for tool in problem.tools:
        together = tool.together
        if together == "all" and not rooms_for(problem, tool, len(problem.people)):
            together = "group"
        if together == "all":
            found.append(Task(tool, problem.people))
        elif together == "group":
            groups = enumerate(problem.groups, start=1)
            found += [Task(tool, group, number) for number, group in groups]
        else:
            found += [Task(tool, (one,), person=one) for one in problem.people]
    return tuple(found)


def rooms_for(problem: DayProblem, tool: Tool, people: int) -> tuple[int, ...]:
    """Places of the rooms where so many people can do this."""
    return tuple(place for place, room in enumerate(problem.rooms) if _suits(room, tool, people))


def _suits(room: Venue, tool: Tool, people: int) -> bool:
    fits = not room.kinds or tool.kind in room.kinds
    return fits and room.seats >= people and tool.equipment <= room.equipment


def stretches(problem: DayProblem, tool: Tool | None = None) -> tuple[Stretch, ...]:
    """Open stretches of the days on which a tool may be held."""
    return tuple(
        Stretch(day, (day - 1) * DAY + start, (day - 1) * DAY + end)
        for day, hours in enumerate(problem.days, start=1)
        if tool is None or tool.day in (0, day)
        for start, end in _open(hours)
    )


def _open(hours: Hours) -> list[tuple[int, int]]:
    found, start = [], minutes(hours.opens)
    for pause, again in sorted(hours.breaks):
        if minutes(pause) > start:
            found.append((start, min(minutes(pause), minutes(hours.closes))))
        start = max(start, minutes(again))
    if minutes(hours.closes) > start:
        found.append((start, minutes(hours.closes)))
    return found


def minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def occupied(problem: DayProblem, tool: Tool) -> int:
    """Minutes that a room is taken: whole steps, turnover included."""
    return -(-(tool.minutes + problem.turnover) // problem.step) * problem.step


def grid(problem: DayProblem) -> int:
    """Activities begin a multiple of this after a stretch begins; nothing is lost, since all lengths are multiples of it."""
    return gcd(*(occupied(problem, tool) for tool in problem.tools)) if problem.tools else problem.step


def starts(problem: DayProblem, tool: Tool) -> list[int]:
    """When it can begin."""
    step = grid(problem)
    return [
        start
        for one in stretches(problem, tool)
        for start in range(one.start, one.end - tool.minutes + 1, step)
    ]

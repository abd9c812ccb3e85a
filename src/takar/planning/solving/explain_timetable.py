"""Why the days of a batch have no timetable, and which single change would do. One rule is relaxed at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import time

from ortools.sat.python import cp_model

from takar.planning.domain.counting import of
from takar.planning.domain.day_problem import DayProblem, Hours, Tool, Venue
from takar.planning.domain.solution import Impossible, Relief, Stopped
from takar.planning.solving.budget import Budget
from takar.planning.solving.cpsat import run
from takar.planning.solving.tasks import minutes, rooms_for, tasks_of
from takar.planning.solving.timetable_model import build
from takar.planning.solving.turns_count import Count, count_turns

_EACH = 1.0  # seconds for one re-solve
_LEAST = 10  # minutes: no turn is made shorter

Step = tuple[Relief, DayProblem]


def explain(problem: DayProblem, count: Count, budget: Budget) -> Impossible | Stopped:
    """What is too much, and each single change after which there is a timetable."""
    homeless = [tool for tool in problem.tools if not _has_room(problem, tool)]
    if homeless:
        return _no_room(homeless)
    reliefs = []
    for ladder in _ladder(problem, count):
        for relief, milder in ladder:
            if _solvable(milder, budget):
                reliefs.append(replace(relief, gains=max(count.people, count.turns), enough=True))
                break
            if budget.stopped:
                return Stopped("timetable")
    return _told(problem, count, tuple(reliefs))


def _has_room(problem: DayProblem, tool: Tool) -> bool:
    tasks = [task for task in tasks_of(problem) if task.tool == tool]
    return all(rooms_for(problem, tool, len(task.people)) for task in tasks)


def _no_room(tools: list[Tool]) -> Impossible:
    names = ", ".join(tool.code for tool in tools)
    return Impossible(
        "PLAN_NO_ROOM",
        len(tools),
        f"Tidak ada ruang yang cocok untuk {names} (jenis, kursi, atau peralatan)",
        f"No room suits {names} (kind, seats or equipment)",
        (
            Relief(
                "rooms", 0, 1, len(tools), True,
                "tambah atau lengkapi satu ruang untuk itu", "add or equip a room for it",
            ),
        ),
    )  # fmt: skip


def _solvable(problem: DayProblem, budget: Budget) -> bool:
    if count_turns(problem, budget.limits).turns:
        return False
    model = build(problem)
    if model is None:
        return False
    solver, status = run(model.cp, budget.limits, _EACH)
    budget.took(solver.wall_time)
    return status in (cp_model.OPTIMAL, cp_model.FEASIBLE)


def _ladder(problem: DayProblem, count: Count) -> Iterator[Iterator[Step]]:
    yield _shorter(problem, count)
    yield _rooms(problem, count)
    yield _longer(problem)
    yield _more_days(problem)
    if any(tool.panels for tool in problem.tools):
        yield _panels(problem)


def _concerned(problem: DayProblem, count: Count) -> list[Tool]:
    """Tools that are short; with people one at a time, all that are held so."""
    single = [tool for tool in problem.tools if tool.together == "one"]
    if count.people and single:
        return single
    return [tool for tool in problem.tools if tool.code in count.tools] or list(problem.tools)


def _shorter(problem: DayProblem, count: Count) -> Iterator[Step]:
    """The longest of what is short becomes shorter by steps, and the others are cut to the same length."""
    concerned = {tool.code for tool in _concerned(problem, count)}
    now = max(tool.minutes for tool in problem.tools if tool.code in concerned)
    for length in range(now - problem.step, max(_LEAST, now // 2) - 1, -problem.step):
        tools = tuple(
            replace(tool, minutes=min(tool.minutes, length)) if tool.code in concerned else tool
            for tool in problem.tools
        )
        yield (
            Relief("minutes", now, length, 0, False,
                   f"persingkat menjadi {length} menit", f"shorten to {length} minutes"),
            replace(problem, tools=tools),
        )  # fmt: skip


def _rooms(problem: DayProblem, count: Count) -> Iterator[Step]:
    tool = _concerned(problem, count)[0]
    people = max(len(task.people) for task in tasks_of(problem) if task.tool == tool)
    now = len(rooms_for(problem, tool, people))
    like = problem.rooms[rooms_for(problem, tool, people)[0]]
    for more in (1, 2, 3):
        extra = tuple(Venue(f"+{number}", like.seats, like.kinds, like.equipment) for number in range(more))
        yield (
            Relief("rooms", now, now + more, 0, False,
                   f"tambah {more} ruang (menjadi {now + more})", f"add {of(more, 'room')} (to {now + more})"),
            replace(problem, rooms=(*problem.rooms, *extra)),
        )  # fmt: skip


def _longer(problem: DayProblem) -> Iterator[Step]:
    latest = max(minutes(hours.closes) for hours in problem.days)
    for more in (30, 60, 90, 120):
        if latest + more > 18 * 60:
            return
        days = tuple(replace(hours, closes=_later(hours.closes, more)) for hours in problem.days)
        yield (
            Relief("hours", 0, more, 0, False,
                   f"perpanjang setiap hari {more} menit", f"lengthen every day by {more} minutes"),
            replace(problem, days=days),
        )  # fmt: skip


def _later(moment: time, more: int) -> time:
    total = moment.hour * 60 + moment.minute + more
    return time(total // 60, total % 60)


def _more_days(problem: DayProblem) -> Iterator[Step]:
    """Half a day (until the first break of the first day), then whole days; only for what is not bound to a day."""
    first = problem.days[0]
    half = Hours(first.opens, first.breaks[0][0] if first.breaks else time(12), ())
    now = 2 * len(problem.days)
    for more, days in ((1, (half,)), (2, (first,)), (4, (first, first))):
        tools = tuple(replace(tool, day=0) if tool.together == "one" else tool for tool in problem.tools)
        name = {1: ("setengah hari", "half a day"), 2: ("satu hari", "a day"), 4: ("dua hari", "two days")}[
            more
        ]
        yield (
            Relief("half_days", now, now + more, 0, False, f"tambah {name[0]}", f"add {name[1]}"),
            replace(problem, days=(*problem.days, *days), tools=tools),
        )  # fmt: skip


def _panels(problem: DayProblem) -> Iterator[Step]:
    now = max(tool.panels for tool in problem.tools)
    for more in (1, 2):
        tools = tuple(
            replace(tool, panels=tool.panels + more if tool.panels else 0) for tool in problem.tools
        )
        yield (
            Relief("panels", now, now + more, 0, False,
                   f"tambah {more} tim penilai", f"add {of(more, 'panel')}"),
            replace(problem, tools=tools),
        )  # fmt: skip


def _told(problem: DayProblem, count: Count, reliefs: tuple[Relief, ...]) -> Impossible:
    people = len(problem.people)
    if count.people:
        return Impossible(
            "PLAN_TURNS_TOO_MANY",
            count.people,
            f"{count.people} dari {people} orang terlalu banyak untuk {len(problem.days)} hari",
            f"{count.people} of {people} people too many for {len(problem.days)} days",
            reliefs,
        )
    if count.turns:
        return Impossible(
            "PLAN_TURNS_TOO_MANY",
            count.turns,
            f"{count.turns} kegiatan ({', '.join(count.tools)}) terlalu banyak untuk {len(problem.days)} hari",
            f"{count.turns} activities ({', '.join(count.tools)}) too many for {len(problem.days)} days",
            reliefs,
        )
    return Impossible(
        "PLAN_NO_TIMETABLE",
        0,
        "Ruang cukup, tetapi tidak ada jadwal yang memenuhi semua aturan sekaligus",
        "There are rooms enough, but no timetable keeps all rules at once",
        reliefs,
    )

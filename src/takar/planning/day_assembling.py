"""Puts together what the timetable of a batch is asked for: hours, rooms of its hall, tools, groups."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from takar.planning.domain import day_problem as d
from takar.planning.domain.problem import Batch
from takar.planning.models import Room, Tool
from takar.standards.public import Conduct

SPARE = "cadangan-"


def day_problem_of(batch: Batch, hall: int, halls: int, conduct: Conduct, programme: str) -> d.DayProblem:
    """Free seats take turns too, under names that begin with SPARE, so that a repeat finds its slot."""
    groups = _with_spares(batch, conduct.group_most)
    return d.DayProblem(
        days=tuple(hours_on(day, conduct) for day in batch.days),
        rooms=tuple(_venue(room) for room in rooms_of(hall, halls, batch.capacity)),
        tools=tuple(
            _tool(row, len(batch.days), batch.raters) for row in Tool.objects.filter(programme=programme)
        ),
        groups=groups,
        raters=dict(batch.raters),
    )


def hours_on(day: date, conduct: Conduct) -> d.Hours:
    """Opening, closing and breaks of a weekday."""
    breaks = tuple((one.start, one.end) for one in conduct.breaks_on(day.weekday()))
    return d.Hours(conduct.opens, conduct.closes, breaks)


def rooms_of(hall: int, halls: int, capacity: int) -> tuple[Room, ...]:
    """The rooms of one of the halls that work side by side: large ones and small ones are dealt out in turn."""
    rooms = list(Room.objects.filter(active=True))
    large = [room for room in rooms if room.seats >= capacity]
    small = [room for room in rooms if room.seats < capacity]
    share = max(1, halls)
    mine = (hall - 1) % share
    return tuple(room for kind in (large, small) for at, room in enumerate(kind) if at % share == mine)


def halls_available(capacity: int) -> int:
    """How many batches can meet side by side: rooms where everybody of a batch has a seat."""
    rooms = Room.objects.filter(active=True, seats__gte=capacity)
    return sum(1 for room in rooms if {"cat", "paper"} & set(room.kinds))


def _with_spares(batch: Batch, most: int) -> tuple[tuple[str, ...], ...]:
    """Free seats join the smallest group while it has room; only the reserve may make a group larger than `most`."""
    groups = [list(group) for group in batch.groups] or [list(batch.people)]
    for number in range(batch.capacity - len(batch.people)):
        smallest = min(groups, key=len)
        if len(smallest) >= most and number >= batch.reserve:
            break
        smallest.append(f"{SPARE}{number + 1}")
    return tuple(tuple(group) for group in groups if group)


def _venue(room: Room) -> d.Venue:
    return d.Venue(str(room.pk), room.seats, frozenset(room.kinds), frozenset(room.equipment))


def _tool(row: Tool, days: int, raters: Mapping[str, tuple[int, ...]]) -> d.Tool:
    return d.Tool(
        code=row.code,
        kind=row.kind,
        minutes=row.minutes,
        together=row.together,
        day=min(row.day, days),
        order=row.order,
        rated=bool(raters) and row.together == "one",
    )

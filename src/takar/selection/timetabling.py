"""The interviews by the clock: each room's panel receives one candidate at a time, each candidate visits every room.

Rooms that share a member are one place, because nobody sits in two rooms at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from takar.jobs.public import Progress
from takar.kernel.clock import ZONES
from takar.planning.public import (
    Booked,
    DayProblem,
    DayTool,
    Impossible,
    Limits,
    Proof,
    Relief,
    Timetable,
    Venue,
    hours_on,
    plan_timetable,
)
from takar.planning.public import Stopped as Stopped
from takar.selection.domain.values import SelectionView
from takar.selection.models import Selection
from takar.selection.queries import candidates, rules_of
from takar.standards.public import conduct

_TOGETHER = "semua hari bersama / all days together"
_ANOTHER_ROOM = "dengan satu ruang lagi / with one more room"


@dataclass(frozen=True, slots=True)
class Day:
    """What the timetable is made of: the problem, its days, and the room of each venue."""

    problem: DayProblem
    days: tuple[date, ...]
    zone: str

    def moment(self, one: Booked) -> tuple[datetime, datetime]:
        """Beginning and end with their time zone."""
        day, zone = self.days[one.day - 1], ZONES[self.zone]
        return datetime.combine(day, one.starts, zone), datetime.combine(day, one.ends, zone)

    def booked(self, nip: str, room: str, starts: datetime, ends: datetime) -> Booked | None:
        """A slot as the problem sees it; None when it lies on no day of the interviews."""
        here, there = starts.astimezone(ZONES[self.zone]), ends.astimezone(ZONES[self.zone])
        if here.date() not in self.days:
            return None
        venue = next((one.id for one in self.problem.rooms if room in one.kinds), "")
        return Booked(room, self.days.index(here.date()) + 1, here.time(), there.time(), venue, person=nip)


def interview_days(view: SelectionView, row: Selection) -> Day:
    """The problem of all interviews of a selection."""
    rules = rules_of(view)
    days = tuple(date.fromisoformat(one) for one in row.interview_days)
    hours = conduct(*view.conduct)
    places = _places([room.code for room in rules.rooms], view)
    people = tuple(dict.fromkeys(one.nip for one in candidates(view.id, status="eligible")))
    problem = DayProblem(
        days=tuple(hours_on(day, hours) for day in days),
        rooms=tuple(Venue("+".join(place), 20, frozenset(place)) for place in places),
        tools=tuple(
            DayTool(code=room.code, kind=room.code, minutes=row.interview_minutes, together="one")
            for room in rules.rooms
        ),
        groups=(people,) if people else (),
    )
    return Day(problem, days, view.zone)


def solve(
    problem: DayProblem, seconds: float = 4.0, progress: Progress | None = None
) -> Timetable | Impossible | Stopped:
    """A timetable, or what is too much and each single change that would do, a further panel among them.

    Candidates are first dealt to the days, so that nobody has to come twice; only if that cannot be, any day is allowed.
    """
    say = progress or _silent
    total = len(problem.days) + 1
    found: Timetable | Impossible | Stopped | None = _day_by_day(problem, seconds, say)
    if found is None:
        say(len(problem.days), total, _TOGETHER)
        found = plan_timetable(problem, Limits(seconds=seconds))
    if not isinstance(found, Impossible) or any(one.rule == "rooms" and one.enough for one in found.reliefs):
        return found
    say(len(problem.days), total, _ANOTHER_ROOM)
    more = replace(problem, rooms=(*problem.rooms, Venue("+1", 20)))
    if not isinstance(plan_timetable(more, Limits(seconds=seconds)), Timetable):
        return found
    now = len(problem.rooms)
    relief = Relief(
        "rooms", now, now + 1, found.missing, True,
        f"tambah ruang ke-{now + 1} dengan tim pewawancara sendiri",
        f"add room {now + 1} with a team of its own",
    )  # fmt: skip
    return replace(found, reliefs=(*found.reliefs, relief))


def _day_by_day(problem: DayProblem, seconds: float, say: Progress) -> Timetable | None:
    """Everybody's interviews on one day; None when the days, evenly filled, do not hold them all."""
    people, count = problem.people, len(problem.days)
    booked: list[Booked] = []
    value = bound = spent = 0.0
    share, more = divmod(len(people), max(count, 1))
    for number in range(count):
        say(number, count + 1, f"hari ke-{number + 1} / day {number + 1}")
        begin = number * share + min(number, more)
        mine = people[begin : begin + share + (number < more)]
        if not mine:
            continue
        one = replace(problem, days=(problem.days[number],), groups=(mine,))
        found = plan_timetable(one, Limits(seconds=seconds / count))
        if not isinstance(found, Timetable):
            return None
        booked += [replace(line, day=number + 1) for line in found.booked]
        value, bound = value + found.proof.value, bound + found.proof.bound
        spent += found.proof.seconds
    return Timetable(tuple(booked), Proof(value, bound, spent))


def _silent(done: int, total: int | None = None, note: str = "") -> None:
    """For whoever does not ask how far it is."""


def _places(rooms: Sequence[str], view: SelectionView) -> list[list[str]]:
    """Rooms grouped so that no member belongs to two groups."""
    groups: list[tuple[set[str], list[str]]] = []
    for room in rooms:
        people = {one.user for one in view.members if not one.gone and room in one.rooms}
        mine: tuple[set[str], list[str]] = (set(people), [room])
        rest = []
        for group in groups:
            if group[0] & people:
                mine = (group[0] | mine[0], group[1] + mine[1])
            else:
                rest.append(group)
        groups = [*rest, mine]
    return [sorted(group[1], key=list(rooms).index) for group in groups]

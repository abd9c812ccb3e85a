"""The judge of a batch's timetable. Shares nothing with the solvers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import time
from itertools import combinations, pairwise

from takar.planning.domain.day_problem import DayProblem, Tool, Venue
from takar.planning.domain.solution import Booked, Violation


def timetable_violations(problem: DayProblem, booked: tuple[Booked, ...]) -> tuple[Violation, ...]:
    """Broken rules of a batch's timetable, what is missing among them.

    Rules: tool_unknown, tool_missing, tool_day, length, hours, break, room_unknown, room_kind, room_equipment, room_seats,
    room_taken, person_taken, rater_taken, panels, order.
    """
    tools = {tool.code: tool for tool in problem.tools}
    known = tuple(one for one in booked if one.tool in tools)
    strangers = (
        _broken(
            "tool_unknown",
            one,
            f"{one.tool} bukan alat ukur program ini",
            f"{one.tool} is no tool of this programme",
        )
        for one in booked
        if one.tool not in tools
    )
    return (
        *strangers,
        *_missing(problem, known),
        *(found for one in known for found in _times(problem, tools[one.tool], one)),
        *(found for one in known for found in _rooms(problem, tools[one.tool], one)),
        *_rooms_taken(problem, known),
        *_people_taken(problem, tools, known),
        *_panels(tools, known),
        *_order(problem, tools, known),
    )


def _broken(rule: str, one: Booked, id: str, en: str) -> Violation:
    when = f"{one.starts:%H.%M}"
    return Violation(
        rule, f"Hari {one.day}, {when}: {id}.", f"Day {one.day}, {when}: {en}.", person=one.person
    )


def _people(problem: DayProblem, one: Booked) -> tuple[str, ...]:
    if one.person:
        return (one.person,)
    return problem.groups[one.group - 1] if one.group else problem.people


def _missing(problem: DayProblem, booked: tuple[Booked, ...]) -> Iterator[Violation]:
    held = Counter((one.tool, person) for one in booked for person in _people(problem, one))
    for tool in problem.tools:
        for person in problem.people:
            if held[tool.code, person] != 1:
                yield Violation(
                    "tool_missing",
                    f"{person} mengikuti {tool.code} {held[tool.code, person]} kali, seharusnya sekali.",
                    f"{person} has {tool.code} {held[tool.code, person]} times, should be once.",
                    person=person,
                )


def _times(problem: DayProblem, tool: Tool, one: Booked) -> Iterator[Violation]:
    if not 1 <= one.day <= len(problem.days) or tool.day not in (0, one.day):
        yield _broken(
            "tool_day", one, f"{tool.code} tidak diadakan hari itu", f"{tool.code} is not held that day"
        )
        return
    if _minute(one.ends) - _minute(one.starts) != tool.minutes:
        yield _broken(
            "length",
            one,
            f"{tool.code} harus {tool.minutes} menit",
            f"{tool.code} must take {tool.minutes} minutes",
        )
    hours = problem.days[one.day - 1]
    if one.starts < hours.opens or one.ends > hours.closes:
        yield _broken("hours", one, f"{tool.code} di luar jam kerja", f"{tool.code} is outside the hours")
    if any(one.starts < end and start < one.ends for start, end in hours.breaks):
        yield _broken("break", one, f"{tool.code} melewati istirahat", f"{tool.code} runs into a break")


def _rooms(problem: DayProblem, tool: Tool, one: Booked) -> Iterator[Violation]:
    room = {venue.id: venue for venue in problem.rooms}.get(one.room)
    if room is None:
        yield _broken("room_unknown", one, f"{tool.code} tanpa ruang", f"{tool.code} has no room")
        return
    yield from _room(room, tool, one, len(_people(problem, one)))


def _room(room: Venue, tool: Tool, one: Booked, people: int) -> Iterator[Violation]:
    if room.kinds and tool.kind not in room.kinds:
        yield _broken(
            "room_kind",
            one,
            f"ruang {room.id} bukan untuk {tool.kind}",
            f"room {room.id} is not for {tool.kind}",
        )
    if tool.equipment - room.equipment:
        lacking = ", ".join(sorted(tool.equipment - room.equipment))
        yield _broken(
            "room_equipment", one, f"ruang {room.id} tanpa {lacking}", f"room {room.id} lacks {lacking}"
        )
    if people > room.seats:
        yield _broken(
            "room_seats",
            one,
            f"{people} orang di ruang {room.id} dengan {room.seats} kursi",
            f"{people} people in room {room.id} with {room.seats} seats",
        )


def _rooms_taken(problem: DayProblem, booked: tuple[Booked, ...]) -> Iterator[Violation]:
    for one, other in _clashes(booked, lambda one: (one.room,), problem.turnover):
        yield _broken(
            "room_taken",
            other,
            f"ruang {one.room} masih dipakai {one.tool}",
            f"room {one.room} is still taken by {one.tool}",
        )


def _people_taken(
    problem: DayProblem, tools: dict[str, Tool], booked: tuple[Booked, ...]
) -> Iterator[Violation]:
    for one, other in _clashes(booked, lambda one: _people(problem, one), 0):
        yield _broken(
            "person_taken",
            other,
            f"{other.tool} bersamaan dengan {one.tool}",
            f"{other.tool} at the same time as {one.tool}",
        )
    rated = tuple(one for one in booked if tools[one.tool].rated)
    for one, other in _clashes(
        rated,
        lambda one: tuple({rater for who in _people(problem, one) for rater in problem.raters.get(who, ())}),
        0,
    ):
        yield _broken(
            "rater_taken",
            other,
            f"asesor {other.tool} masih menilai {one.tool}",
            f"an assessor of {other.tool} still rates {one.tool}",
        )


def _clashes(
    booked: tuple[Booked, ...], keys: Callable[[Booked], Iterable[object]], pause: int
) -> Iterator[tuple[Booked, Booked]]:
    """Of all who share a key, neighbours in time that overlap or have less than `pause` minutes between them."""
    lines: dict[tuple[object, int], list[Booked]] = {}
    for one in booked:
        for key in keys(one):
            lines.setdefault((key, one.day), []).append(one)
    told = set()
    for line in lines.values():
        line.sort(key=lambda one: (one.starts, one.ends))
        for one, other in pairwise(line):
            if _minute(other.starts) < _minute(one.ends) + pause and (one, other) not in told:
                told.add((one, other))
                yield one, other


def _panels(tools: dict[str, Tool], booked: tuple[Booked, ...]) -> Iterator[Violation]:
    for one in booked:
        tool = tools[one.tool]
        same = [
            other
            for other in booked
            if other.tool == one.tool and other.day == one.day and other.starts <= one.starts < other.ends
        ]
        if 0 < tool.panels < len(same):
            yield _broken(
                "panels",
                one,
                f"{len(same)} {tool.code} sekaligus untuk {tool.panels} tim",
                f"{len(same)} {tool.code} at once for {tool.panels} panels",
            )


def _order(problem: DayProblem, tools: dict[str, Tool], booked: tuple[Booked, ...]) -> Iterator[Violation]:
    for one, other in combinations(sorted(booked, key=lambda one: tools[one.tool].order), 2):
        first, second = tools[one.tool], tools[other.tool]
        if first.day != second.day or not 0 < first.order < second.order:
            continue
        begins, ends = (other.day, other.starts), (one.day, one.ends)
        if begins < ends and set(_people(problem, one)) & set(_people(problem, other)):
            yield _broken(
                "order",
                other,
                f"{other.tool} sebelum {one.tool} selesai",
                f"{other.tool} before {one.tool} is over",
            )


def _minute(moment: time) -> int:
    return moment.hour * 60 + moment.minute

"""Each rule of a timetable broken once."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from takar.planning.domain.checking import timetable_violations
from takar.planning.domain.day_problem import DayProblem, Hours, Tool, Venue
from takar.planning.domain.solution import Booked

DAY = Hours(time(8), time(15), ((time(12), time(13)),))
GROUPS = (("a", "b"), ("c", "d"))
CAT = Tool(code="cat", kind="cat", minutes=60, day=1, order=1, equipment=frozenset({"komputer"}))
TALK = Tool(code="lgd", kind="simulation", minutes=30, together="group", day=1, order=2, panels=1)
ASK = Tool(code="tanya", kind="interview", minutes=30, together="one", rated=True)
PROBLEM = DayProblem(
    days=(DAY, DAY),
    rooms=(
        Venue("aula", 4, frozenset({"cat"}), frozenset({"komputer"})),
        Venue("r1", 2, frozenset({"simulation", "interview"})),
        Venue("r2", 2),
    ),
    tools=(CAT, TALK, ASK),
    groups=GROUPS,
    raters={"a": (1, 2), "b": (2, 3), "c": (4, 5), "d": (5, 6)},
    turnover=5,
)


def at(hour: int, minute: int = 0) -> time:
    return time(hour, minute)


def talk(person: str, day: int, start: time, room: str) -> Booked:
    return Booked("tanya", day, start, time(start.hour + (start.minute + 30) // 60, (start.minute + 30) % 60), room,
                  person=person)  # fmt: skip


GOOD = (
    Booked("cat", 1, at(8), at(9), "aula"),
    Booked("lgd", 1, at(9), at(9, 30), "r1", group=1),
    Booked("lgd", 1, at(9, 30), at(10), "r2", group=2),
    talk("a", 2, at(8), "r1"),
    talk("b", 2, at(9), "r1"),
    talk("c", 2, at(9), "r2"),
    talk("d", 2, at(10), "r2"),
)


def with_(place: int, **change: object) -> tuple[Booked, ...]:
    found = list(GOOD)
    found[place] = replace(found[place], **change)  # type: ignore[arg-type]
    return tuple(found)


def test_a_good_timetable_breaks_nothing() -> None:
    assert timetable_violations(PROBLEM, GOOD) == ()


@pytest.mark.parametrize(
    ("rule", "booked"),
    [
        ("tool_unknown", (*GOOD, Booked("lain", 1, at(14), at(15), "r2"))),
        ("tool_missing", GOOD[1:]),
        ("tool_day", with_(0, day=2)),
        ("tool_day", with_(3, day=3)),
        ("length", with_(0, ends=at(8, 50))),
        ("hours", with_(0, starts=at(7), ends=at(8))),
        ("break", with_(3, starts=at(11, 45), ends=at(12, 15))),
        ("room_unknown", with_(0, room="taman")),
        ("room_kind", with_(0, room="r1")),
        ("room_equipment", with_(0, room="r2")),
        ("room_seats", with_(0, room="r2")),
        ("room_taken", with_(4, starts=at(8, 33), ends=at(9, 3))),
        ("person_taken", with_(3, day=1, starts=at(9), ends=at(9, 30), room="r2")),
        ("rater_taken", with_(4, starts=at(8), ends=at(8, 30), room="r2")),
        ("panels", with_(2, starts=at(9), ends=at(9, 30))),
        ("order", with_(0, starts=at(10), ends=at(11))),
    ],
)
def test_each_rule_is_noticed(rule: str, booked: tuple[Booked, ...]) -> None:
    found = [one for one in timetable_violations(PROBLEM, booked) if one.rule == rule]
    assert found
    assert all(one.sentence("id").endswith(".") and one.sentence("en").endswith(".") for one in found)


def test_the_same_clash_is_told_once() -> None:
    both = with_(2, starts=at(9), ends=at(9, 30), room="r1")
    assert [one.rule for one in timetable_violations(PROBLEM, both)].count("room_taken") == 1

"""Days by the clock: the officials' interview day, an assessment centre, and what is said when it cannot be."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from takar.planning.domain.checking import timetable_violations
from takar.planning.domain.day_problem import DayProblem, Hours, Tool, Venue
from takar.planning.domain.problem import Limits
from takar.planning.domain.solution import Impossible, Stopped, Timetable
from takar.planning.solving import plan_timetable

NOON, PRAYER = (time(12), time(13)), (time(11, 30), time(13))
USUAL = Hours(time(7, 30), time(15), (NOON,))
FRIDAY = Hours(time(7, 30), time(15), (PRAYER,))
BRIEF = Limits(seconds=1)


def interviews(people: int, length: int, rooms: int = 3) -> DayProblem:
    """Each official through three interviews, in three days of which the last is a Friday."""
    return DayProblem(
        days=(USUAL, USUAL, FRIDAY),
        rooms=tuple(Venue(f"r{n}", 5, frozenset({"interview"})) for n in range(rooms)),
        tools=tuple(
            Tool(code=code, kind="interview", minutes=length, together="one")
            for code in ("teknis", "manajerial", "sosiokultural")
        ),
        groups=(tuple(f"p{n:02d}" for n in range(people)),),
    )


def centre() -> DayProblem:
    """25 people in four groups: test, group discussion, case, and a rated interview on any day."""
    groups = tuple(tuple(f"q{n:02d}" for n in range(first, 25, 4)) for first in range(4))
    people = [person for group in groups for person in group]
    return DayProblem(
        days=(USUAL, USUAL, FRIDAY),
        rooms=(
            Venue("aula", 30, frozenset({"cat", "simulation"}), frozenset({"komputer"})),
            *(Venue(f"s{n}", 8, frozenset({"interview", "simulation"})) for n in range(4)),
        ),
        tools=(
            Tool(code="cat", kind="cat", minutes=180, day=1, order=1, equipment=frozenset({"komputer"})),
            Tool(code="lgd", kind="simulation", minutes=90, together="group", day=2, order=1),
            Tool(code="kasus", kind="cat", minutes=120, day=2, order=2),
            Tool(code="wawancara", kind="interview", minutes=60, together="one", rated=True),
        ),
        groups=groups,
        raters={one: (n % 7, (n + 1 + n // 7) % 7) for n, one in enumerate(people)},
        turnover=5,
    )


def test_29_officials_of_40_minutes_are_two_too_many_and_the_ways_out_are_named() -> None:
    found = plan_timetable(interviews(29, 40), BRIEF)
    assert isinstance(found, Impossible)
    assert found.missing == 2
    assert found.sentence("id") == (
        "2 dari 29 orang terlalu banyak untuk 3 hari: persingkat menjadi 35 menit, tambah 1 ruang (menjadi 4), "
        "perpanjang setiap hari 60 menit, atau tambah setengah hari."
    )
    assert found.sentence("en") == (
        "2 of 29 people too many for 3 days: shorten to 35 minutes, add 1 room (to 4), lengthen every day by 60 "
        "minutes, or add half a day."
    )
    refusal = found.as_refusal()
    assert refusal.code == "PLAN_TURNS_TOO_MANY"
    assert [one.rule for one in found.reliefs] == ["minutes", "rooms", "hours", "half_days"]


@pytest.mark.parametrize(("people", "length"), [(27, 40), (29, 35)])
def test_27_of_40_minutes_and_29_of_35_fit_exactly(people: int, length: int) -> None:
    problem = interviews(people, length)
    found = plan_timetable(problem, BRIEF)
    assert isinstance(found, Timetable)
    assert timetable_violations(problem, found.booked) == ()
    assert found.proof.value >= found.proof.bound >= people * 3 * length


def test_an_assessment_centre_has_its_days() -> None:
    problem = centre()
    found = plan_timetable(problem, BRIEF)
    assert isinstance(found, Timetable)
    assert timetable_violations(problem, found.booked) == ()


def test_what_fits_no_room_at_once_is_held_group_by_group() -> None:
    problem = replace(
        centre(), rooms=(Venue("kecil", 8), Venue("kecil2", 8, equipment=frozenset({"komputer"})))
    )
    problem = replace(problem, tools=problem.tools[:1], days=(USUAL, USUAL, USUAL))
    problem = replace(problem, tools=(replace(problem.tools[0], day=0, minutes=120),))
    found = plan_timetable(problem, BRIEF)
    assert isinstance(found, Timetable)
    assert [one.group for one in found.booked if one.tool == "cat"]
    assert all(one.group for one in found.booked)
    assert timetable_violations(problem, found.booked) == ()


def test_no_suitable_room_is_said() -> None:
    problem = replace(centre(), rooms=(Venue("aula", 30, frozenset({"interview"})),))
    found = plan_timetable(problem, BRIEF)
    assert isinstance(found, Impossible)
    assert found.code == "PLAN_NO_ROOM"
    assert "cat" in found.sentence("id")


def test_too_few_panels_are_said() -> None:
    problem = interviews(20, 40)
    tools = tuple(replace(tool, panels=1) for tool in problem.tools)
    found = plan_timetable(replace(problem, tools=tools, days=(USUAL, USUAL)), BRIEF)
    assert isinstance(found, Impossible)
    assert "panels" not in {one.rule for one in found.reliefs if not one.enough}
    assert found.missing == 2


def test_groups_too_many_for_the_rooms_are_counted_in_activities() -> None:
    groups = tuple((f"a{n}", f"b{n}") for n in range(6))
    tool = Tool(code="lgd", kind="simulation", minutes=120, together="group", panels=2)
    problem = DayProblem(days=(USUAL,), rooms=(Venue("r", 8),), tools=(tool,), groups=groups)
    found = plan_timetable(problem, BRIEF)
    assert isinstance(found, Impossible)
    assert found.missing == 3
    assert "lgd" in found.sentence("en")


def test_a_rater_who_must_be_everywhere_makes_it_impossible() -> None:
    """Rooms are enough, but one assessor rates all ten."""
    problem = replace(interviews(10, 60), days=(USUAL,))
    problem = replace(
        problem,
        tools=(replace(problem.tools[0], rated=True),),
        raters=dict.fromkeys(problem.people, (1,)),
    )
    found = plan_timetable(problem, BRIEF)
    assert isinstance(found, Impossible)
    assert found.code == "PLAN_NO_TIMETABLE"
    assert any(one.enough for one in found.reliefs)


def test_a_search_without_time_is_stopped() -> None:
    found = plan_timetable(interviews(29, 35), Limits(seconds=0.0))
    assert isinstance(found, Stopped)
    assert found.as_refusal().code == "PLAN_STOPPED"


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.data())
def test_no_timetable_breaks_a_rule(data: st.DataObject) -> None:
    days = tuple(data.draw(st.sampled_from((USUAL, FRIDAY))) for _ in range(data.draw(st.integers(1, 2))))
    tools = tuple(
        Tool(
            code=f"t{n}",
            kind=data.draw(st.sampled_from(("cat", "interview"))),
            minutes=data.draw(st.sampled_from((20, 45, 60, 90))),
            together=data.draw(st.sampled_from(("all", "group", "one"))),
            day=data.draw(st.integers(0, len(days))),
            order=data.draw(st.integers(0, 2)),
            panels=data.draw(st.integers(0, 2)),
            rated=data.draw(st.booleans()),
        )
        for n in range(data.draw(st.integers(1, 3)))
    )
    people = tuple(f"p{n}" for n in range(data.draw(st.integers(1, 6))))
    problem = DayProblem(
        days=days,
        rooms=(
            Venue("a", 6),
            Venue("b", 3, frozenset({"interview"})),
            Venue("c", 3, frozenset({"interview"})),
        ),
        tools=tools,
        groups=(people,) if len(people) < 4 else (people[:3], people[3:]),
        raters={person: (n % 3, 3) for n, person in enumerate(people)},
        turnover=data.draw(st.sampled_from((0, 5))),
    )
    found = plan_timetable(problem, Limits(seconds=0.3, workers=1))
    if isinstance(found, Timetable):
        assert timetable_violations(problem, found.booked) == ()
    else:
        assert isinstance(found, Impossible)

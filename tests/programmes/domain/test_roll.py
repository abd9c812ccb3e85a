"""Whatever order of commands: the quota holds, nobody is lost, and who was replaced can be traced."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from takar.kernel.refusals import Refusal
from takar.programmes.domain.decide import decide
from takar.programmes.domain.refusals import STATUS_NAMES, STEP_NAMES
from takar.programmes.domain.roll import (
    LIVE,
    NEEDS_REASON,
    OUT,
    STEPS,
    Called,
    Command,
    Move,
    Nominate,
    Replace,
    Roll,
    SetQuota,
    Step,
    evolve,
)

PEOPLE = [f"{n:018d}" for n in range(7)]
PHASES = [1, 2, 3]  # the third is not there

someone = st.sampled_from(PEOPLE)
phase = st.sampled_from(PHASES)
commands: st.SearchStrategy[Command] = st.one_of(
    st.builds(Nominate, phase, st.lists(someone, min_size=1, max_size=4).map(tuple)),
    st.builds(Step, someone, st.sampled_from(sorted(STEP_NAMES)), st.sampled_from(["", "sakit"])),
    st.builds(Replace, someone, someone),
    st.builds(Move, someone, phase),
    st.builds(SetQuota, phase, st.integers(0, 4)),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(commands, max_size=40))
def test_whatever_happens_the_roll_keeps_its_promises(orders: list[Command]) -> None:
    roll = Roll({1: 2, 2: 3})
    for order in orders:
        event = decide(roll, order)
        if isinstance(event, Refusal):
            assert event.id
            assert event.en
            continue
        after = evolve(roll, event)
        assert set(roll.called) <= set(after.called), "nobody is lost"
        for nip, one in roll.called.items():
            assert after.called[nip].replaces == one.replaces, "a link once made stays"
        roll = after
        check(roll)


def check(roll: Roll) -> None:
    for number, quota in roll.quotas.items():
        assert roll.live(number) <= quota
    replaced = [one.replaces for one in roll.called.values() if one.replaces]
    assert len(replaced) == len(set(replaced)), "one seat, one heir"
    for nip in roll.called:
        chain, line = roll.chain(nip), roll.line(nip)
        assert chain[-1] == nip
        assert line[: len(chain)] == chain
        assert len(line) == len(set(line)), "no circle"
        living = [one for one in line if roll.called[one].status in LIVE]
        assert len(living) <= 1, "a seat has one holder"


def called(status: str) -> Roll:
    return Roll({1: 1}, {PEOPLE[0]: Called(1, status)})


@pytest.mark.parametrize("status", sorted(STATUS_NAMES))
@pytest.mark.parametrize("step", sorted(STEP_NAMES))
def test_only_the_steps_of_the_table_are_taken(status: str, step: str) -> None:
    event = decide(called(status), Step(PEOPLE[0], step, "alasan"))
    wanted = STEPS.get((status, step))
    if wanted is None:
        assert isinstance(event, Refusal)
        assert event.code == "NOMINEE_STEP"
    else:
        assert not isinstance(event, Refusal)
        assert evolve(called(status), event).called[PEOPLE[0]].status == wanted


@pytest.mark.parametrize(("status", "step"), sorted((s, t) for s, t in STEPS if t in NEEDS_REASON))
def test_who_leaves_and_who_comes_back_needs_a_reason(status: str, step: str) -> None:
    event = decide(called(status), Step(PEOPLE[0], step, "   "))
    assert isinstance(event, Refusal)
    assert event.code == "REASON_MISSING"


def code(roll: Roll, command: Command) -> str:
    event = decide(roll, command)
    assert isinstance(event, Refusal), event
    return event.code


def test_refusals_of_people_and_phases_that_are_not_there() -> None:
    empty = Roll({1: 1})
    assert code(empty, Nominate(9, (PEOPLE[0],))) == "PHASE_UNKNOWN"
    assert code(empty, SetQuota(9, 3)) == "PHASE_UNKNOWN"
    for command in (Step(PEOPLE[0], "invite"), Replace(PEOPLE[0], PEOPLE[1]), Move(PEOPLE[0], 1)):
        assert code(empty, command) == "NOMINEE_UNKNOWN"
    assert code(called("nominated"), Move(PEOPLE[0], 9)) == "PHASE_UNKNOWN"
    assert code(called("nominated"), Move(PEOPLE[0], 1)) == "PHASE_SAME"
    assert code(called("invited"), Move(PEOPLE[0], 1)) == "MOVE_TOO_LATE"


def test_a_person_is_called_once_per_programme() -> None:
    assert code(called("withdrawn"), Nominate(1, (PEOPLE[0],))) == "NOMINEE_ALREADY"
    assert code(Roll({1: 5}), Nominate(1, (PEOPLE[0], PEOPLE[0]))) == "NOMINEE_NAMED_TWICE"
    two = Roll({1: 2}, {PEOPLE[0]: Called(1, "declined"), PEOPLE[1]: Called(1, "confirmed")})
    assert code(two, Replace(PEOPLE[0], PEOPLE[1])) == "NOMINEE_ALREADY"


def test_a_seat_is_given_only_when_it_is_free() -> None:
    assert code(called("confirmed"), Nominate(1, (PEOPLE[1],))) == "QUOTA_FULL"
    assert code(called("confirmed"), Replace(PEOPLE[0], PEOPLE[1])) == "NOMINEE_STILL_CALLED"
    full = Roll({1: 1}, {PEOPLE[0]: Called(1, "declined"), PEOPLE[1]: Called(1, "nominated")})
    assert code(full, Replace(PEOPLE[0], PEOPLE[2])) == "QUOTA_FULL"
    assert code(full, Step(PEOPLE[0], "confirm")) == "QUOTA_FULL"
    assert code(full, SetQuota(1, 0)) == "QUOTA_TOO_SMALL"
    apart = Roll({1: 1, 2: 1}, {PEOPLE[0]: Called(1, "nominated"), PEOPLE[1]: Called(2, "nominated")})
    assert code(apart, Move(PEOPLE[0], 2)) == "QUOTA_FULL"


def test_a_replaced_person_gets_his_seat_back_only_from_an_heir_who_is_out() -> None:
    heir = {PEOPLE[0]: Called(1, "declined"), PEOPLE[1]: Called(1, "nominated", PEOPLE[0])}
    roll = Roll({1: 5}, heir)
    assert code(roll, Step(PEOPLE[0], "reinstate", "sembuh")) == "NOMINEE_SEAT_HELD"
    assert code(roll, Replace(PEOPLE[0], PEOPLE[2])) == "NOMINEE_REPLACED"
    assert roll.chain(PEOPLE[1]) == (PEOPLE[0], PEOPLE[1])
    gone = Roll({1: 5}, heir | {PEOPLE[1]: Called(1, "withdrawn", PEOPLE[0])})
    assert not isinstance(decide(gone, Step(PEOPLE[0], "reinstate", "sembuh")), Refusal)


def test_everyone_is_either_in_or_out() -> None:
    assert set(STATUS_NAMES) == LIVE | OUT
    assert not LIVE & OUT


def test_a_seat_that_went_back_to_the_first_is_not_given_away_by_the_second() -> None:
    back = Roll({1: 5}, {PEOPLE[0]: Called(1, "nominated"), PEOPLE[1]: Called(1, "withdrawn", PEOPLE[0])})
    assert code(back, Replace(PEOPLE[1], PEOPLE[2])) == "NOMINEE_SEAT_HELD"
    assert code(back, Step(PEOPLE[1], "reinstate", "keliru")) == "NOMINEE_SEAT_HELD"

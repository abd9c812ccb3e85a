"""Deadlines to the millisecond."""

from __future__ import annotations

import pytest

from takar.delivery.domain.commands import EnterSection, Extend, Tick
from takar.delivery.domain.rules import GRACE_MS, Rules
from takar.delivery.domain.state import SittingState
from takar.delivery.domain.timing import (
    closing_ms,
    deadline_ms,
    is_over,
    overrun_ms,
    purse_ms,
    section_deadline_ms,
)
from tests.delivery.sittings import MINUTE, T0, A, click, did, rules, running, save

R = rules()


def extend(at: int, minutes: int, whole: bool = False, given: int | None = None, number: int = 1) -> Extend:
    return Extend(at, number, "pengawas", minutes, "listrik padam", at if given is None else given, whole)


def counts(state: SittingState, now: int, by: Rules) -> bool:
    """Does a click count that reaches the server at `now`?"""
    return "S1" in did(state, save(now, A, 1, click(1, "S1", "A")), by).chosen()


def test_section_and_total_run_from_the_start() -> None:
    state = running(R)
    assert section_deadline_ms(state, R) == T0 + 30 * MINUTE
    assert deadline_ms(state, R) == T0 + 50 * MINUTE
    assert deadline_ms(SittingState("d"), R) is None
    assert overrun_ms(SittingState("d"), R, T0) == 0


def test_a_click_counts_until_five_seconds_after_the_deadline_and_not_a_millisecond_longer() -> None:
    state, end = running(R), T0 + 30 * MINUTE + GRACE_MS
    assert counts(state, end - 1, R)
    assert not counts(state, end, R)
    assert not is_over(state, R, end - 1)
    assert is_over(state, R, end)


def test_time_moves_on_at_the_same_millisecond() -> None:
    state, end = running(R), T0 + 30 * MINUTE + GRACE_MS
    assert did(state, Tick(end - 1), R) == state
    second = did(state, Tick(end), R)
    assert (second.section, second.section_entered_ms) == (1, end)
    assert deadline_ms(second, R) == end + 20 * MINUTE
    last = end + 20 * MINUTE + GRACE_MS
    assert did(second, Tick(last - 1), R) == second
    done = did(second, Tick(last), R)
    assert (done.submitted_by, done.submitted_ms) == ("deadline", last)
    assert deadline_ms(done, R) is None


def test_a_server_that_slept_takes_no_minute_of_the_next_section() -> None:
    late = T0 + 45 * MINUTE
    assert deadline_ms(did(running(R), Tick(late), R), R) == late + 20 * MINUTE


def test_leaving_early_gives_the_rest_of_the_section_away() -> None:
    second = did(running(R), EnterSection(T0 + 10 * MINUTE, A, 1, 1, 0), R)
    assert deadline_ms(second, R) == T0 + 30 * MINUTE


def test_extra_minutes_are_one_purse_for_all_sections() -> None:
    by = rules(extra_minutes=10)
    state = running(by)
    assert section_deadline_ms(state, by) == T0 + 40 * MINUTE
    assert deadline_ms(state, by) == T0 + 60 * MINUTE
    second = did(state, EnterSection(T0 + 34 * MINUTE, A, 1, 1, 0), by)
    assert purse_ms(second, by) == 6 * MINUTE
    assert deadline_ms(second, by) == T0 + 60 * MINUTE
    used_up = did(state, Tick(T0 + 41 * MINUTE), by)
    assert purse_ms(used_up, by) == 0


def test_an_extension_moves_section_total_and_closing_once() -> None:
    order = extend(T0 + MINUTE, 15)
    state = did(did(running(R), order, R), order, R)
    assert section_deadline_ms(state, R) == T0 + 45 * MINUTE
    assert deadline_ms(state, R) == T0 + 65 * MINUTE
    assert closing_ms(state, R) == R.closes_ms + 15 * MINUTE
    assert [(n.kind, n.minutes) for n in state.notices] == [("extended", 15)]


@pytest.mark.parametrize(
    ("whole", "given", "minutes"), [(True, T0 - 1, 0), (True, T0, 15), (False, T0 - 1, 15)]
)
def test_minutes_for_the_room_help_those_who_were_writing(whole: bool, given: int, minutes: int) -> None:
    state = did(running(R), extend(T0 + 5, 15, whole, given), R)
    assert section_deadline_ms(state, R) == T0 + (30 + minutes) * MINUTE
    assert closing_ms(state, R) == R.closes_ms + 15 * MINUTE, "the door stays open for everybody"


def test_an_extension_after_submission_is_noted_as_refused() -> None:
    done = did(did(running(R), Tick(T0 + 40 * MINUTE), R), Tick(T0 + 70 * MINUTE), R)
    state = did(done, extend(T0 + 71 * MINUTE, 5, number=9), R)
    assert (state.commands, state.extended_ms) == ({9}, 0)


def test_the_session_closes_for_everybody_and_submits() -> None:
    by = rules(closes_ms=T0 + 20 * MINUTE)
    state = running(by)
    assert section_deadline_ms(state, by) == deadline_ms(state, by) == T0 + 20 * MINUTE
    assert did(state, Tick(T0 + 20 * MINUTE + GRACE_MS), by).submitted_by == "deadline"
    longer = rules(closes_ms=T0 + 20 * MINUTE, extra_minutes=5)
    assert deadline_ms(state, longer) == T0 + 25 * MINUTE

"""Login, start, sections, submission, takeover: what is allowed and what is refused."""

from __future__ import annotations

import pytest

from takar.delivery.domain.commands import (
    Acknowledge,
    Enter,
    EnterSection,
    ForceSubmit,
    MoveSeat,
    Open,
    ReleaseLogin,
    Start,
    Submit,
    Tick,
)
from takar.delivery.domain.rules import LIVE_MS
from takar.delivery.domain.state import SittingState
from tests.delivery.sittings import MINUTE, T0, A, B, click, did, refused, rules, running, save

R = rules()


def test_nobody_starts_before_the_proctor_and_nobody_after_the_end() -> None:
    state = did(did(SittingState("d"), Open(T0, bytes(32)), R), Enter(T0, A), R)
    assert refused(state, Start(T0, A, 1, "n"), rules(started=False)) == "SESSION_NOT_STARTED"
    assert state.phase(rules(started=False)) == "waiting"
    assert state.phase(R) == "ready"
    assert refused(state, Start(R.closes_ms, A, 1, "n"), R) == "SESSION_CLOSED"
    assert did(state, Start(R.closes_ms - 1, A, 1, "n"), R).started_ms == R.closes_ms - 1


def test_starting_twice_keeps_the_first_time_and_the_first_nonce() -> None:
    again = did(running(R), Start(T0 + 9, A, 1, "zzz"), R)
    assert (again.started_ms, again.nonce) == (T0, "abcd1234")


@pytest.mark.parametrize(("silent", "code"), [(LIVE_MS - 1, "SEAT_IN_USE"), (LIVE_MS, "")])
def test_a_second_computer_waits_until_the_first_was_silent_for_thirty_seconds(
    silent: int, code: str
) -> None:
    state, enter = running(R), Enter(T0 + MINUTE, B, T0 + MINUTE - silent)
    if code:
        assert refused(state, enter, R) == code
    else:
        assert did(state, enter, R).device == B


def test_the_same_computer_always_gets_in_and_a_new_epoch() -> None:
    state = did(running(R), Enter(T0 + 1, A, T0 + 1), R)
    assert (state.epoch, state.device, state.epochs) == (2, A, {1: A, 2: A})


@pytest.mark.parametrize(
    "order",
    [
        ReleaseLogin(T0 + 1, 7, "pengawas", "komputer rusak"),
        MoveSeat(T0 + 1, 7, "pengawas", "A-09", "komputer rusak"),
    ],
)
def test_a_proctor_frees_the_seat_at_once(order: ReleaseLogin | MoveSeat) -> None:
    state = did(running(R), order, R)
    assert did(state, Enter(T0 + 2, B, T0 + 1), R).device == B
    assert did(state, order, R) == state, "an order is carried out once"


def test_the_computer_that_lost_the_seat_may_save_but_not_steer() -> None:
    state = did(running(R), Enter(T0 + LIVE_MS, B, T0), R)
    now = T0 + LIVE_MS + 1
    assert refused(state, Submit(now, A, 1, 0), R) == "SEAT_TAKEN_OVER"
    assert refused(state, EnterSection(now, A, 1, 1, 0), R) == "SEAT_TAKEN_OVER"
    assert refused(state, Start(now, A, 1, "n"), R) == "SEAT_TAKEN_OVER"
    assert did(state, save(now, A, 1, click(1, "S1", "B")), R).chosen() == {"S1": "B"}


def test_sections_are_taken_in_order_and_never_opened_again() -> None:
    state = running(R)
    assert refused(state, EnterSection(T0, A, 1, 2, 0), R) == "SECTION_ORDER"
    second = did(state, EnterSection(T0 + 5, A, 1, 1, 0), R)
    assert (second.section, second.section_entered_ms) == (1, T0 + 5)
    assert did(second, EnterSection(T0 + 9, A, 1, 1, 0), R) == second, "asked twice, entered once"
    assert refused(second, EnterSection(T0 + 9, A, 1, 2, 0), R) == "NO_MORE_SECTIONS"
    before = did(did(SittingState("d"), Open(T0, bytes(32)), R), Enter(T0, A), R)
    assert refused(before, EnterSection(T0, A, 1, 0, 0), R) == "NOT_STARTED"


def test_an_earlier_section_is_refused_by_name() -> None:
    second = did(running(R), EnterSection(T0 + 5, A, 1, 1, 0), R)
    three = rules()
    assert refused(second, EnterSection(T0 + 9, A, 1, 0, 0), three) == "NO_MORE_SECTIONS"


def test_submission_waits_for_every_click() -> None:
    state = did(running(R), save(T0, A, 1, click(1, "S1", "A"), click(3, "S2", "B")), R)
    assert refused(state, Submit(T0 + 1, A, 1, 3), R) == "ANSWERS_MISSING"
    state = did(state, save(T0 + 2, A, 1, click(2, "S1", "C")), R)
    done = did(state, Submit(T0 + 3, A, 1, 3), R)
    assert (done.submitted_by, done.submitted_ms, done.chosen()) == (
        "participant",
        T0 + 3,
        {"S1": "C", "S2": "B"},
    )
    assert done.sealed_chain == done.chain
    assert done.events_at_seal == done.ordinal
    assert did(done, Submit(T0 + 9, A, 1, 3), R) == done
    assert refused(done, EnterSection(T0 + 9, A, 1, 1, 3), R) == "ALREADY_SUBMITTED"
    assert did(done, Tick(T0 + 999 * MINUTE), R) == done


def test_clicks_after_submission_are_kept_and_not_counted() -> None:
    done = did(running(R), Submit(T0 + 1, A, 1, 0), R)
    late = did(done, save(T0 + 2, A, 1, click(1, "S1", "A")), R)
    assert late.chosen() == {}
    assert (late.late, late.queues[A].contiguous) == (1, 1)
    assert late.uncounted == {A: {1: "ANSWER_AFTER_SUBMISSION"}}
    assert late.sealed_chain == done.chain, "the seal does not move"


def test_the_result_is_acknowledged_once_and_only_after_submission() -> None:
    assert refused(running(R), Acknowledge(T0, A), R) == "NOT_SUBMITTED"
    done = did(running(R), Submit(T0 + 1, A, 1, 0), R)
    seen = did(done, Acknowledge(T0 + 5, A), R)
    assert seen.acknowledged_ms == T0 + 5
    assert did(seen, Acknowledge(T0 + 9, A), R) == seen


def test_a_proctor_submits_only_what_runs() -> None:
    order = ForceSubmit(T0 + 1, 3, "pengawas", "peserta sakit")
    waiting = did(SittingState("d"), Open(T0, bytes(32)), R)
    assert did(waiting, order, R).submitted_ms is None
    assert did(waiting, order, R).commands == {3}
    done = did(running(R), order, R)
    assert (done.submitted_by, done.submitted_reason) == ("proctor", "peserta sakit")
    again = did(done, ForceSubmit(T0 + 2, 4, "pengawas", "lagi"), R)
    assert (again.submitted_ms, again.commands) == (T0 + 1, {3, 4})


def test_opening_twice_keeps_the_first_seed() -> None:
    opened = did(SittingState("d"), Open(T0, b"1" * 32), R)
    assert did(opened, Open(T0, b"2" * 32), R) == opened

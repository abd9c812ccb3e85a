"""Each click ends as exactly one event: counted, late or rejected."""

from __future__ import annotations

import pytest

from takar.delivery.domain import clicks
from takar.delivery.domain.commands import Click, Enter, EnterSection, Open
from takar.delivery.domain.rules import LIVE_MS
from takar.delivery.domain.state import SittingState
from tests.delivery.sittings import T0, A, B, click, did, refused, rules, running, save

R = rules()


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (click(1, "S9", "A"), "ITEM_UNKNOWN"),
        (click(1, "S1", "Z"), "VALUE_UNKNOWN"),
        (click(1, "S4", "A"), "SECTION_NOT_OPEN"),
        (Click(1, "flag", "S1", "ya"), "VALUE_UNKNOWN"),
        (Click(1, "answer", "S1", True), "VALUE_UNKNOWN"),
        (Click(1, "lain", "S1", "A"), "VALUE_UNKNOWN"),
        (Click(1, "answer", "S\n\u0000é" * 50, "A"), "ITEM_UNKNOWN"),
    ],
)
def test_a_click_without_sense_is_kept_and_acknowledged(made: Click, code: str) -> None:
    state = did(running(R), save(T0, A, 1, made), R)
    assert state.uncounted == {A: {1: code}}
    assert (state.queues[A].contiguous, state.rejected, state.chosen()) == (1, 1, {})


def test_a_click_before_the_start_does_not_count() -> None:
    state = did(did(SittingState("d"), Open(T0, bytes(32)), R), Enter(T0, A), R)
    assert did(state, save(T0, A, 1, click(1, "S1", "A")), R).uncounted == {A: {1: "SITTING_NOT_STARTED"}}


def test_a_click_counts_once_however_often_it_is_sent() -> None:
    once = did(running(R), save(T0, A, 1, click(1, "S1", "A"), click(1, "S1", "A")), R)
    assert once.clicks == 1
    assert did(once, save(T0 + 5, A, 1, click(1, "S1", "A")), R) == once


def test_an_answer_can_be_taken_back_and_doubt_can_be_set_and_cleared() -> None:
    state = did(
        running(R), save(T0, A, 1, click(1, "S1", "A"), click(2, "S1", True), click(3, "S2", True)), R
    )
    assert (state.chosen(), sorted(state.doubtful())) == ({"S1": "A"}, ["S1", "S2"])
    state = did(state, save(T0, A, 1, click(4, "S1", None), click(5, "S1", False)), R)
    assert (state.chosen(), state.doubtful()) == ({}, ["S2"])


def test_clicks_made_before_leaving_a_section_count_after_it() -> None:
    left = did(running(R), EnterSection(T0 + 1, A, 1, 1, last_seq=2), R)
    state = did(left, save(T0 + 2, A, 1, click(1, "S1", "A"), click(2, "S2", "B"), click(3, "S3", "C")), R)
    assert state.chosen() == {"S1": "A", "S2": "B"}
    assert state.uncounted == {A: {3: "ANSWER_AFTER_SECTION"}}
    other = did(left, save(T0 + 2, B, 1, click(1, "S1", "A")), R)
    assert other.uncounted == {B: {1: "ANSWER_AFTER_SECTION"}}


def test_a_click_belongs_to_the_login_in_which_it_was_made() -> None:
    """A clicks offline, B takes over and answers, A logs in again and only now empties its outbox."""
    state = did(running(R), Enter(T0 + LIVE_MS, B, T0), R)
    state = did(state, save(T0 + LIVE_MS, B, 2, click(1, "S1", "B", epoch=2)), R)
    state = did(state, Enter(T0 + 3 * LIVE_MS, A, T0 + LIVE_MS), R)
    state = did(state, save(T0 + 3 * LIVE_MS, A, 3, click(1, "S1", "A", epoch=1)), R)
    assert state.chosen() == {"S1": "B"}
    state = did(state, save(T0 + 3 * LIVE_MS, A, 3, click(2, "S1", "C", epoch=2)), R)
    assert state.chosen() == {"S1": "C"}, "a device cannot claim the epoch of another one"


def test_a_flood_of_clicks_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clicks, "EVENTS_LIMIT", 2)
    state = did(running(R), save(T0, A, 1, click(1, "S1", "A"), click(2, "S1", "B")), R)
    assert refused(state, save(T0, A, 1, click(3, "S1", "C")), R) == "TOO_MANY_EVENTS"

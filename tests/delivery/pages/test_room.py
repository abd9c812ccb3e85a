"""Seats show the state that they are in, and stand where they stand in the room."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takar.delivery.domain.state import SittingState
from takar.delivery.pages.room import Phase, Seat, counts, phase_of, rows_of, split_seat


def seat(name: str, phase: Phase = Phase.ABSENT) -> Seat:
    return Seat(name, name, "001", "Contoh", phase, 0, 0, None, "", 0, "")


@pytest.mark.parametrize(
    ("state", "seen", "phase"),
    [
        (SittingState("s"), None, Phase.ABSENT),
        (SittingState("s"), 3, Phase.ABSENT),
        (SittingState("s", epoch=1), 0, Phase.WAITING),
        (SittingState("s", epoch=1, started_ms=1), 30, Phase.SITTING),
        (SittingState("s", epoch=1, started_ms=1), 31, Phase.QUIET),
        (SittingState("s", epoch=1), 60, Phase.QUIET),
        (SittingState("s", epoch=1, started_ms=1), 61, Phase.LOST),
        (SittingState("s", epoch=1, started_ms=1), None, Phase.LOST),
        (SittingState("s", epoch=1, started_ms=1, submitted_ms=2), 900, Phase.SUBMITTED),
    ],
)
def test_the_phase_of_a_seat(state: SittingState, seen: int | None, phase: Phase) -> None:
    assert phase_of(state, seen) is phase


def test_rows_stand_as_in_the_room() -> None:
    rows = rows_of([seat(name) for name in ("B-01", "A-10", "AA-01", "A-02", "Z-01", "meja guru")])
    assert [(row, [s.seat for s in group]) for row, group in rows] == [
        ("A", ["A-02", "A-10"]),
        ("B", ["B-01"]),
        ("Z", ["Z-01"]),
        ("AA", ["AA-01"]),
        ("meja guru", ["meja guru"]),
    ]


@given(st.lists(st.text(alphabet="AB-0123456789 x", max_size=6)))
def test_no_seat_is_lost_whatever_it_is_called(names: list[str]) -> None:
    rows = rows_of([seat(name) for name in names])
    assert sorted(s.seat for _, group in rows for s in group) == sorted(names)


def test_lower_case_is_the_same_row() -> None:
    assert split_seat("a-7") == ("A", 7)


def test_every_phase_is_counted() -> None:
    found = counts([seat("A-01"), seat("A-02", Phase.LOST), seat("A-03", Phase.LOST)])
    assert found == {**dict.fromkeys(Phase, 0), "absent": 1, "lost": 2}

"""Every kind of event is read back as it was written, and binds the chain."""

from __future__ import annotations

import pytest

from takar.exercises.domain.codec import START, event_data, link, read_body
from takar.exercises.domain.events import (
    Body,
    Event,
    Late,
    Locked,
    Noted,
    Rated,
    Rejected,
    Remarked,
    Reopened,
    Tagged,
)

BODIES: list[Body] = [
    Noted("n1", "teks", 5),
    Tagged("n1", "M.01", "3.1", "+"),
    Tagged("n1", "M.01", "3.1", None),
    Rated("M.01", None),
    Remarked("", "umum"),
    Locked("asesor1", True),
    Reopened("a", "b", "keliru"),
    Late("noted"),
    Rejected("rated", "VALUE_UNKNOWN"),
]


@pytest.mark.parametrize("body", BODIES, ids=lambda body: type(body).__name__)
def test_what_is_written_is_read_back(body: Body) -> None:
    assert read_body(event_data(Event(1, body, "dev", 1, 1)) | {"salt": "x"}) == body


@pytest.mark.parametrize("data", [{}, {"kind": "erased"}, {"kind": "rated"}, {"kind": "rated", "x": 1}])
def test_anything_else_is_refused(data: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"kind|not a"):
        read_body(data)


def test_the_chain_depends_on_everything() -> None:
    event = Event(1, Rated("M.01", "3"), "dev", 1, 1)
    base = link(START, "s", 1, event, "salt")
    others = [
        link(b"\x01" * 32, "s", 1, event, "salt"), link(START, "t", 1, event, "salt"), link(START, "s", 2, event, "salt"),
        link(START, "s", 1, event, "other"), link(START, "s", 1, Event(2, event.body, "dev", 1, 1), "salt"),
        link(START, "s", 1, Event(1, Rated("M.01", "4"), "dev", 1, 1), "salt"),
    ]  # fmt: skip
    assert len({base, *others}) == 7

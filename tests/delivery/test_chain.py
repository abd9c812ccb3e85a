"""The chain: canonical bytes, replay, and every kind of tampering."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from takar.delivery.domain import events as ev
from takar.delivery.domain.chain import ChainBroken, Row, record, record_all, restore, save_code
from takar.delivery.domain.commands import Open
from takar.delivery.domain.decide import decide
from takar.delivery.domain.evolve import replay
from takar.delivery.domain.state import SittingState
from takar.kernel.canonical import canonical
from takar.kernel.refusals import Refusal
from tests.delivery.sittings import T0, A, click, rules, running, save

R = rules()
SITTING = "duduk-1"


def rows() -> list[Row]:
    events = [
        ev.Event(T0, ev.Opened("ab" * 32, "sesi", "f" * 64)),
        ev.Event(T0, ev.Entered(A, 1)),
        ev.Event(T0, ev.Started("n")),
        ev.Event(T0, ev.SectionEntered(0, "start")),
        ev.Event(T0 + 1, ev.Answered(1, "S1", "A", 5), A, 1),
        ev.Event(T0 + 2, ev.Answered(1, "S1", "B", 6), A, 2),
        ev.Event(T0 + 3, ev.Submitted("participant")),
    ]
    return record_all(SittingState(SITTING), events)[0]


def test_the_chain_is_sha256_over_the_canonical_event() -> None:
    previous = bytes(32)
    for row in rows():
        event: dict[str, Any] = {
            "sitting": row.sitting, "ordinal": row.ordinal, "device": row.device, "seq": row.seq,
            "kind": row.kind, "body": json.loads(row.body), "at_ms": row.at_ms,
        }  # fmt: skip
        previous = hashlib.sha256(previous + canonical(event)).digest()
        assert row.chain == previous.hex()


bodies = st.one_of(
    st.builds(
        ev.Answered, st.integers(0, 99), st.text(max_size=9), st.none() | st.text(max_size=3), st.integers()
    ),
    st.builds(ev.Extended, st.integers(1, 99), st.text(), st.text(), st.integers(1, 99), st.booleans()),
    st.builds(ev.SeatMoved, st.text(), st.text(), st.text(), st.integers(1, 99)),
)


@given(bodies)
@settings(max_examples=300, deadline=None)
def test_bodies_are_written_canonically_and_read_back(body: ev.Body) -> None:
    text = ev.encode_body(body)
    assert ev.decode_body(ev.KINDS[type(body)], text) == body
    try:
        expected = canonical(json.loads(text))
    except ValueError:
        return  # outside the canonical subset: the gateway lets no such text in
    assert text.encode() == expected


def test_replay_gives_back_the_state_it_was_recorded_from() -> None:
    state = running(R)
    events = decide(state, save(T0, A, 1, click(1, "S1", "A")), R)
    assert not isinstance(events, Refusal)
    written, after = record_all(state, events)
    row, again = record(state, events[0])
    assert ([row], again) == (written, after)


@pytest.mark.parametrize(
    "change",
    [
        lambda r: [*r[:4], replace(r[4], body=r[4].body.replace('"A"', '"C"')), *r[5:]],
        lambda r: [*r[:4], replace(r[4], at_ms=r[4].at_ms - 1), *r[5:]],
        lambda r: r[:4] + r[5:],
        lambda r: [*r[:4], r[5], r[4], *r[6:]],
        lambda r: [replace(r[0], body=r[0].body.replace("ab", "cd", 1)), *r[1:]],
        lambda r: [replace(x, sitting="orang-lain") for x in r],
    ],
    ids=["answer", "time", "left out", "swapped", "seed", "person"],
)
def test_a_changed_journal_is_found(change: Any) -> None:
    assert restore(SITTING, rows()).chosen() == {"S1": "B"}
    with pytest.raises(ChainBroken):
        restore(SITTING, change(rows()))


def test_plain_replay_agrees_with_the_chained_one() -> None:
    events = [ev.Event(r.at_ms, ev.decode_body(r.kind, r.body), r.device, r.seq) for r in rows()]
    plain, chained = replay(SITTING, events), restore(SITTING, rows())
    assert (plain.answers, plain.ordinal, plain.submitted_ms) == (
        chained.answers,
        chained.ordinal,
        chained.submitted_ms,
    )


def test_two_sittings_with_equal_answers_have_different_chains() -> None:
    first, second = (decide(SittingState(SITTING), Open(T0, seed * 32), R) for seed in (b"1", b"2"))
    assert not isinstance(first, Refusal)
    assert not isinstance(second, Refusal)
    assert (
        record(SittingState(SITTING), first[0])[0].chain != record(SittingState(SITTING), second[0])[0].chain
    )


def test_the_save_code_is_four_readable_characters() -> None:
    assert save_code(bytes(32)) == "0000"
    assert save_code(b"\xff" * 32) == "ZZZZ"
    assert save_code(bytes.fromhex("012345")) == "04HM"

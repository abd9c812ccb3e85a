"""Long texts merge like choices: whatever the network does, the last one written in each place counts, whole."""

from __future__ import annotations

import json

import msgspec
from hypothesis import example, given, settings
from hypothesis import strategies as st

from takar.delivery.domain.chain import record_all, restore
from takar.delivery.domain.commands import Click, Enter, Save
from takar.delivery.domain.decide import decide
from takar.delivery.domain.events import Answered, encode_body
from takar.delivery.domain.rules import LIVE_MS, sections_of
from takar.delivery.domain.state import SittingState
from takar.delivery.domain.writing import LIMIT_BYTES, TOO_LONG, UNKNOWN, Letter, Writing, fault_of, written
from takar.kernel.canonical import canonical
from takar.kernel.refusals import Refusal
from tests.delivery.sittings import T0, A, B, did, rules, running

PLACES = ("SIM-A/1", "SIM-A/2", "SIM-B")
CONTENT = {
    "sections": [
        {
            "code": "A",
            "minutes": 30,
            "items": [
                {"id": "SIM-A", "type": "inbox", "letters": [{"id": "1"}, {"id": "2"}]},
                {"id": "SIM-B", "type": "essay"},
                {"id": "P-01", "type": "single_choice", "options": [{"id": "A"}, {"id": "B"}]},
            ],
        }
    ]
}
R = msgspec.structs.replace(rules(), sections=sections_of(CONTENT))

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60).map(lambda text: text * 40)
moves = st.tuples(st.sampled_from(PLACES), st.one_of(texts, st.none()))


def answer(place: str, text: str | None) -> str | None:
    if text is None:
        return None
    letter = {"priority": "later", "action": "ask", "text": text}
    return json.dumps({"text": text} if place == "SIM-B" else letter, ensure_ascii=False)


def read(state: SittingState) -> dict[str, object]:
    return {place: json.loads(value) for place, value in state.chosen().items()}


def test_an_inbox_is_answered_letter_by_letter() -> None:
    (section,) = R.sections
    assert section.items == {
        "SIM-A/1": Writing.LETTER,
        "SIM-A/2": Writing.LETTER,
        "SIM-B": Writing.ESSAY,
        "P-01": frozenset("AB"),
    }


@given(st.lists(moves, max_size=6), st.lists(moves, max_size=6), st.data())
@settings(max_examples=80, deadline=None)
def test_two_machines_any_order_and_repetitions_lose_no_text(
    on_a: list[tuple[str, str | None]], on_b: list[tuple[str, str | None]], data: st.DataObject
) -> None:
    state = did(running(R), Enter(T0 + LIVE_MS, B, T0), R)
    state = msgspec.structs.replace(state, ordinal=0, chain=bytes(32))
    base, rows = state, []
    sent = [(A, 1, seq, *move) for seq, move in enumerate(on_a, 1)]
    sent += [(B, 2, seq, *move) for seq, move in enumerate(on_b, 1)]
    arriving = data.draw(st.permutations(sent + sent[::2]))
    for device, epoch, seq, place, text in arriving:
        click = Click(seq, "answer", place, answer(place, text), T0, epoch)
        events = decide(state, Save(T0 + LIVE_MS + 1, device, epoch, (click,)), R)
        assert not isinstance(events, Refusal)
        made, state = record_all(state, events)
        rows += made
    last = {place: answer(place, text) for _, _, _, place, text in sent}
    assert read(state) == {place: json.loads(value) for place, value in last.items() if value is not None}
    assert (state.late, state.rejected) == (0, 0)
    again = restore(base.sitting, rows) if rows else SittingState(base.sitting)
    assert again.chosen() == state.chosen(), "the journal alone tells the same"


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
@example("e\u0301")
@example("1\n\u0301")
@example("\ufb2a")
def test_whatever_is_written_can_be_recorded_and_sealed(text: str) -> None:
    """Pasted text may hold letters in parts ("e" and an accent), which no canonical form takes."""
    click = Click(1, "answer", "SIM-B", json.dumps({"text": text}, ensure_ascii=False), T0)
    save = Save(T0 + LIVE_MS + 1, A, 1, (click,))
    events = decide(running(R), save, R)
    assert not isinstance(events, Refusal)
    (event,) = events
    assert isinstance(event.body, Answered)
    assert encode_body(event.body).encode() == canonical(msgspec.to_builtins(event.body))
    after = did(running(R), save, R)
    assert canonical(after.chosen())
    assert read(after) == {"SIM-B": {"text": text}}, "to the last accent as it was written"


def test_what_is_written_is_read_back() -> None:
    assert written(Writing.LETTER, '{"text":"Ya"}') == Letter(text="Ya")
    assert written(Writing.ESSAY, "Ya") is None
    assert fault_of(Writing.ESSAY, '{"text":"\\ud800"}') == UNKNOWN
    assert fault_of(Writing.ESSAY, "\ud800") == UNKNOWN
    assert fault_of(Writing.ESSAY, '{"text":"' + "x" * LIMIT_BYTES + '"}') == TOO_LONG

"""A sheet keeps every entry once, in whatever order devices deliver them, and locks only what is complete."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from takar.exercises.domain.decide import Lock, Reopen, Save, Typed, decide
from takar.exercises.domain.events import Event, Late, Noted, Rated, Rejected, Remarked, Tagged
from takar.exercises.domain.scale import Scale
from takar.exercises.domain.sheet import SheetRules, SheetState, evolve, fold
from takar.kernel.refusals import Refusal

RULES = SheetRules(
    {"M.01": frozenset({"3.1"}), "M.02": frozenset({"3.1", "3.2"})}, Scale(Decimal(1), Decimal(5))
)


def typed(seq: int, body: Noted | Tagged | Rated | Remarked, tick: int | None = None) -> Typed:
    return Typed(seq, seq if tick is None else tick, body)


def after(state: SheetState, *entries: Typed, device: str = "A") -> SheetState:
    events = decide(state, Save(device, entries, 1000), RULES)
    assert not isinstance(events, Refusal)
    return fold(events, state)


def complete() -> SheetState:
    return after(
        SheetState(),
        typed(1, Noted("n1", "Menegur anggota yang terlambat", 12)),
        typed(2, Tagged("n1", "M.01", "3.1", "+")),
        typed(3, Rated("M.01", "3")),
        typed(4, Rated("M.02", "NE")),
    )


def locked(state: SheetState, by: str = "asesor1", last_seq: int = 4) -> SheetState:
    events = decide(state, Lock(by, "A", last_seq, 2000), RULES)
    assert not isinstance(events, Refusal), events
    return fold(events, state)


def test_a_rating_counts_only_with_evidence_and_ne_counts_alone() -> None:
    bare = after(SheetState(), typed(1, Rated("M.01", "3")), typed(2, Rated("M.02", "NE")))
    assert bare.missing(RULES) == ("M.01",)
    assert complete().missing(RULES) == ()


def test_a_struck_out_note_is_no_evidence_any_more() -> None:
    state = after(complete(), typed(5, Noted("n1", " ", 12)))
    assert state.missing(RULES) == ("M.01",)


def test_a_tag_taken_away_is_no_evidence_any_more() -> None:
    assert after(complete(), typed(5, Tagged("n1", "M.01", "3.1", None))).missing(RULES) == ("M.01",)


def test_a_rating_taken_back_is_missing() -> None:
    assert after(complete(), typed(5, Rated("M.02", None))).missing(RULES) == ("M.02",)


def test_the_moment_of_a_note_is_when_it_was_begun() -> None:
    state = after(complete(), typed(5, Noted("n1", "Menegur dengan santun", 90)))
    assert (state.notes["n1"].text, state.notes["n1"].clock_s) == ("Menegur dengan santun", 12)


def test_what_is_sent_twice_is_kept_once_and_a_gap_waits() -> None:
    state = complete()
    assert decide(state, Save("A", [typed(4, Rated("M.02", "5"))], 3000), RULES) == ()
    assert decide(state, Save("A", [typed(6, Rated("M.02", "5"))], 3000), RULES) == ()


def test_senseless_entries_are_kept_as_rejected_and_use_up_their_number() -> None:
    wrong = (
        Rated("M.09", "3"), Rated("M.01", "9"), Tagged("n1", "X", "", "+"), Tagged("n1", "M.01", "9.9", "+"),
        Noted("n", "x" * 20_001, 0), Noted("n", "x", -1), Remarked("X", "x"), Remarked("", "x" * 20_001),
    )  # fmt: skip
    state = after(SheetState(), *(typed(seq, body) for seq, body in enumerate(wrong, 1)))
    assert (state.rejected, state.seqs["A"], state.ratings) == (len(wrong), len(wrong), {})
    assert after(SheetState(), typed(1, Remarked("", "baik"))).remarks[""].value == "baik"


def test_too_much_at_once_is_refused_whole() -> None:
    many = [typed(seq, Rated("M.01", "3")) for seq in range(1, 502)]
    refusal = decide(SheetState(), Save("A", many, 0), RULES)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "SHEET_TOO_MUCH_AT_ONCE"


def test_locking_waits_for_entries_on_their_way_and_for_what_is_missing() -> None:
    early = decide(complete(), Lock("asesor1", "A", 9, 2000), RULES)
    assert isinstance(early, Refusal)
    assert (early.code, dict(early.data)) == ("SHEET_ENTRIES_MISSING", {"have": 4, "need": 9})
    bare = decide(SheetState(), Lock("asesor1", "A", 0, 2000), RULES)
    assert isinstance(bare, Refusal)
    assert (bare.code, bare.data["missing"]) == ("SHEET_INCOMPLETE", ["M.01", "M.02"])


def test_after_locking_nothing_counts_and_nothing_vanishes() -> None:
    state = after(locked(complete()), typed(5, Rated("M.01", "5")))
    assert (state.value("M.01"), state.late, state.seqs["A"]) == ("3", 1, 5)


def test_locking_twice_is_done_already_and_nobody_else_locks_it() -> None:
    state = locked(complete())
    assert decide(state, Lock("asesor1", "A", 4, 3000), RULES) == ()
    other = decide(state, Lock("asesor2", "A", 4, 3000), RULES)
    assert isinstance(other, Refusal)
    assert other.code == "SHEET_LOCKED"


def test_opening_again_takes_two_people_and_a_reason() -> None:
    state = locked(complete())
    alone = decide(state, Reopen("a", "a", "salah ketik", 5), RULES)
    silent = decide(state, Reopen("a", "b", "  ", 5), RULES)
    assert isinstance(alone, Refusal)
    assert isinstance(silent, Refusal)
    assert (alone.code, silent.code) == ("SECOND_PERSON_NEEDED", "REOPEN_REASON_MISSING")
    events = decide(state, Reopen("a", "b", "salah ketik", 5), RULES)
    assert not isinstance(events, Refusal)
    again = fold(events, state)
    assert (again.locked, again.reopened) == (False, 1)
    assert decide(again, Reopen("a", "b", "salah ketik", 5), RULES) == ()


BODIES = st.one_of(
    st.builds(Noted, st.sampled_from(["n1", "n2"]), st.sampled_from(["", "teks", "teks lain"]), st.integers(0, 50)),
    st.builds(
        Tagged, st.sampled_from(["n1", "n2"]), st.sampled_from(["M.01", "M.02"]), st.just("3.1"),
        st.sampled_from(["+", "-", None]),
    ),
    st.builds(Rated, st.sampled_from(["M.01", "M.02"]), st.sampled_from(["1", "3", "NE", None])),
    st.builds(Remarked, st.sampled_from(["", "M.01"]), st.sampled_from(["", "baik"])),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(BODIES, st.integers(1, 8)), max_size=14),
    st.lists(st.tuples(BODIES, st.integers(1, 8)), max_size=14),
    st.randoms(use_true_random=False),
)
def test_two_devices_reach_the_same_sheet_however_their_entries_are_mixed_cut_and_repeated(
    first: list[tuple[Noted | Tagged | Rated | Remarked, int]],
    second: list[tuple[Noted | Tagged | Rated | Remarked, int]],
    random: Random,
) -> None:
    queues = {
        device: [typed(seq, body, tick) for seq, (body, tick) in enumerate(entries, 1)]
        for device, entries in (("A", first), ("B", second))
    }
    orderly = after(after(SheetState(), *queues["A"]), *queues["B"], device="B")
    state = SheetState()
    while any(state.seqs.get(device, 0) < len(queue) for device, queue in queues.items()):
        device = random.choice(sorted(queues))
        start = random.randint(0, len(queues[device]))
        state = after(state, *queues[device][start : start + random.randint(1, 5)], device=device)
    assert state == orderly
    assert state.seqs == {device: len(queue) for device, queue in queues.items() if queue}


@settings(max_examples=80, deadline=None)
@given(st.lists(BODIES, max_size=20))
def test_every_entry_ends_as_exactly_one_event(bodies: list[Noted | Tagged | Rated | Remarked]) -> None:
    entries = [typed(seq, body) for seq, body in enumerate(bodies, 1)]
    events = decide(SheetState(), Save("A", entries, 1), RULES)
    assert not isinstance(events, Refusal)
    assert [event.seq for event in events] == list(range(1, len(bodies) + 1))
    assert not any(isinstance(event.body, Late | Rejected) for event in events)


def test_an_event_of_the_server_uses_no_number_of_a_device() -> None:
    assert evolve(SheetState(), Event(1, Late("rated"))).seqs == {}

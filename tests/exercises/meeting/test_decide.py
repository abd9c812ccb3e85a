"""A meeting step by step, and what must hold whatever people send."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takar.exercises.domain.meeting.decide import (
    Command,
    Depart,
    Open,
    ReadAgain,
    Return,
    Reveal,
    Sign,
    Table,
    Write,
    decide,
)
from takar.exercises.domain.meeting.overall import Asked, Given, IntegrationRules, figures
from takar.exercises.domain.meeting.record import record_digest, record_of
from takar.exercises.domain.meeting.state import (
    Departed,
    Event,
    MeetingState,
    SetAside,
    event_data,
    evolve,
    fold,
    read_event,
)
from takar.exercises.domain.scale import Scale
from takar.kernel.refusals import Refusal

RULES = IntegrationRules(
    (Asked("M.01", "Integritas", Decimal(3)), Asked("M.02", "Kerja Sama", Decimal(3))),
    Scale(Decimal(1), Decimal(5)),
    {},
)
GIVEN = [Given("interview", "ani", "M.01", Decimal(3)), Given("interview", "budi", "M.01", Decimal(4))]
GIVEN += [Given("interview", "ani", "M.02", None), Given("interview", "budi", "M.02", None)]
TABLE = Table(
    RULES,
    {one.code: one for one in figures(RULES, GIVEN)},
    {"s1": "d1"},
    frozenset({"ani", "budi"}),
    frozenset({"ketua"}),
)
WHY = "Bukti in-basket dibaca ulang."


def run(*commands: Command, table: Table = TABLE) -> MeetingState:
    state = MeetingState()
    for command in commands:
        events = decide(state, command, table)
        assert not isinstance(events, Refusal), events
        state = fold_on(state, events)
    return state


def fold_on(state: MeetingState, events: tuple[Event, ...]) -> MeetingState:
    for event in events:
        state = evolve(state, event)
    return state


def refused(state: MeetingState, command: Command, table: Table = TABLE) -> str:
    found = decide(state, command, table)
    assert isinstance(found, Refusal), found
    return found.code


OPENED = (Open("ketua", "ani"), Reveal("ani"))
TEXTS = (Write("ani", "strengths", "- jujur", 0), Write("ani", "development", "- belum ada", 0))


def test_evidence_before_values() -> None:
    state = run(Open("ketua", "ani"))
    assert not state.revealed
    assert refused(state, Depart("ani", "M.01", "4", "other", WHY, 0)) == "MEETING_NOT_REVEALED"
    assert refused(state, Sign("ani", "d", "d")) == "MEETING_NOT_REVEALED"
    assert decide(run(*OPENED), Reveal("budi"), TABLE) == ()
    assert decide(run(*OPENED), Open("ketua", "budi"), TABLE) == ()


def test_only_members_and_a_responsible_who_rated() -> None:
    assert refused(MeetingState(), Open("orang", "ani")) == "MEETING_NOT_YOURS"
    assert refused(MeetingState(), Open("ketua", "ketua")) == "MEETING_WRONG_SIGNER"


def test_a_departure_keeps_what_it_departs_from() -> None:
    state = run(*OPENED, Depart("budi", "M.01", "4", "evidence_misread", WHY, 0))
    kept = state.departures["M.01"]
    assert (kept.by, kept.rule, kept.old, kept.new) == ("budi", "3.50", "3.50", "4.00")
    again = Depart("budi", "M.01", "4.00", "evidence_misread", WHY, 0)
    assert decide(state, again, TABLE) == ()
    later = run(
        *OPENED,
        Depart("budi", "M.01", "4", "evidence_misread", WHY, 0),
        Depart("ani", "M.01", "3", "other", WHY, 3),
    )
    assert (later.departures["M.01"].old, later.departures["M.01"].rule) == ("4.00", "3.50")
    back = fold_on(later, decide(later, Return("ani", "M.01", WHY, 4), TABLE))  # type: ignore[arg-type]
    assert back.departures == {}
    assert decide(back, Return("ani", "M.01", WHY, 5), TABLE) == ()
    assert decide(back, Depart("ani", "M.01", "3.5", "other", WHY, 5), TABLE) == ()


def test_a_departure_needs_evidence_reason_and_a_value_of_the_scale() -> None:
    state = run(*OPENED)
    for command, code in (
        (Depart("ani", "M.02", "3", "other", WHY, 0), "DEPARTURE_WITHOUT_EVIDENCE"),
        (Depart("ani", "M.09", "3", "other", WHY, 0), "MEETING_DIMENSION_UNKNOWN"),
        (Depart("ani", "M.01", "6", "other", WHY, 0), "DEPARTURE_VALUE_UNKNOWN"),
        (Depart("ani", "M.01", "4", "liking", WHY, 0), "DEPARTURE_WITHOUT_REASON"),
        (Depart("ani", "M.01", "4", "other", "ya", 0), "DEPARTURE_WITHOUT_REASON"),
        (Write("budi", "strengths", "x", 0), "TEXT_OF_ANOTHER"),
        (Write("ani", "strengths", "  ", 0), "TEXT_EMPTY"),
        (Write("ani", "verdict", "x", 0), "TEXT_EMPTY"),
    ):
        assert refused(state, command) == code
    not_assessed = run(*OPENED, Depart("ani", "M.01", "ne", "other", WHY, 0))
    assert not_assessed.departures["M.01"].new == "NE"
    assert refused(not_assessed, Return("ani", "M.01", "ya", 3)) == "DEPARTURE_WITHOUT_REASON"


def test_who_did_not_see_the_other_change_loses_nothing() -> None:
    state = run(
        *OPENED,
        Depart("budi", "M.01", "4", "other", WHY, 0),
        Depart("ani", "M.01", "3", "other", WHY, 0),
        Return("ani", "M.01", WHY, 0),
        Write("ani", "strengths", "satu", 0),
        Write("ani", "strengths", "dua", 0),
    )
    assert state.departures["M.01"].by == "budi"
    assert [one.text for one in state.aside] == [f"3.00 · other · {WHY}", f"3.50 · {WHY}", "dua"]
    assert decide(state, Write("ani", "strengths", "dua", 0), TABLE) == ()
    assert decide(state, Write("ani", "strengths", "satu", 0), TABLE) == ()


def test_two_signatures_over_the_same_record() -> None:
    state = run(*OPENED)
    assert refused(state, Sign("ani", "d", "d")) == "MEETING_TEXT_MISSING"
    state = run(*OPENED, *TEXTS)
    assert refused(state, Sign("ketua", "d", "d")) == "MEETING_WRONG_SIGNER"
    assert refused(state, Sign("ani", "d", "earlier")) == "MEETING_CHANGED_MEANWHILE"
    state = run(*OPENED, *TEXTS, Sign("ani", "d", "d"))
    assert refused(state, Sign("budi", "d", "d")) == "MEETING_WRONG_SIGNER"
    assert decide(state, Sign("ani", "d", "d"), TABLE) == ()
    changed = run(*OPENED, *TEXTS, Sign("ani", "d", "d"), Depart("budi", "M.01", "4", "other", WHY, 0))
    assert changed.signed == {}
    state = run(*OPENED, *TEXTS, Sign("ani", "d", "d"), Sign("ketua", "d", "d"))
    assert state.final
    assert refused(state, Write("ani", "strengths", "x", 0)) == "MEETING_FINAL"


def test_sheets_that_were_opened_again_must_be_read_again() -> None:
    now = replace(TABLE, sheets={"s1": "d2"})
    state = run(*OPENED, Depart("ani", "M.01", "4", "other", WHY, 0))
    assert refused(state, Write("ani", "strengths", "x", 0), now) == "MEETING_SHEETS_CHANGED"
    assert decide(state, ReadAgain("ani"), TABLE) == ()
    state = fold_on(state, decide(state, ReadAgain("ani"), now))  # type: ignore[arg-type]
    assert state.departures == {}
    assert state.revealed


people = st.sampled_from(["ani", "budi", "ketua", "orang"])
seen = st.integers(0, 8)
commands = st.one_of(
    st.builds(Open, people, people),
    st.builds(Reveal, people),
    st.builds(
        Depart, people, st.sampled_from(["M.01", "M.02", "X"]), st.sampled_from(["1", "3.5", "5", "NE", "9"]),
        st.sampled_from(["other", "x"]), st.sampled_from([WHY, WHY + " Lagi.", ""]), seen,
    ),
    st.builds(Return, people, st.sampled_from(["M.01", "M.02"]), st.sampled_from([WHY, ""]), seen),
    st.builds(Write, people, st.sampled_from(["strengths", "development"]), st.sampled_from(["a", "b"]), seen),
    st.builds(ReadAgain, people),
    st.builds(Sign, people, st.just("d"), st.sampled_from(["d", "e"])),
)  # fmt: skip


@given(st.lists(commands, max_size=40))
def test_whatever_people_send(sent: list[Command]) -> None:
    state, stream = MeetingState(), []
    for command in sent:
        before, events = state, decide(state, command, TABLE)
        if isinstance(events, Refusal):
            continue
        state = fold_on(state, events)
        stream += events
        assert decide(state, command, TABLE) in ((), decide(state, command, TABLE))
        if before.final:
            assert events == ()
        for event in events:
            # what was typed is in the stream, applied or set aside
            if isinstance(command, Write):
                assert command.text in (getattr(event, "text", ""),)
            if isinstance(event, Departed):
                assert event.text
                assert event.old != event.new
                assert event.dimension != "M.02"
    assert fold(read_event(event_data(event)) for event in stream) == state
    if state.final:
        assert {state.signed["responsible"].by, state.signed["lead"].by} == {"ani", "ketua"} or len(
            {one.by for one in state.signed.values()}
        ) == 2


def test_the_record_names_rule_and_departure() -> None:
    state = run(*OPENED, *TEXTS, Depart("budi", "M.01", "4", "other", WHY, 0))
    record = record_of(state, TABLE)
    first, second = record["values"]  # type: ignore[misc]
    assert (first["rule"], first["value"], second["value"]) == ("3.50", "4.00", "NE")  # type: ignore[index, call-overload]
    assert record_digest(record, "00" * 16) != record_digest(record, "01" * 16)


def test_a_kept_event_reads_back() -> None:
    event = SetAside("ani", "M.01", "x")
    assert read_event(event_data(event)) == event
    with pytest.raises(KeyError):
        read_event({"kind": "nothing"})

"""Applications: what may follow what, and that nothing unsubmitted ever counts."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from takar.kernel.refusals import Refusal
from takar.selection.domain.candidacy import (
    Candidacy,
    Checked,
    Command,
    Confirmed,
    Dropped,
    Event,
    Judged,
    Reopened,
    Rules,
    Started,
    Submitted,
    Withdrew,
    decide,
    evolve,
    fold,
)
from takar.selection.domain.words import Importance, Verdict

RULES = Rules({1: Importance.MUTLAK, 2: Importance.PENTING}, two_people=True)
ALONE = Rules({1: Importance.MUTLAK, 2: Importance.PENTING}, two_people=False)


def after(*commands: tuple[Command | None, str], rules: Rules = RULES) -> Candidacy:
    state = Candidacy()
    for command, by in commands:
        events = decide(state, command, rules, by=by, now_ms=1)
        assert not isinstance(events, Refusal), events
        for event in events:
            state = evolve(state, event)
    return state


def code(state: Candidacy, command: Command | None, by: str = "a", rules: Rules = RULES) -> str:
    found = decide(state, command, rules, by=by, now_ms=1)
    assert isinstance(found, Refusal), found
    return found.code


SUBMITTED = after((Started("people"), "a"), (Submitted(), "a"))
MET = Checked(1, "met", "ijazah.pdf", "")
NOT_MET = Checked(1, "not_met", "", "usia 57 tahun")
OTHER = Checked(2, "not_yet", "", "")


def test_started_is_not_submitted() -> None:
    started = after((Started("file"), "a"))
    assert started.status == "started"
    assert code(started, MET) == "APPLICATION_NOT_SUBMITTED"
    assert code(started, None) == "APPLICATION_NOT_SUBMITTED"
    assert not started.counts
    assert started.open


def test_eligible_when_every_requirement_is_checked_by_two() -> None:
    checked = after(
        (Started("people"), "a"),
        (Submitted(), "a"),
        (MET, "a"),
        (Confirmed(1), "b"),
        (OTHER, "a"),
        (Confirmed(2), "b"),
    )
    done = after_state(checked, None)
    assert done.status == "eligible"
    assert done.counts
    assert decide(done, None, RULES, by="a", now_ms=2) == ()


def after_state(state: Candidacy, command: Command | None, by: str = "a", rules: Rules = RULES) -> Candidacy:
    events = decide(state, command, rules, by=by, now_ms=2)
    assert not isinstance(events, Refusal), events
    return fold_on(state, events)


def fold_on(state: Candidacy, events: tuple[Event, ...]) -> Candidacy:
    for event in events:
        state = evolve(state, event)
    return state


def test_one_mutlak_requirement_that_fails_decides_with_its_number() -> None:
    checked = after((Started("people"), "a"), (Submitted(), "a"), (NOT_MET, "a"), (Confirmed(1), "b"))
    done = after_state(checked, None)
    assert (done.status, done.failed) == ("not_eligible", (1,))


def test_what_a_check_needs() -> None:
    assert code(SUBMITTED, Checked(1, "met", "", "")) == "CHECK_DOCUMENT_MISSING"
    assert code(SUBMITTED, Checked(1, "not_met", "", " ")) == "SELECTION_REASON_MISSING"
    assert code(SUBMITTED, Checked(9, "met", "x", "")) == "REQUIREMENT_UNKNOWN"
    assert code(SUBMITTED, Checked(1, "perhaps", "x", "")) == "REQUIREMENT_UNKNOWN"
    assert code(SUBMITTED, Confirmed(1), "b") == "REQUIREMENT_UNKNOWN"
    assert code(SUBMITTED, None) == "CHECK_INCOMPLETE"


def test_nobody_confirms_himself() -> None:
    checked = after_state(SUBMITTED, MET)
    assert code(checked, Confirmed(1), "a") == "SECOND_PERSON_NEEDED"
    confirmed = after_state(checked, Confirmed(1), "b")
    assert confirmed.ticks[1].confirmed_by == "b"
    assert decide(confirmed, Confirmed(1), RULES, by="c", now_ms=3) == ()


def test_a_new_check_needs_a_new_confirmation() -> None:
    confirmed = after_state(after_state(SUBMITTED, MET), Confirmed(1), "b")
    assert decide(confirmed, MET, RULES, by="c", now_ms=3) == ()
    changed = after_state(confirmed, NOT_MET, "c")
    assert changed.ticks[1].confirmed_by == ""
    assert code(changed, None) == "CHECK_INCOMPLETE"


def test_one_person_is_enough_where_the_rules_say_so() -> None:
    checked = after_state(after_state(SUBMITTED, MET, rules=ALONE), OTHER, rules=ALONE)
    assert after_state(checked, None, rules=ALONE).status == "eligible"
    failed = after_state(SUBMITTED, NOT_MET, rules=ALONE)
    assert after_state(failed, None, rules=ALONE).status == "not_eligible"


def test_a_mutlak_requirement_may_not_stay_open() -> None:
    open_ = after_state(SUBMITTED, Checked(1, "not_yet", "", ""), rules=ALONE)
    assert code(after_state(open_, OTHER, rules=ALONE), None, rules=ALONE) == "CHECK_INCOMPLETE"


def test_opening_a_concluded_check_takes_two_people_and_a_reason() -> None:
    done = after_state(after_state(SUBMITTED, NOT_MET, rules=ALONE), None, rules=ALONE)
    assert code(done, Reopened("sanggahan", "a"), "a") == "SECOND_PERSON_NEEDED"
    assert code(done, Reopened("sanggahan", ""), "a") == "SECOND_PERSON_NEEDED"
    assert code(done, Reopened(" ", "b"), "a") == "SELECTION_REASON_MISSING"
    assert code(SUBMITTED, Reopened("x", "b"), "a") == "CHECK_NOT_CONCLUDED"
    assert code(done, MET) == "CHECK_CONCLUDED"
    again = after_state(done, Reopened("sanggahan diterima", "b"))
    assert (again.status, again.failed) == ("submitted", ())
    assert again.ticks[1].verdict == Verdict.NOT_MET


def test_who_left_stays_out() -> None:
    gone = after_state(SUBMITTED, Withdrew("alasan keluarga"))
    assert (gone.status, gone.reason) == ("withdrawn", "alasan keluarga")
    assert decide(gone, Dropped("sakit"), RULES, by="a", now_ms=3) == ()
    assert code(gone, Submitted()) == "CANDIDATE_OUT"
    assert code(gone, MET) == "CANDIDATE_OUT"
    assert code(SUBMITTED, Withdrew(" ")) == "SELECTION_REASON_MISSING"
    assert code(Candidacy(), Withdrew("x")) == "CANDIDATE_OUT"
    assert after_state(SUBMITTED, Dropped("sakit pada hari kedua")).status == "dropped"


def test_a_repeated_click_changes_nothing() -> None:
    assert decide(SUBMITTED, Started("people"), RULES, by="a", now_ms=3) == ()
    assert decide(SUBMITTED, Submitted(), RULES, by="a", now_ms=3) == ()
    assert code(Candidacy(), Submitted()) == "CANDIDATE_OUT"


COMMANDS: st.SearchStrategy[Command | None] = st.one_of(
    st.none(),
    st.just(Started("file")),
    st.just(Submitted()),
    st.builds(
        Checked,
        st.sampled_from([1, 2, 3]),
        st.sampled_from(["met", "not_met", "not_yet"]),
        st.sampled_from(["", "x.pdf"]),
        st.sampled_from(["", "sebab"]),
    ),
    st.builds(Confirmed, st.sampled_from([1, 2])),
    st.builds(Reopened, st.sampled_from(["", "sebab"]), st.sampled_from(["a", "b"])),
    st.just(Withdrew("sebab")),
    st.just(Dropped("sebab")),
)


@given(
    st.lists(st.tuples(COMMANDS, st.sampled_from(["a", "b", "c"])), max_size=25),
    st.sampled_from([RULES, ALONE]),
)
@settings(max_examples=200, deadline=None)
def test_whatever_is_asked_the_state_is_what_the_events_say(steps: list[Any], rules: Rules) -> None:
    state, events = Candidacy(), []
    for command, by in steps:
        found = decide(state, command, rules, by=by, now_ms=1)
        if isinstance(found, Refusal):
            continue
        events += list(found)
        state = fold_on(state, found)
    assert fold(events) == state
    facts = [event.fact for event in events]
    if state.counts:
        assert any(isinstance(fact, Submitted) for fact in facts)
        assert state.ticks[1].verdict == Verdict.MET
        assert state.ticks[1].document
        if rules.two_people:
            assert all(tick.confirmed_by not in ("", tick.by) for tick in state.ticks.values())
    for place, event in enumerate(events):
        if isinstance(event.fact, Judged):
            assert any(isinstance(one.fact, Submitted) for one in events[:place])

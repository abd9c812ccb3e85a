"""Whatever anybody does in whatever order: nobody loses a post, no planner decides, nothing frozen changes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from takar.kernel.refusals import Refusal
from takar.placement.domain.scenario.codec import decode, encode, kind_of
from takar.placement.domain.scenario.events import (
    CHOICES,
    Asked,
    Body,
    Closed,
    Decided,
    Drafted,
    Event,
    Frozen,
    HandedOver,
    Solved,
    Stopped,
)
from takar.placement.domain.scenario.state import State, decide, evolve, fold
from takar.placement.domain.scenario.terms import Terms

TERMS = Terms(posts=("A", "B", "C"))
REASON = "sesuai kebutuhan organisasi"
FROZEN = Frozen(2, REASON, {"1": "B", "2": "A", "3": "C"}, {"1": "A", "2": "B", "3": ""}, ("A", "B", "C"))
HANDED = HandedOver("Wali Kota Contoh", "800/1")


def after(*steps: tuple[str, Body]) -> State:
    state = State()
    for number, (by, body) in enumerate(steps):
        found = decide(state, body, by=by, at_ms=number)
        assert not isinstance(found, Refusal), found
        for event in found:
            state = evolve(state, event)
    return state


SOLVED = (("tim", Drafted(TERMS)), ("tim", Asked()), ("tim", Solved("0" * 64, (0, 1, 2))))
HANDED_OVER = (*SOLVED, ("tim", FROZEN), ("tim", HANDED))
DECIDED = (
    *HANDED_OVER,
    ("ppk", Decided("1", "accept", "", "")),
    ("ppk", Decided("2", "accept", "", "")),
    ("ppk", Decided("3", "accept", "", "")),
)


def refused(state: State, body: Body, by: str = "ppk") -> str:
    found = decide(state, body, by=by, at_ms=99)
    assert isinstance(found, Refusal), found
    return found.code


def test_from_draft_to_closed() -> None:
    state = after(*DECIDED, ("ppk", Closed()))
    assert state.phase == "closed"
    assert state.final() == {"1": "B", "2": "A", "3": "C"}
    assert refused(state, Decided("1", "keep", "", REASON)) == "PLACEMENT_CLOSED"


def test_a_draft_changes_until_it_is_asked() -> None:
    state = after(("tim", Drafted(TERMS)), ("tim", Drafted(replace(TERMS, seed=2))))
    assert state.terms is not None
    assert state.terms.seed == 2
    solved = after(*SOLVED)
    assert refused(solved, Drafted(replace(TERMS, seed=3)), "tim") == "SCENARIO_NOT_A_DRAFT"
    assert refused(solved, Asked(), "tim") == "SCENARIO_NOT_A_DRAFT"


def test_while_solving_nothing_else_happens() -> None:
    state = after(*SOLVED[:2])
    assert refused(state, Drafted(TERMS), "tim") == "SCENARIO_BUSY"
    assert refused(state, Asked(), "tim") == "SCENARIO_BUSY"
    assert after(*SOLVED[:2], ("tim", Stopped("CANCELLED"))).phase == "draft"


def test_without_a_plan_nothing_is_frozen() -> None:
    state = after(*SOLVED[:2], ("tim", Solved("0" * 64, ())))
    assert state.phase == "infeasible"
    assert refused(state, FROZEN, "tim") == "SCENARIO_NOT_SOLVED"
    assert refused(after(*SOLVED), replace(FROZEN, point=7), "tim") == "SCENARIO_POINT_UNKNOWN"
    assert refused(after(*SOLVED), replace(FROZEN, reason=" "), "tim") == "PLACEMENT_REASON_MISSING"


def test_a_plan_that_leaves_somebody_without_a_post_is_not_frozen() -> None:
    bad = replace(FROZEN, recommended={"1": "B", "2": "", "3": "C"})
    assert refused(after(*SOLVED), bad, "tim") == "PLACEMENT_PURPOSE_LOCK"


@pytest.mark.parametrize("body", [Decided("1", "accept", "", ""), Closed()])
def test_whoever_planned_does_not_decide(body: Body) -> None:
    assert refused(after(*DECIDED), body, "tim") == "PLACEMENT_PLANNER_DECIDES"


def test_before_it_is_handed_over_nobody_decides() -> None:
    assert refused(after(*SOLVED), Decided("1", "accept", "", "")) == "SCENARIO_NOT_HANDED_OVER"
    assert refused(after(*SOLVED), HANDED, "tim") == "SCENARIO_NOT_FROZEN"
    assert (
        refused(after(*SOLVED, ("tim", FROZEN)), replace(HANDED, letter=" "), "tim")
        == "SCENARIO_LETTER_MISSING"
    )
    assert refused(after(*HANDED_OVER), HANDED, "tim") == "SCENARIO_FROZEN"
    assert refused(after(*HANDED_OVER), FROZEN, "tim") == "SCENARIO_FROZEN"


def test_departing_needs_a_reason() -> None:
    state = after(*HANDED_OVER)
    for choice in ("keep", "postpone"):
        assert refused(state, Decided("1", choice, "", "pendek")) == "PLACEMENT_REASON_MISSING"
    assert refused(state, Decided("1", "other", "", REASON)) == "PLACEMENT_DESTINATION_MISSING"
    assert refused(state, Decided("9", "accept", "", "")) == "PLACEMENT_PERSON_UNKNOWN"
    assert refused(state, Decided("1", "remove", "", REASON)) == "PLACEMENT_CHOICE_UNKNOWN"  # type: ignore[arg-type]


def test_the_file_closes_only_with_one_person_for_each_post() -> None:
    assert refused(after(*HANDED_OVER), Closed()) == "PLACEMENT_UNDECIDED"
    crowded = after(*DECIDED, ("ppk", Decided("1", "keep", "", REASON)))
    assert refused(crowded, Closed()) == "PLACEMENT_TWO_IN_ONE_POST"
    solved = after(
        *DECIDED, ("ppk", Decided("1", "keep", "", REASON)), ("ppk", Decided("2", "keep", "", REASON))
    )
    assert decide(solved, Closed(), by="ppk", at_ms=9)


def test_the_same_again_changes_nothing() -> None:
    state = after(*DECIDED)
    assert decide(state, Decided("1", "accept", "", ""), by="ppk", at_ms=9) == ()
    assert decide(after(("tim", Drafted(TERMS))), Drafted(TERMS), by="tim", at_ms=9) == ()


def test_nobody_acts_without_a_name() -> None:
    assert refused(State(), Drafted(TERMS), "") == "SCENARIO_ACTOR_MISSING"


NAMES = st.sampled_from(["tim", "tim2", "ppk", "ppk2"])
BODIES: st.SearchStrategy[Body] = st.one_of(
    st.builds(Drafted, st.sampled_from([TERMS, replace(TERMS, seed=2), replace(TERMS, posts=())])),
    st.just(Asked()),
    st.builds(Solved, st.just("0" * 64), st.sampled_from([(), (0, 1, 2)])),
    st.just(Stopped("CANCELLED")),
    st.sampled_from([FROZEN, replace(FROZEN, point=5), replace(FROZEN, recommended={})]),
    st.just(HANDED),
    st.builds(
        Decided,
        st.sampled_from(["1", "2", "3", "9"]),
        st.sampled_from(CHOICES),
        st.sampled_from(["A", "B", "C", "D", ""]),
        st.sampled_from(["", REASON]),
    ),
    st.just(Closed()),
)


STORIES = st.lists(st.tuples(NAMES, BODIES), max_size=25)


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from([(), SOLVED, HANDED_OVER, DECIDED]), STORIES)
def test_any_story_keeps_the_promises(
    beginning: tuple[tuple[str, Body], ...], story: list[tuple[str, Body]]
) -> None:
    state, events = after(*beginning), list[Event]()
    for number, (by, body) in enumerate(story):
        found = decide(state, body, by=by, at_ms=number)
        before = state
        if isinstance(found, Refusal):
            assert found.id
            assert found.en
            continue
        for event in found:
            events.append(event)
            state = evolve(state, event)
        if before.frozen:
            assert state.frozen == before.frozen
            assert state.terms == before.terms
        if before.phase == "closed":
            assert found == ()
    for event in events:
        if isinstance(event.body, Decided | Closed):
            assert event.by not in state.planners
            assert decode(kind_of(event.body), encode(event.body)) == event.body
    if state.frozen:
        final = state.final()
        assert all(final[nip] for nip, post in state.frozen.current.items() if post)
    if state.phase == "closed":
        held = [post for post in state.final().values() if post]
        assert len(held) == len(set(held))
    assert fold(events) == state or beginning

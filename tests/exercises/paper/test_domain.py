"""Two typings of one paper: what they agree on is one set of entries, nothing is lost, nobody is both."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from takar.exercises.domain.decide import Save
from takar.exercises.domain.decide import decide as save_decide
from takar.exercises.domain.scale import Scale
from takar.exercises.domain.sheet import SheetRules, SheetState
from takar.exercises.domain.sheet import fold as sheet_fold
from takar.exercises.paper.domain.carrying import DEVICE, ONLY_TICKED, entries_from
from takar.exercises.paper.domain.entering import (
    Enter,
    Entered,
    PaperState,
    Settle,
    Settled,
    decide,
    evolve,
    fold,
)
from takar.exercises.paper.domain.fields import REMARK, differences, field_names, read_fields
from takar.exercises.storage.own import _typed
from takar.kernel.refusals import Refusal

RULES = SheetRules({"M.01": frozenset({"3.1"}), "M.02": frozenset()}, Scale(Decimal(1), Decimal(5)))
NAMES = tuple(field_names(RULES))
TEXTS = st.sampled_from(["", "Menegur anggota", "menegur  Anggota", "Diam", "é", "e\u0301"])


def _possible(name: str) -> st.SearchStrategy[str]:
    if name.endswith("value"):
        return st.sampled_from(["", "1", "3", "5", "NE", "ne", "3,0"])
    if name.endswith("sign"):
        return st.sampled_from(["", "+", "-", "0"])
    if name.endswith("indicator"):
        return st.sampled_from(["", "3.1"] if name.startswith("M.01") else [""])
    return TEXTS


LEISURELY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
PAPERS = st.fixed_dictionaries({name: _possible(name) for name in NAMES})


def typed(*papers: dict[str, str], people: tuple[str, ...] = ("a", "b")) -> PaperState:
    state = PaperState()
    for who, paper in zip(people, papers, strict=True):
        event = decide(state, Enter(who, paper), RULES, frozenset({"penilai"}))
        assert not isinstance(event, Refusal), event
        state = evolve(state, event)
    return state


def refused(state: PaperState, command: Enter | Settle) -> str:
    answer = decide(state, command, RULES, frozenset({"penilai"}))
    assert isinstance(answer, Refusal), answer
    return answer.code


def on_the_sheet(state: PaperState, before: SheetState | None = None) -> SheetState:
    assert state.result is not None
    before = before or SheetState()
    entries = [_typed(one) for one in entries_from(state.result, RULES, before, state.people)]
    events = save_decide(before, Save(DEVICE, [one for one in entries if one], 0), RULES)
    assert not isinstance(events, Refusal)
    after = sheet_fold(events, before)
    assert (after.rejected, after.seqs[DEVICE]) == (0, before.seqs.get(DEVICE, 0) + len(entries))
    return after


@LEISURELY
@given(paper=PAPERS)
def test_entries_that_agree_are_one_set_of_entries(paper: dict[str, str]) -> None:
    state = typed(paper, paper)
    assert state.differing == ()
    assert state.result == read_fields(paper, RULES)[0]
    assert state.people == ("a", "b")


@LEISURELY
@given(one=PAPERS, other=PAPERS)
def test_the_order_of_typing_makes_no_difference(one: dict[str, str], other: dict[str, str]) -> None:
    first, second = typed(one, other), typed(other, one, people=("b", "a"))
    assert first.differing == second.differing
    assert first.result == second.result


@LEISURELY
@given(one=PAPERS, other=PAPERS, third=PAPERS)
def test_nothing_is_lost(one: dict[str, str], other: dict[str, str], third: dict[str, str]) -> None:
    state = typed(one, other)
    read = [read_fields(each, RULES)[0] for each in (one, other, third)]
    if state.differing:
        assert state.result is None
        settled = decide(state, Settle("c", "angka jelas", third), RULES, frozenset())
        assert isinstance(settled, Settled)
        assert {*settled.fields} == {*state.differing}
        state = evolve(state, settled)
    assert state.result is not None
    for name in NAMES:
        source = read[2] if name in differences(read[0], read[1]) else read[0]
        assert state.result[name].casefold() == source[name].casefold()


@LEISURELY
@given(paper=PAPERS)
def test_the_sheet_says_what_the_paper_says(paper: dict[str, str]) -> None:
    state = typed(paper, paper)
    fields, sheet = read_fields(paper, RULES)[0], on_the_sheet(state)
    for code in RULES.dimensions:
        assert (sheet.value(code) or "") == fields[f"{code}/value"]
        lines = [
            line
            for line in range(1, 5)
            if any(fields[f"{code}/{line}/{p}"] for p in ("text", "indicator", "sign"))
        ]
        assert len(sheet.evidence(code)) == len(lines)
        for line in lines:
            assert sheet.notes[f"kertas-{code}-{line}"].text == (fields[f"{code}/{line}/text"] or ONLY_TICKED)
    remark = sheet.remarks[""].value or ""
    assert fields[REMARK] in remark
    assert "a, b" in remark


@LEISURELY
@given(one=PAPERS, other=PAPERS)
def test_paper_counts_over_what_was_typed_before(one: dict[str, str], other: dict[str, str]) -> None:
    before = on_the_sheet(typed(one, one))
    after = on_the_sheet(typed(other, other), before)
    for code in RULES.dimensions:
        value = read_fields(other, RULES)[0][f"{code}/value"]
        assert value in ("", after.value(code))


def test_one_person_never_types_twice_and_no_rater_types() -> None:
    assert refused(typed({}, people=("a",)), Enter("a", {})) == "PAPER_SECOND_PERSON_NEEDED"
    assert refused(PaperState(), Enter("penilai", {})) == "PAPER_OUTSIDER_NEEDED"
    assert refused(typed({}, {}), Enter("c", {})) == "PAPER_TYPED_TWICE_ALREADY"
    assert (
        refused(typed({}, {REMARK: "x"}), Settle("penilai", "lihat", {REMARK: "x"}))
        == "PAPER_OUTSIDER_NEEDED"
    )


@pytest.mark.parametrize(
    "paper",
    [
        {"M.01/value": "6"},
        {"M.01/value": "2,5"},
        {"M.01/1/sign": "?"},
        {"M.02/1/indicator": "3.1"},
        {"M.99/value": "3"},
        {REMARK: "x" * 20_001},
    ],
)
def test_what_the_form_has_no_place_for_is_refused(paper: dict[str, str]) -> None:
    assert refused(PaperState(), Enter("a", paper)) == "PAPER_FIELD_WRONG"


def test_settling_needs_a_difference_a_reason_and_every_field() -> None:
    differing = typed({"M.01/value": "3"}, {"M.01/value": "4"})
    assert refused(typed({}, {}), Settle("c", "lihat", {})) == "PAPER_NOTHING_TO_SETTLE"
    assert refused(differing, Settle("c", " ", {"M.01/value": "3"})) == "PAPER_REASON_MISSING"
    assert refused(differing, Settle("c", "lihat", {})) == "PAPER_FIELD_WRONG"
    assert refused(differing, Settle("c", "lihat", {"M.01/value": "9"})) == "PAPER_FIELD_WRONG"
    done = decide(differing, Settle("c", "lihat", {"M.01/value": "4"}), RULES, frozenset())
    assert isinstance(done, Settled)
    assert (
        refused(evolve(differing, done), Settle("d", "lihat", {"M.01/value": "4"}))
        == "PAPER_NOTHING_TO_SETTLE"
    )


def test_before_the_second_typing_nothing_is_known() -> None:
    one = fold([Entered("a", {"M.01/value": "3"})])
    assert (one.differing, one.result, fold([]).result) == ((), None, None)

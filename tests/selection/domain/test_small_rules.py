"""Panel composition, conflicts seen from data, hints beside ticks, questions with anchors."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takar.selection.domain.composition import PanelRules, Seat, lacks
from takar.selection.domain.conflicts import Person, Served, seen, within
from takar.selection.domain.hints import EDUCATION, GOLONGAN, Known, condition_fault, hint
from takar.selection.domain.questions import DEFAULT_ANCHORS, fault, form
from takar.selection.domain.words import ConflictKind, Verdict

RULES = PanelRules(5, 9, 45, 1, {"teknis": "Ruang teknis"})
TODAY = date(2026, 9, 9)
CANDIDATE = Person("2" * 18, "Dinas A / Bidang B", "administrator")


def seats(count: int, internal: int = 0, heads: int = 1, rooms: tuple[str, ...] = ("teknis",)) -> list[Seat]:
    return [Seat(f"u{place}", place < internal, place < heads, rooms) for place in range(count)]


@pytest.mark.parametrize(
    ("panel", "codes"),
    [
        (seats(5, 2), []),
        (seats(9, 4), []),
        (seats(4), ["PANEL_SIZE", "PANEL_EVEN"]),
        (seats(6), ["PANEL_EVEN"]),
        (seats(11), ["PANEL_SIZE"]),
        (seats(5, 3), ["PANEL_INTERNAL"]),
        (seats(9, 5), ["PANEL_INTERNAL"]),
        (seats(5, heads=0), ["PANEL_HEAD"]),
        (seats(5, heads=2), ["PANEL_HEAD"]),
        (seats(5, rooms=()), ["ROOM_RATERS"]),
        ([], ["PANEL_SIZE", "ROOM_RATERS"]),
    ],
)
def test_the_composition_is_told_in_sentences(panel: list[Seat], codes: list[str]) -> None:
    found = lacks(panel, RULES)
    assert [one.code for one in found] == codes
    assert all(one.sentence("id") and one.sentence("en") and one.id != one.en for one in found)


@given(st.integers(0, 12), st.integers(0, 12))
def test_a_panel_without_lacks_keeps_every_rule(count: int, internal: int) -> None:
    if not lacks(seats(count, internal), RULES):
        assert count in (5, 7, 9)
        assert min(internal, count) * 100 <= 45 * count


@pytest.mark.parametrize(
    ("unit", "wider", "inside"),
    [
        ("Dinas A / Bidang B", "Dinas A", True),
        ("dinas a/bidang b", "Dinas A / Bidang B", True),
        ("Dinas A", "Dinas A / Bidang B", False),
        ("Dinas Ab", "Dinas A", False),
        ("Dinas A", "", False),
        ("", "Dinas A", False),
    ],
)
def test_within_a_unit(unit: str, wider: str, inside: bool) -> None:
    assert within(unit, wider) is inside


def kinds(member: Person, *history: Served, years: int = 2) -> list[ConflictKind]:
    return [one.kind for one in seen(member, history, CANDIDATE, TODAY, years)]


def test_conflicts_that_the_data_show() -> None:
    nothing = Person("1" * 18, "Universitas Contoh")
    assert kinds(nothing) == []
    assert kinds(Person("1" * 18, "Dinas A / Bidang B")) == [ConflictKind.SAME_UNIT]
    assert kinds(Person("1" * 18, "Dinas A", "jpt_pratama")) == [
        ConflictKind.SAME_UNIT,
        ConflictKind.SUPERIOR,
    ]
    assert kinds(Person("1" * 18, "Dinas C", "jpt_pratama")) == []
    assert kinds(Person("1" * 18, "Dinas A", "fungsional")) == [ConflictKind.SAME_UNIT]


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (None, [ConflictKind.SUPERIOR]),
        (date(2026, 1, 1), [ConflictKind.FORMER_SUPERIOR]),
        (date(2024, 9, 9), [ConflictKind.FORMER_SUPERIOR]),
        (date(2024, 9, 8), []),
        (date(2020, 1, 1), []),
    ],
)
def test_a_former_superior_is_one_for_two_years(last: date | None, expected: list[ConflictKind]) -> None:
    outside = Person("1" * 18, "Universitas Contoh")
    assert kinds(outside, Served("Dinas A", date(2015, 1, 1), last, led=True)) == expected


def test_who_did_not_lead_or_has_not_begun_is_no_superior() -> None:
    outside = Person("1" * 18, "Universitas Contoh")
    assert kinds(outside, Served("Dinas A", date(2015, 1, 1), None, led=False)) == []
    assert kinds(outside, Served("Dinas A", date(2027, 1, 1), None, led=True)) == []
    assert kinds(outside, Served("Dinas C", date(2015, 1, 1), None, led=True)) == []


KNOWN = Known(date(1970, 9, 9), "IV/a", "D4", date(2024, 9, 10), "administrator")


@pytest.mark.parametrize(
    ("condition", "verdict"),
    [
        ({"fact": "age", "most": 56}, Verdict.MET),
        ({"fact": "age", "most": 55}, Verdict.NOT_MET),
        ({"fact": "years_in_post", "least": 1}, Verdict.MET),
        ({"fact": "years_in_post", "least": 2}, Verdict.NOT_MET),
        ({"fact": "golongan", "least": "IV/a"}, Verdict.MET),
        ({"fact": "golongan", "least": "IV/b"}, Verdict.NOT_MET),
        ({"fact": "education", "least": "S1"}, Verdict.MET),
        ({"fact": "education", "least": "S2"}, Verdict.NOT_MET),
        ({"fact": "job_class", "one_of": ["administrator"]}, Verdict.MET),
        ({"fact": "job_class", "one_of": ["jpt_pratama"]}, Verdict.NOT_MET),
    ],
)
def test_what_the_data_say(condition: dict[str, Any], verdict: Verdict) -> None:
    assert not condition_fault(condition)
    found = hint(condition, KNOWN, TODAY)
    assert found is not None
    assert found.verdict == verdict
    unknown = hint(condition, Known(), TODAY)
    assert unknown is not None
    assert unknown.verdict == Verdict.NOT_YET


def test_a_birthday_decides() -> None:
    born = Known(birth_date=date(1970, 9, 10))
    found = hint({"fact": "age", "most": 55}, born, TODAY)
    assert found is not None
    assert found.verdict == Verdict.MET
    assert "usia 55 tahun" in found.why.id


def test_without_a_condition_nothing_is_said() -> None:
    assert hint({}, KNOWN, TODAY) is None
    assert not condition_fault({})


@pytest.mark.parametrize(
    "condition",
    [
        {"fact": "height", "least": 1},
        {"fact": "age"},
        {"fact": "age", "most": "56"},
        {"fact": "age", "most": True},
        {"fact": "golongan", "least": "V/a"},
        {"fact": "education", "least": "S9"},
        {"fact": "job_class", "one_of": []},
        {"fact": "job_class", "one_of": "administrator"},
        {"fact": "age", "most": 56, "why": "x"},
    ],
)
def test_a_condition_that_cannot_be_read_is_refused(condition: dict[str, Any]) -> None:
    assert condition_fault(condition)


@given(
    st.sampled_from(GOLONGAN),
    st.sampled_from(GOLONGAN),
    st.sampled_from(EDUCATION),
    st.sampled_from(EDUCATION),
)
def test_ladders_are_monotone(have: str, least: str, school: str, asked: str) -> None:
    found = hint({"fact": "golongan", "least": least}, Known(golongan=have), TODAY)
    assert found is not None
    assert (found.verdict == Verdict.MET) == (GOLONGAN.index(have) >= GOLONGAN.index(least))
    other = hint({"fact": "education", "least": asked}, Known(education=school), TODAY)
    assert other is not None
    if EDUCATION.index(school) >= EDUCATION.index(asked):
        assert other.verdict == Verdict.MET


ASKED = [{"code": "1", "text": "Apa?", "looks_for": ["contoh"]}]


@pytest.mark.parametrize(
    ("questions", "anchors", "bad"),
    [
        (ASKED, DEFAULT_ANCHORS, False),
        ([], DEFAULT_ANCHORS, True),
        ([{"code": "1", "text": " "}], DEFAULT_ANCHORS, True),
        ([{"code": "", "text": "Apa?"}], DEFAULT_ANCHORS, True),
        ([*ASKED, *ASKED], DEFAULT_ANCHORS, True),
        (ASKED, DEFAULT_ANCHORS[:-1], True),
        (ASKED, [{"from": 0, "to": 40, "text": "a"}, {"from": 50, "to": 100, "text": "b"}], True),
        (ASKED, [{"from": 0, "to": 100, "text": ""}], True),
        (ASKED, [{"from": "0", "to": 100, "text": "a"}], True),
        (ASKED, [{"from": 0, "to": 101, "text": "a"}], True),
        (ASKED, [], True),
    ],
)
def test_questions_need_anchors_over_the_whole_scale(questions: Any, anchors: Any, bad: bool) -> None:
    assert fault(questions, anchors, 100) is bad


def test_the_form_of_a_sheet() -> None:
    made = form(ASKED, DEFAULT_ANCHORS, most=100, decimals=2, standard="80")
    assert made["scale"] == {"least": "0", "most": "100", "decimals": 2}
    [dimension] = made["dimensions"]  # type: ignore[misc]
    assert isinstance(dimension, dict)
    assert (dimension["standard"], dimension["indicators"]) == ("80", [{"code": "1.1", "text": "contoh"}])
    assert list(dimension["anchors"])[-1] == "90-100"  # type: ignore[call-overload]

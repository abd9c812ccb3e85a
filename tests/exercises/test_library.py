"""The library: what is written can be read back, what is used never changes, and there is an example of each kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from takar.accounts.models import Change
from takar.exercises.actions.freeze_exercise import freeze_exercise
from takar.exercises.actions.load_shipped_exercises import load_shipped_exercises
from takar.exercises.actions.write_exercise import write_exercise
from takar.exercises.domain.exercise import KINDS, ExerciseDraft, draft_fault
from takar.exercises.domain.materials import materials_text, read_materials
from takar.exercises.domain.round_rules import rules_fault
from takar.exercises.library.instruments import instrument_from
from takar.exercises.library.reading import exercise, exercises, versions
from takar.exercises.library.shipped import english_titles, shipped
from takar.exercises.models import Exercise
from takar.kernel.refusals import Refusal
from takar.standards.public import COMPETENCY_CODES, load_shipped_standards

KNOWN = frozenset(COMPETENCY_CODES)
DRAFT = ExerciseDraft(
    "kasus-a", "case_analysis", "Kasus A", 10, 60, "Bacalah.", "Amati.", ({"title": "Lampiran", "text": "Isi"},), ("M.01",)
)  # fmt: skip
LETTER = {"id": "1", "from": "Dinas", "subject": "Data", "day": "Senin", "text": "Mohon."}


def parts(refusal: Refusal | None) -> object:
    assert refusal is not None
    assert refusal.code == "EXERCISE_INCOMPLETE"
    return refusal.data["parts"]


def test_an_example_of_every_kind_is_complete() -> None:
    assert sorted(one.kind for one in shipped()) == sorted(KINDS)
    assert [draft_fault(one, KNOWN) for one in shipped()] == [None] * len(KINDS)
    assert set(english_titles()) == {one.code for one in shipped()}


def test_what_is_missing_is_named() -> None:
    assert draft_fault(DRAFT, KNOWN) is None
    assert parts(draft_fault(replace(DRAFT, title=" ", for_assessor=""), KNOWN)) == ["title", "for_assessor"]
    assert parts(draft_fault(replace(DRAFT, kind="sulap"), KNOWN)) == ["kind"]
    for change in ({"minutes": 0}, {"minutes": 481}, {"preparation": -1}, {"preparation": 481}):
        assert parts(draft_fault(replace(DRAFT, **change), KNOWN)) == ["minutes"]  # type: ignore[arg-type]
    wrong: list[tuple[tuple[str, ...], list[str]]] = [
        ((), ["competencies"]),
        (("M.99",), ["competencies", "M.99"]),
        (("M.01", "M.01"), ["competencies"]),
    ]
    for codes, found in wrong:
        assert parts(draft_fault(replace(DRAFT, competencies=codes), KNOWN)) == found
    assert parts(draft_fault(replace(DRAFT, materials=({"title": "", "text": "Isi"},)), KNOWN)) == [
        "materials"
    ]


@pytest.mark.parametrize("letters", [(), ({**LETTER, "subject": ""},), (LETTER, LETTER)])
def test_an_in_basket_has_letters_with_numbers_of_their_own(letters: tuple[dict[str, str], ...]) -> None:
    assert parts(draft_fault(replace(DRAFT, kind="in_basket", materials=letters), KNOWN)) == ["materials"]
    assert draft_fault(replace(DRAFT, kind="in_basket", materials=(LETTER,)), KNOWN) is None


WORD = st.text("abcdefg ABC.,:-", min_size=1, max_size=30).map(str.strip).filter(bool)


@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.fixed_dictionaries({"title": WORD, "text": WORD}), max_size=5))
def test_parts_survive_being_typed(found: list[dict[str, str]]) -> None:
    assert list(read_materials(materials_text(found), letters=False)) == found


@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.fixed_dictionaries(dict.fromkeys(("id", "from", "subject", "day", "text"), WORD)), max_size=5))  # fmt: skip
def test_letters_survive_being_typed(found: list[dict[str, str]]) -> None:
    assert list(read_materials(materials_text(found), letters=True)) == found


def test_text_before_the_first_heading_is_not_lost() -> None:
    assert read_materials("awal\r\n== B ==\r\nisi", letters=False) == (
        {"title": "", "text": "awal"}, {"title": "B", "text": "isi"},
    )  # fmt: skip


@pytest.mark.database
@pytest.mark.django_db
class TestLibrary:
    @pytest.fixture(autouse=True)
    def standards(self) -> None:
        load_shipped_standards()

    def test_the_examples_are_loaded_once_and_never_over_a_changed_one(self) -> None:
        added = load_shipped_exercises("penulis")
        assert isinstance(added, tuple)
        assert len(added) == len(KINDS)
        assert write_exercise(replace(shipped()[0], title="Milik kami"), actor="penulis") == (
            shipped()[0].code,
            1,
        )
        assert load_shipped_exercises("penulis") == ()
        found = exercise(shipped()[0].code)
        assert found is not None
        assert found.draft.title == "Milik kami"
        assert len(exercises()) == len(KINDS)

    def test_no_example_without_a_dictionary(self) -> None:
        done = load_shipped_exercises("penulis", clock=lambda: datetime(2015, 1, 1, tzinfo=UTC))
        assert isinstance(done, Refusal)

    def test_what_is_used_stays_and_a_change_makes_a_version(self) -> None:
        assert write_exercise(DRAFT, actor="penulis", fresh=True) == ("kasus-a", 1)
        assert write_exercise(replace(DRAFT, minutes=61), actor="penulis") == ("kasus-a", 1)
        assert freeze_exercise("kasus-a", 1, actor="penulis") is None
        assert freeze_exercise("kasus-a", 1, actor="penulis") is None
        before = exercise("kasus-a", 1)
        assert write_exercise(replace(DRAFT, minutes=90), actor="penulis") == ("kasus-a", 2)
        assert exercise("kasus-a", 1) == before
        assert [(one.version, one.frozen, one.draft.minutes) for one in versions("kasus-a")] == [
            (2, False, 90), (1, True, 61),
        ]  # fmt: skip
        assert [one.version for one in exercises()] == [2]
        assert Change.objects.filter(action="exercise.freeze").count() == 1
        assert Change.objects.filter(action="exercise.write").count() == 3

    def test_refusals(self) -> None:
        write_exercise(DRAFT, actor="penulis")
        taken = write_exercise(DRAFT, actor="penulis", fresh=True)
        assert isinstance(taken, Refusal)
        assert taken.code == "EXERCISE_CODE_TAKEN"
        assert isinstance(write_exercise(replace(DRAFT, title=""), actor="penulis"), Refusal)
        unknown = freeze_exercise("kasus-a", 7, actor="penulis")
        assert unknown is not None
        assert unknown.code == "EXERCISE_UNKNOWN"
        assert exercise("tidak-ada") is None
        assert Exercise.objects.count() == 1

    def test_an_exercise_becomes_an_instrument_with_the_anchors_of_its_day(self) -> None:
        load_shipped_exercises("penulis")
        found = exercise("wawancara-kompetensi")
        assert found is not None
        made = instrument_from(
            found, required={"M.01": 3}, on=date(2026, 11, 22), component="pusat-penilaian"
        )
        rules = {"components": [{"code": "pusat-penilaian", "weight": "100"}], "instruments": [made]}
        assert rules_fault(rules) is None
        form = made["form"]
        assert isinstance(form, dict)
        (first, second, *_rest) = form["dimensions"]  # type: ignore[misc]
        assert (first["standard"], second["standard"]) == ("3", "")  # type: ignore[index, call-overload]
        assert len(first["anchors"]) == 5  # type: ignore[index, call-overload, arg-type]
        assert len(first["indicators"]) == 15  # type: ignore[index, call-overload, arg-type]

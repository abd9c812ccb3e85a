"""What a cell of requirements may hold, and when a holder retires."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takar.positions.domain.requirements import KIND_WORDS, key_of, parse_values, said, written
from takar.positions.domain.retirement import Duty, born_on, day_out
from takar.positions.domain.values import Requirement, RequirementKind
from takar.standards.domain.retirement_rules import RetirementRules
from takar.standards.shipped import FOLDER, shipped_standard


@pytest.mark.parametrize(
    ("kind", "text", "values"),
    [
        ("golongan_least", "Penata Tk. I (III/d)", ("III/d",)),
        ("golongan_least", "tinggi", None),
        ("education_least", "S-1", ("S1",)),
        ("education_least", "S1; S2", None),
        ("fields_of_study", "Hukum;  Ekonomi ;", ("Hukum", "Ekonomi")),
        ("fields_of_study", " ; ", None),
        ("family_years_least", "Keuangan; 5 tahun", ("Keuangan", "5")),
        ("family_years_least", "Keuangan", None),
        ("class_years_least", "Jabatan Administrator; 2", ("administrator", "2")),
        ("class_years_least", "Raja; 2", None),
        ("served_class", "administrator; Fungsional", ("administrator", "fungsional")),
        ("served_class", "administrator; Raja", None),
        ("training", "PKA", ("PKA",)),
        ("age_most", "56 tahun", ("56",)),
        ("age_most", "5", None),
        ("predicate_least", "Baik", ("baik", "1")),
        ("predicate_least", "Baik; 2", ("baik", "2")),
        ("predicate_least", "Lumayan; 2", None),
        ("no_discipline", "sedang", ("sedang", "2")),
        ("jpm_least", "80,5 %", ("80.5",)),
        ("jpm_least", "0", None),
        ("level_least", "m.01; 4", ("M.01", "4")),
        ("level_least", "M.01; 6", None),
        ("licence", "Sertifikat PBJ", ("Sertifikat PBJ",)),
        ("other", "", ()),
    ],
)
def test_values_suit_their_kind(kind: str, text: str, values: tuple[str, ...] | None) -> None:
    assert parse_values(kind, text) == values


@pytest.mark.parametrize("kind", [kind for kind in RequirementKind if KIND_WORDS[kind][3]])
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_example_is_read_and_said_in_both_languages(kind: RequirementKind, language: str) -> None:
    values = parse_values(kind, KIND_WORDS[kind][3])
    assert values
    asked = Requirement(kind, "mutlak", values)
    assert parse_values(kind, written(asked)) == values
    assert KIND_WORDS[kind][0 if language == "id" else 1] in said(asked, language)
    assert said(Requirement(kind, "mutlak", values, "Bunyi"), language) == "Bunyi"


@given(st.sampled_from(list(RequirementKind)), st.text(max_size=40))
def test_whatever_is_read_is_read_again_the_same(kind: RequirementKind, text: str) -> None:
    values = parse_values(kind, text)
    if values is not None:
        asked = Requirement(kind, "penting", values)
        again = parse_values(kind, written(asked))
        assert again == values
        assert len(key_of(kind, values, "")) <= 300


def test_one_of_a_kind_has_one_key_and_several_have_their_own() -> None:
    assert key_of("education_least", ("S1",), "") == key_of("education_least", ("S2",), "")
    assert key_of("level_least", ("M.01", "4"), "") == key_of("level_least", ("M.01", "3"), "")
    assert key_of("level_least", ("M.01", "4"), "") != key_of("level_least", ("M.02", "4"), "")
    assert key_of("other", (), "Sehat  jasmani") == "sehat jasmani"


RETIREMENT = shipped_standard(FOLDER / "retirement-batas-usia-pensiun-2023.1.toml")


@pytest.mark.parametrize(
    ("held", "listed", "day"),
    [
        (Duty("pengawas"), Duty("jpt_pratama"), date(2028, 2, 1)),
        (Duty("fungsional", "ahli_madya"), Duty("fungsional", "ahli_muda"), date(2030, 2, 1)),
        # Where the position tells no level, the personnel list does, as long as it speaks of the same class.
        (Duty("fungsional"), Duty("fungsional", "ahli_utama"), date(2035, 2, 1)),
        (Duty("fungsional"), Duty("pelaksana", ""), date(2028, 2, 1)),
        (Duty(), Duty("fungsional", "ahli_madya"), date(2030, 2, 1)),
        (Duty(), Duty(), None),
    ],
)
def test_the_post_held_decides_and_the_list_where_it_tells_nothing(
    held: Duty, listed: Duty, day: date | None
) -> None:
    assert isinstance(RETIREMENT, RetirementRules)
    assert day_out(RETIREMENT, date(1970, 1, 5), held, listed) == day
    assert day_out(RETIREMENT, None, held, listed) is None


def test_the_birth_date_is_in_the_nip() -> None:
    assert born_on("197001051995031001") == date(1970, 1, 5)
    assert born_on("197013051995031001") is None

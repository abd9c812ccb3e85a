"""Requirements on their edges: met, not met, or not known; facts from what the registers tell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from takar.careers.public import Discipline, Education, History, Predicate, Profile, Served, Training
from takar.people.public import Career
from takar.positions.domain.eligibility.fact_table import fact_table
from takar.positions.domain.eligibility.facts import Facts, Stay
from takar.positions.domain.eligibility.judging import (
    KINDS,
    MET,
    UNKNOWN,
    UNMET,
    anniversary,
    judged,
    number_in,
    years_served,
)
from takar.positions.domain.eligibility.records import facts_from
from takar.positions.domain.eligibility.scales import (
    discipline_rank,
    education_rank,
    golongan_rank,
    predicate_rank,
)
from takar.positions.domain.values import Position, Requirement, RequirementKind

DAY = date(2026, 3, 1)
NIP = "197001051995031001"
POST = Position("A", "", "", "", "administrator", "", "keuangan", (), (), "", False, False, None, None)


def asked(kind: str, *values: str) -> Requirement:
    return Requirement(kind, "mutlak", values)


def state(kind: str, values: tuple[str, ...], facts: Facts) -> int:
    return int(judged(asked(kind, *values), POST, fact_table([facts]), DAY).state[0])


def stay(family: str, start: date, end: date | None = None, job: str = "administrator") -> Stay:
    return Stay(job, family, start, end)


@pytest.mark.parametrize(
    ("kind", "values", "facts", "expected"),
    [
        ("golongan_least", ("IV/a",), Facts("1", golongan="IV/a"), MET),
        ("golongan_least", ("41",), Facts("1", golongan="III/d"), UNMET),
        ("golongan_least", ("IV/a",), Facts("1"), UNKNOWN),
        ("golongan_least", ("IV/a",), Facts("1", golongan="IX"), UNKNOWN),
        ("golongan_least", ("tinggi",), Facts("1", golongan="IV/e"), UNKNOWN),
        ("education_least", ("S1",), Facts("1", education=(("S-2", "Hukum"),)), MET),
        ("education_least", ("S1",), Facts("1", education=(("D-III", ""),)), UNMET),
        ("education_least", ("S1",), Facts("1"), UNKNOWN),
        ("fields_of_study", ("hukum",), Facts("1", education=(("S-1", "Ilmu  HUKUM"),)), MET),
        ("fields_of_study", ("hukum",), Facts("1", education=(("S-1", "Ekonomi"),)), UNMET),
        ("fields_of_study", ("hukum",), Facts("1", education=(("S-1", ""),)), UNKNOWN),
        ("fields_of_study", ("hukum",), Facts("1", education=(("S-2", "Hukum"), ("S-1", ""))), MET),
        ("fields_of_study", ("hukum",), Facts("1", education=()), UNMET),
        ("fields_of_study", (), Facts("1", education=(("S-1", "Ekonomi"),)), UNKNOWN),
        ("training", ("PKN",), Facts("1", trainings=("PKN Tingkat II",)), MET),
        ("training", ("PKN",), Facts("1", trainings=()), UNMET),
        ("licence", ("CPA",), Facts("1"), UNKNOWN),
        ("family_years_least", ("keuangan", "5"), Facts("1", stays=(stay("Keuangan", date(2020, 1, 1)),)), MET),
        ("family_years_least", ("5",), Facts("1", stays=(stay("keuangan", date(2022, 1, 1)),)), UNMET),
        ("family_years_least", ("keuangan",), Facts("1", stays=(stay("keuangan", date(2020, 1, 1)),)), UNKNOWN),
        ("family_years_least", ("5",), Facts("1", present=stay("", date(2001, 1, 1))), UNKNOWN),
        ("class_years_least", ("2",), Facts("1", present=stay("", date(2022, 1, 1))), MET),
        ("class_years_least", ("2",), Facts("1", present=stay("", date(2025, 6, 1))), UNKNOWN),
        ("class_years_least", ("pengawas", "2"), Facts("1", stays=(stay("", date(2019, 1, 1)),)), UNMET),
        ("served_class", ("administrator",), Facts("1", stays=(stay("", date(2019, 1, 1), date(2020, 1, 1)),)), MET),
        ("served_class", ("administrator",), Facts("1", stays=(stay("", date(2027, 1, 1)),)), UNMET),
        ("served_class", ("administrator",), Facts("1", "administrator"), MET),
        ("served_class", ("administrator",), Facts("1", "administrator", stays=(stay("", DAY, job="pengawas"),)), MET),
        ("served_class", ("jpt_pratama",), Facts("1", "administrator"), UNKNOWN),
        ("served_class", (), Facts("1", stays=()), UNKNOWN),
        ("age_most", ("56",), Facts("1", born=date(1969, 3, 2)), MET),
        ("age_most", ("56",), Facts("1", born=date(1969, 3, 1)), UNMET),
        ("age_most", ("muda",), Facts("1", born=date(1990, 1, 1)), UNKNOWN),
        ("predicate_least", ("baik", "2"), Facts("1", predicates=((2024, "baik"), (2025, "sangat_baik"))), MET),
        ("predicate_least", ("baik", "2"), Facts("1", predicates=((2025, "kurang"),)), UNMET),
        ("predicate_least", ("baik", "2"), Facts("1", predicates=((2025, "baik"),)), UNKNOWN),
        ("no_discipline", ("sedang", "2"), Facts("1", discipline=(("none", DAY, None),)), MET),
        ("no_discipline", ("sedang", "2"), Facts("1", discipline=(("berat", date(2023, 1, 1), date(2025, 1, 1)),)), UNMET),
        ("no_discipline", ("sedang", "2"), Facts("1", discipline=(("ringan", date(2026, 1, 1), None),)), MET),
        ("no_discipline", (), Facts("1"), UNKNOWN),
        ("jpm_least", ("68",), Facts("1", jpm=68.0), MET),
        ("jpm_least", ("68",), Facts("1", jpm=67.99), UNMET),
        ("jpm_least", (), Facts("1", jpm=99.0), UNKNOWN),
        ("level_least", ("M.01", "3"), Facts("1", levels={"M.01": 3.0}), MET),
        ("level_least", ("M.01", "3"), Facts("1", levels={"M.02": 3.0}), UNKNOWN),
        ("other", (), Facts("1"), UNKNOWN),
        ("new kind", (), Facts("1"), UNKNOWN),
    ],
)  # fmt: skip
def test_every_kind_on_its_edges(kind: str, values: tuple[str, ...], facts: Facts, expected: int) -> None:
    assert state(kind, values, facts) == expected


def test_years_count_in_proportion() -> None:
    facts = Facts("1", stays=(stay("keuangan", date(2023, 3, 1)),))
    found = judged(asked("family_years_least", "5"), POST, fact_table([facts]), DAY)
    assert found.share[0] == pytest.approx(0.6, abs=0.001)


def test_words_of_the_register_become_ranks() -> None:
    assert [golongan_rank(one) for one in ("III/d", "iv a", "34", "99", "", None)] == [34, 41, 34, 0, 0, 0]
    assert [education_rank(one) for one in ("S-1/Sarjana", "D-IV", "S2", "SLTA", "?", None)] == [
        7,
        7,
        8,
        3,
        0,
        0,
    ]
    assert (anniversary(date(2024, 2, 29), 1), anniversary(date(2024, 2, 29), 4)) == (
        date(2025, 2, 28),
        date(2028, 2, 29),
    )
    assert (number_in(("a", "3,5")), number_in(("a",))) == (3.5, None)


def test_predicates_and_penalties_are_ordered() -> None:
    words = ("sangat_kurang", "kurang", "butuh_perbaikan", "baik", "Sangat Baik", "lain")
    assert [predicate_rank(one) for one in words] == [1, 1, 2, 3, 4, 0]
    assert [discipline_rank(one) for one in ("none", "ringan", "sedang", "berat")] == [0, 1, 2, 3]


def test_every_kind_of_a_position_can_be_judged_or_is_for_a_person() -> None:
    assert set(KINDS) == {kind.value for kind in RequirementKind}


def test_a_requirement_is_judged_for_everybody_at_once() -> None:
    table = fact_table([Facts("1", golongan="IV/a"), Facts("2", golongan="III/d"), Facts("3")])
    found = judged(asked("golongan_least", "IV/a"), POST, table, DAY)
    assert found.state.tolist() == [MET, UNMET, UNKNOWN]
    assert judged(asked("golongan_least", "IV/a"), POST, fact_table([]), DAY).state.tolist() == []


def test_years_are_told_for_the_kinds_that_count_them() -> None:
    table = fact_table([Facts("1", stays=(stay("keuangan", date(2024, 3, 1)),))])
    for kind in ("family_years_least", "class_years_least"):
        found = years_served(asked(kind, "5"), POST, table, DAY)
        assert found is not None
        assert found[0] == pytest.approx(2.0, abs=0.01)
    assert years_served(asked("family_years_least", "keuangan"), POST, table, DAY) is None
    assert years_served(asked("age_most", "56"), POST, table, DAY) is None


def career(**told: Any) -> Career:
    return replace(Career(NIP, date(1970, 1, 5), "IV/a", "S3", date(2020, 1, 1), "administrator", ""), **told)


def test_facts_are_what_the_registers_tell_and_an_empty_one_tells_nothing() -> None:
    nothing = facts_from(NIP, None, None, None)
    assert nothing == Facts(NIP)
    assert facts_from(NIP, None, History(NIP), None) == nothing
    listed = facts_from(NIP, career(golongan="", education="", post_since=None), None, None, "J-1", DAY)
    assert listed == Facts(NIP, "administrator", "J-1", born=date(1970, 1, 5), retires_on=DAY)


def test_facts_of_a_whole_record() -> None:
    history = History(
        NIP,
        predicates=(Predicate(2025, "baik"),),
        education=(Education("S1", "Hukum", 1993),),
        trainings=(Training("PKN", "", date(2020, 1, 1)),),
        posts=(Served("Camat", "administrator", "U", "pemerintahan", date(2018, 1, 1)),),
        discipline=(Discipline("none", date(2025, 1, 1)),),
    )
    profile = Profile(NIP, (("M.01", Decimal(3)),), date(2025, 1, 1), "import", jpm=Decimal("81.5"))
    found = facts_from(NIP, career(), history, profile)
    # The higher of what a diploma and the personnel list tell counts.
    assert state("education_least", ("S3",), found) == MET
    assert state("fields_of_study", ("hukum",), found) == MET
    assert found.stays == (Stay("administrator", "pemerintahan", date(2018, 1, 1), None, "Camat"),)
    assert (found.trainings, found.predicates) == (("PKN",), ((2025, "baik"),))
    assert state("no_discipline", ("ringan", "2"), found) == MET
    assert (found.jpm, dict(found.levels)) == (81.5, {"M.01": 3.0})

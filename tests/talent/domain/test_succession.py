from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from takar.careers.public import Discipline, Education, Predicate, Served
from takar.positions.public import Requirement
from takar.talent.domain.development import months_later, proposals
from takar.talent.domain.eligible import Candidate, Checked, check
from takar.talent.domain.succession import Group, group_of, in_order, successor
from takar.talent.domain.values import Facts
from tests.talent.people import NIP, ON, RULES, STANDARD, facts, history

SURE = tuple(1.0 if at == 8 else 0.0 for at in range(9))


def candidate(told: Facts | None = None, **known: Any) -> Candidate:
    return Candidate(
        **{
            "facts": told or facts(),
            "golongan": "IV/a",
            "born": date(1970, 1, 5),
            "job_class": "administrator",
            **known,
        }
    )


def asked(kind: str, *values: str, weight: str = "mutlak") -> tuple[Requirement, ...]:
    return (Requirement(kind, weight, values, kind),)


@pytest.mark.parametrize(
    ("kind", "values", "known", "answer"),
    [
        ("golongan_least", ("IV/a",), {}, True),
        ("golongan_least", ("IV/b",), {}, False),
        ("golongan_least", ("IV/b",), {"golongan": "IX"}, None),
        ("education_least", ("S1",), {}, True),
        ("education_least", ("S3",), {}, False),
        ("education_least", ("S1",), {"told": Facts(NIP, None, None)}, None),
        ("education_least", ("Sarjana",), {}, None),
        ("served_class", ("administrator", "pengawas"), {}, True),
        ("served_class", ("jpt_pratama",), {}, False),
        ("served_class", ("jpt_pratama",), {"job_class": ""}, None),
        ("age_most", ("56",), {}, True),
        ("age_most", ("55",), {}, False),  # 56 on this very day
        ("age_most", ("55",), {"born": date(1970, 1, 6)}, True),
        ("age_most", ("56",), {"born": None}, None),
        ("class_years_least", ("administrator", "2"), {}, None),
        ("predicate_least", ("baik", "2"), {}, True),
        ("predicate_least", ("sangat_baik", "2"), {}, False),
        ("predicate_least", ("baik", "3"), {}, None),
        ("predicate_least", ("sangat_baik",), {}, True),
        ("no_discipline", ("sedang", "2"), {}, None),
        ("level_least", ("M.01", "3"), {}, True),
        ("level_least", ("M.01", "4"), {}, False),
        ("level_least", ("T.01", "1"), {}, None),
        ("other", (), {}, None),
    ],
)
def test_each_requirement_is_met_or_not_or_for_a_person_to_check(
    kind: str, values: tuple[str, ...], known: dict[str, Any], answer: bool | None
) -> None:
    found = check(candidate(**known), asked(kind, *values), ON)
    assert (bool(found.unmet), bool(found.to_check)) == (answer is False, answer is None)


def test_what_is_only_important_is_not_judged_here() -> None:
    assert check(candidate(), asked("education_least", "S3", weight="penting"), ON) == Checked()


def test_years_in_a_class_and_discipline_from_the_history() -> None:
    told = facts(history=history(
        posts=(Served("A", "administrator", "U", "", date(2022, 1, 5), date(2023, 1, 5)),
               Served("B", "administrator", "U", "", date(2024, 1, 5))),
        discipline=(Discipline("ringan", date(2025, 1, 1)),)))  # fmt: skip
    assert check(candidate(told), asked("class_years_least", "administrator", "2.9"), ON) == Checked()
    assert check(candidate(told), asked("class_years_least", "administrator", "4"), ON).unmet
    assert check(candidate(told), asked("no_discipline", "sedang", "2"), ON) == Checked()
    assert check(candidate(told), asked("no_discipline", "ringan", "2"), ON).unmet
    assert not check(candidate(told), asked("no_discipline", "ringan", "2"), ON).lasting
    assert check(candidate(), asked("education_least", "S3"), ON).lasting


@pytest.mark.parametrize(
    ("jpm", "checked", "group"),
    [
        (90.0, Checked(), Group.NOW),
        (89.99, Checked(), Group.SOON),
        (78.0, Checked(), Group.SOON),
        (77.99, Checked(), Group.LATER),
        (95.0, Checked(unmet=("golongan",)), Group.SOON),
        (95.0, Checked(unmet=("S2",), lasting=("S2",)), Group.LATER),
        (95.0, Checked(to_check=("sehat",)), Group.NOW),
        (None, Checked(), Group.LATER),
    ],
)
def test_ready_now_soon_or_later(jpm: float | None, checked: Checked, group: Group) -> None:
    assert group_of(RULES, jpm, checked) is group


def test_no_standard_gives_no_score_and_never_ready_now() -> None:
    found = successor(NIP, 9, SURE, {"M.01": Decimal(5)}, (), Checked(), RULES)
    assert found.jpm is None
    assert found.group is Group.LATER


def test_a_successor_tells_his_gaps_and_how_sure_the_pool_is() -> None:
    levels = {code: Decimal(4) for code, _ in STANDARD} | {"M.01": Decimal("2.5")}
    found = successor(NIP, 9, SURE, levels, STANDARD, Checked(), RULES)
    assert [(gap.competency, gap.size) for gap in found.gaps] == [("M.01", Decimal("1.5"))]
    assert found.jpm == pytest.approx(34.5 / 36 * 100)
    assert (found.group, found.pool_chance) == (Group.NOW, 1.0)
    later = replace(found, nip="2" * 18, group=Group.LATER)
    lower = replace(found, nip="3" * 18, jpm=91.0)
    assert in_order([later, lower, found]) == (found, lower, later)


def test_a_gap_proposes_the_way_of_its_size() -> None:
    levels = {code: Decimal(4) for code, _ in STANDARD} | {
        "M.01": Decimal(2),
        "M.02": Decimal("3.2"),
        "M.03": Decimal("3.995"),
    }
    found = proposals(levels, STANDARD, RULES, ON)
    assert [(one.competency, one.kind.code) for one in found] == [
        ("M.01", "pelatihan-klasikal"),
        ("M.02", "pembimbingan"),
    ]
    assert found[0].due_on == date(2027, 1, 5)
    assert found[0].gap == 2
    assert proposals({}, STANDARD, RULES, ON) == ()


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [(date(2026, 1, 31), 1, date(2026, 2, 28)), (date(2024, 1, 31), 1, date(2024, 2, 29)),
     (date(2026, 12, 5), 1, date(2027, 1, 5)),
     (date(2026, 8, 31), 1, date(2026, 9, 30))],
)  # fmt: skip
def test_months_end_with_their_last_day(day: date, months: int, then: date) -> None:
    assert months_later(day, months) == then


def test_education_on_record_beats_the_personnel_list() -> None:
    told = facts(education="S3", history=history(education=(Education("S1"),)))
    assert check(candidate(told), asked("education_least", "S3"), ON) == Checked()
    assert Predicate(2025, "baik").score is None

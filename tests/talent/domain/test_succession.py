from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from takar.careers.public import Discipline, Education, Predicate, Served, Training
from takar.people.public import Career
from takar.placement.domain.eligibility import eligibility
from takar.positions.public import MET, UNKNOWN, UNMET, Facts, Position, Requirement, fact_table, facts_from
from takar.talent.domain.development import months_later, proposals
from takar.talent.domain.eligible import Checked, check
from takar.talent.domain.succession import Group, group_of, in_order, successor
from tests.placement.matching.people import PlainRules
from tests.talent.people import NIP, ON, RULES, STANDARD, history, profile

SURE = tuple(1.0 if at == 8 else 0.0 for at in range(9))


SERVED = Served("A", "administrator", "U", "keuangan", date(2018, 1, 5))
POST = Position("A", "", "", "", "jpt_pratama", "", "keuangan", (), (), "", False, False, None, None)


def asked(kind: str, *values: str, weight: str = "mutlak") -> Requirement:
    return Requirement(kind, weight, values, kind)


def checked(facts: Facts, *requirements: Requirement) -> Checked:
    return check(POST, requirements, fact_table([facts]), ON)[0]


def told(**known: Any) -> Facts:
    """Somebody whom the registers know; `history` and `profile` as in other tests of talent."""
    career = Career(NIP, date(1970, 1, 5), "IV/a", "S2", date(2024, 1, 5), "administrator", "")
    return facts_from(NIP, career, known.get("history", history()), known.get("profile", profile()))


def test_what_is_only_important_is_not_judged_here() -> None:
    assert checked(told(), asked("education_least", "S3", weight="penting")) == Checked()
    assert checked(told()) == Checked()


def test_what_is_not_met_and_does_not_pass_with_time_lasts() -> None:
    golongan, diploma = asked("golongan_least", "IV/c"), asked("education_least", "S3")
    assert checked(told(), golongan, diploma) == Checked((golongan, diploma), (diploma,))


def test_what_nobody_knows_is_for_a_person_to_check() -> None:
    wanted = (asked("no_discipline", "sedang", "2"), asked("other"), asked("level_least", "T.01", "1"))
    assert checked(told(), *wanted) == Checked(to_check=wanted)


def test_the_whole_pool_is_judged_at_once_and_kept_in_order() -> None:
    junior, senior = Facts("1", golongan="III/d"), Facts("2", golongan="IV/d")
    wanted = (asked("golongan_least", "IV/c"),)
    found = check(POST, wanted, fact_table([junior, senior, Facts("3")]), ON)
    assert found == (Checked(unmet=wanted), Checked(), Checked(to_check=wanted))
    assert check(POST, wanted, fact_table([]), ON) == ()


@pytest.mark.parametrize(
    ("wanted", "known", "answer"),
    [
        # Judged as matching judges them; each of these was another answer here, or left to a person, before.
        (("education_least", "S1"), {"history": history(education=(Education("D4"),))}, MET),
        (("predicate_least", "kurang", "1"), {"history": history(predicates=(Predicate(2025, "sangat_kurang"),))}, MET),
        (("predicate_least", "baik", "3"), {"history": history(predicates=(Predicate(2025, "kurang"),))}, UNMET),
        (("class_years_least", "administrator", "2"), {}, MET),
        (("fields_of_study", "Administrasi Publik"), {}, MET),
        (("fields_of_study", "Teknik"), {}, UNMET),
        (("training", "PKN"), {"history": history(trainings=(Training("PKN II", "", date(2020, 1, 1)),))}, MET),
        (("jpm_least", "80"), {"profile": profile(jpm=Decimal(85))}, MET),
        (("family_years_least", "keuangan", "5"), {"history": history(posts=(SERVED,))}, MET),
        (("no_discipline", "ringan", "2"), {"history": history(discipline=(Discipline("ringan", date(2025, 1, 1)),))}, UNMET),
        (("licence", "CPA"), {}, UNKNOWN),
    ],
)  # fmt: skip
def test_succession_and_matching_say_the_same(
    wanted: tuple[str, ...], known: dict[str, Any], answer: int
) -> None:
    kind, *values = wanted
    one = asked(kind, *values)
    found = checked(told(**known), one)
    assert found.unmet == ((one,) if answer == UNMET else ())
    assert found.to_check == ((one,) if answer == UNKNOWN else ())
    matched = eligibility(told(**known), replace(POST, requirements=(one,)), ON, PlainRules())
    assert [reason.state for reason in matched.reasons if reason.weight == "mutlak"] == [
        {MET: "met", UNMET: "unmet", UNKNOWN: "unknown"}[answer]
    ]


RANK, DIPLOMA = asked("golongan_least", "IV/c"), asked("education_least", "S2")


@pytest.mark.parametrize(
    ("jpm", "found", "group"),
    [
        (90.0, Checked(), Group.NOW),
        (89.99, Checked(), Group.SOON),
        (78.0, Checked(), Group.SOON),
        (77.99, Checked(), Group.LATER),
        (95.0, Checked(unmet=(RANK,)), Group.SOON),
        (95.0, Checked(unmet=(RANK, DIPLOMA), lasting=(DIPLOMA,)), Group.LATER),
        (95.0, Checked(to_check=(DIPLOMA,)), Group.NOW),
        (None, Checked(), Group.LATER),
    ],
)
def test_ready_now_soon_or_later(jpm: float | None, found: Checked, group: Group) -> None:
    assert group_of(RULES, jpm, found) is group


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

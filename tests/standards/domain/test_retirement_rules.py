"""One dated rule for the age at which people leave."""

from __future__ import annotations

from datetime import date

import pytest

from takar.kernel.canonical import Json
from takar.kernel.refusals import Refusal
from takar.people.public import FunctionalLevel, JobClass
from takar.standards.domain.difference import differences
from takar.standards.domain.retirement_rules import FUNCTIONAL_LEVELS, RetirementRules
from takar.standards.queries import newest_of, shipped_retirement

OLD, SHIPPED = shipped_retirement()
BIRTH = date(1968, 1, 15)


def changed(ages: list[Json]) -> RetirementRules | Refusal:
    return RetirementRules.from_data(SHIPPED.as_data() | {"ages": ages})


def rows() -> list[dict[str, Json]]:
    found = SHIPPED.as_data()["ages"]
    assert isinstance(found, list)
    return [dict(row) for row in found if isinstance(row, dict)]


def faults(outcome: RetirementRules | Refusal) -> list[str]:
    assert isinstance(outcome, Refusal)
    found = outcome.data["faults"]
    assert isinstance(found, list)
    return [str(row["field"]) for row in found if isinstance(row, dict)]


@pytest.mark.parametrize(
    ("birth", "job_class", "level", "wanted"),
    [
        (BIRTH, "pengawas", "", date(2026, 2, 1)),
        (date(1968, 12, 31), "administrator", "", date(2027, 1, 1)),
        (date(1968, 2, 29), "pelaksana", "", date(2026, 3, 1)),
        (BIRTH, "jpt_pratama", "", date(2028, 2, 1)),
        (BIRTH, "fungsional", "ahli_utama", date(2033, 2, 1)),
        (BIRTH, "fungsional", "ahli_madya", date(2028, 2, 1)),
        (BIRTH, "fungsional", "ahli_muda", date(2026, 2, 1)),
        (BIRTH, "fungsional", "", date(2026, 2, 1)),
        (BIRTH, "pengawas", "ahli_utama", date(2026, 2, 1)),
        (BIRTH, "", "", None),
    ],
)
def test_the_first_of_the_month_after_the_birthday(
    birth: date, job_class: str, level: str, wanted: date | None
) -> None:
    assert SHIPPED.day_out(birth, job_class, level) == wanted


def test_levels_and_classes_are_those_of_people() -> None:
    assert list(FUNCTIONAL_LEVELS) == [level.value for level in FunctionalLevel]
    assert {one.job_class for one in SHIPPED.ages} == {one.value for one in JobClass}


def test_the_edition_of_a_day_and_the_first_for_days_before_it() -> None:
    editions = (OLD, SHIPPED)
    assert newest_of(editions, date(2010, 1, 1)) is OLD
    assert newest_of(editions, date(2023, 10, 30)) is OLD
    assert newest_of(editions, date(2023, 10, 31)) is SHIPPED
    assert (OLD.mark, SHIPPED.mark) == ("unverified", "unverified")
    assert SHIPPED.source == "UU 20/2023 pasal 55; PP 11/2017 pasal 239"


def test_what_is_written_is_read_again_and_compared_line_by_line() -> None:
    assert RetirementRules.from_data(SHIPPED.as_data()) == SHIPPED
    later = [row | {"age": 61} if row.get("level") == "ahli_madya" else row for row in rows()]
    found = changed(list(later))
    assert isinstance(found, RetirementRules)
    (only,) = differences(SHIPPED.as_data(), found.as_data())
    assert (only.path, only.before, only.after) == (("ages", "ahli_madya", "age"), 60, 61)


@pytest.mark.parametrize(
    ("ages", "fields"),
    [
        ([*rows(), {"job_class": "fungsional", "level": "ahli", "age": 60}], ["ages[9].level"]),
        ([*rows(), {"job_class": "pengawas", "level": "mahir", "age": 60}], ["ages[9].level"]),
        ([*rows(), {"job_class": "fungsional", "level": "ahli_madya", "age": 61}], ["ages"]),
        (rows()[1:], ["ages"]),
        ([], ["ages"]),
        ([*rows()[:-1], {"job_class": "fungsional", "age": 49}], ["ages[8].age"]),
        ([*rows()[:-1], {"job_class": "fungsional", "age": 58, "usia": 1}], ["ages[8].usia"]),
    ],
)  # fmt: skip
def test_every_fault_is_named(ages: list[Json], fields: list[str]) -> None:
    assert faults(changed(ages)) == fields

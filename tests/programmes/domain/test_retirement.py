from __future__ import annotations

from datetime import date

import pytest

from takar.programmes.domain.retirement import EDITIONS, birth_of, limits_on, retires_on, retires_within

TODAY = limits_on(date(2026, 1, 5))


@pytest.mark.parametrize(
    ("birth", "job_class", "level", "wanted"),
    [
        (date(1968, 1, 15), "pengawas", "", date(2026, 2, 1)),
        (date(1968, 12, 31), "administrator", "", date(2027, 1, 1)),
        (date(1968, 2, 29), "pelaksana", "", date(2026, 3, 1)),
        (date(1968, 1, 15), "jpt_pratama", "", date(2028, 2, 1)),
        (date(1968, 1, 15), "fungsional", "ahli_utama", date(2033, 2, 1)),
        (date(1968, 1, 15), "fungsional", "ahli_madya", date(2028, 2, 1)),
        (date(1968, 1, 15), "fungsional", "ahli_muda", date(2026, 2, 1)),
        (date(1968, 1, 15), "fungsional", "", date(2026, 2, 1)),
        (date(1968, 1, 15), "", "", date(2026, 2, 1)),
    ],
)
def test_retirement_is_the_first_of_the_month_after_the_birthday(
    birth: date, job_class: str, level: str, wanted: date
) -> None:
    assert retires_on(birth, job_class, level, TODAY) == wanted


@pytest.mark.parametrize(
    ("retires", "months", "near"),
    [
        (date(2027, 1, 1), 12, True),
        (date(2027, 2, 1), 12, True),
        (date(2027, 3, 1), 12, False),
        (date(2026, 1, 1), 12, True),
        (date(2026, 2, 1), 0, True),
        (None, 12, False),
    ],
)
def test_near_means_less_than_so_many_months_after_the_day(
    retires: date | None, months: int, near: bool
) -> None:
    assert retires_within(retires, date(2026, 2, 15), months) is near


def test_the_edition_in_force_and_its_mark() -> None:
    assert limits_on(date(2010, 1, 1)) is EDITIONS[0]
    assert limits_on(EDITIONS[1].since) is EDITIONS[1]
    assert {one.mark for one in EDITIONS} == {"unverified"}


def test_the_birth_date_is_in_the_nip() -> None:
    assert birth_of("198501022010011001") == date(1985, 1, 2)
    assert birth_of("198513022010011001") is None

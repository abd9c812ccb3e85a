from __future__ import annotations

from datetime import date, datetime, timedelta
from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takar.people.domain.dates import parse_date, serial_date

DAY = date(1970, 1, 5)


@pytest.mark.parametrize(
    "cell",
    ["05-01-1970", "5-1-1970", "05/01/1970", "05.01.1970", "1970-01-05", "1970-01-05T00:00:00", "1970/01/05",
     "05-01-1970 00:00:00", "5 Januari 1970", "05 Jan 1970", "5-Jan-1970", "5 january 1970", "19700105",
     "25573", 25573, 25573.0, 25573.75, 19700105.0, DAY, datetime(1970, 1, 5, 8)],
)  # fmt: skip
def test_ways_to_write_the_same_day(cell: object) -> None:
    assert parse_date(cell) == DAY  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("word", "month"),
    [("Februari", 2), ("Pebruari", 2), ("Mei", 5), ("Agustus", 8), ("Agt", 0), ("Ags", 8), ("Oktober", 10),
     ("Nopember", 11), ("Desember", 12)],
)  # fmt: skip
def test_indonesian_months(word: str, month: int) -> None:
    assert parse_date(f"7 {word} 1980") == (date(1980, month, 7) if month else None)


@pytest.mark.parametrize(
    "cell",
    [
        "31-02-1970",
        "01/13/1970",
        "05-01-70",
        "kemarin",
        "",
        "0",
        0.0,
        5.0,
        "1970",
        1970.0,
        99999.0,
        -3,
        inf,
        nan,
    ],
)
def test_what_is_no_date_is_not_guessed(cell: object) -> None:
    assert parse_date(cell) is None  # type: ignore[arg-type]


def test_the_least_and_the_most_serial() -> None:
    assert [serial_date(n) for n in (7305, 7306, 73415, 73416)] == [
        None,
        date(1920, 1, 1),
        date(2100, 12, 31),
        None,
    ]


def test_the_two_systems_of_excel() -> None:
    assert parse_date(25573 - 1462, since_1904=True) == DAY


@given(st.dates(date(1920, 1, 1), date(2099, 12, 31)))
def test_every_way_reads_back(day: date) -> None:
    serial = (day - date(1899, 12, 30)) / timedelta(days=1)
    for cell in (serial, f"{day:%d-%m-%Y}", f"{day:%d/%m/%Y}", day.isoformat(), f"{day:%Y%m%d}"):
        assert parse_date(cell) == day


@given(st.text(max_size=30))
def test_any_text_is_a_day_or_none(text: str) -> None:
    assert parse_date(text) is None or isinstance(parse_date(text), date)

"""Dates, numbers, ids and refusals as the whole system writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takar.kernel.clock import (
    clock_time,
    day_in,
    from_milliseconds,
    long_date,
    long_moment,
    milliseconds,
    weekday_date,
)
from takar.kernel.ids import new_id, readable_code
from takar.kernel.numbers import grouped
from takar.kernel.refusals import Refusal

MOMENT = datetime(2026, 1, 5, 3, 42, 7, tzinfo=UTC)


@pytest.mark.parametrize(("zone", "expected"), [("WIB", "10.42"), ("WITA", "11.42"), ("WIT", "12.42")])
def test_time_is_told_in_the_zone_of_the_place(zone: str, expected: str) -> None:
    assert clock_time(MOMENT, zone) == f"{expected} {zone}"


@pytest.mark.parametrize(("hour", "day"), [(14, 4), (15, 4), (16, 4), (17, 5)])
def test_the_calendar_day_begins_at_midnight_of_the_place(hour: int, day: int) -> None:
    assert day_in("WIB", datetime(2026, 1, 4, hour, tzinfo=UTC)) == date(2026, 1, day)
    assert day_in("WIT", datetime(2026, 1, 4, hour, tzinfo=UTC)).day == (5 if hour >= 15 else 4)


def test_dates_are_written_as_officials_write_them() -> None:
    assert long_date(date(2026, 8, 17)) == "17 Agustus 2026"
    assert weekday_date(date(2026, 1, 5)) == "Senin, 5 Januari 2026"
    assert long_moment(MOMENT) == "Senin, 5 Januari 2026 pukul 10.42 WIB"
    assert long_moment(MOMENT, language="en") == "Monday, 5 January 2026 at 10.42 WIB"
    assert clock_time(MOMENT, seconds=True) == "10.42.07 WIB"


def test_the_day_is_that_of_the_place_not_of_utc() -> None:
    assert long_moment(datetime(2026, 1, 4, 20, 0, tzinfo=UTC), "WIT").startswith("Senin, 5 Januari")


@given(st.integers(0, 4_000_000_000_000))
def test_milliseconds_survive_the_round_trip(value: int) -> None:
    assert milliseconds(from_milliseconds(value)) == value


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (449000, "449.000"),
        ("3.67", "3,67"),
        (Decimal("1234567.50"), "1.234.567,50"),
        (0, "0"),
        ("-0.40", "-0,40"),
    ],
)
def test_numbers_have_points_for_thousands_and_a_comma_for_the_fraction(value: object, expected: str) -> None:
    assert grouped(value) == expected  # type: ignore[arg-type]


def test_english_numbers_keep_their_signs() -> None:
    assert grouped("1234.5", "en") == "1,234.5"


def test_codes_can_be_read_aloud() -> None:
    code = readable_code(lambda n: bytes(range(n)), 32)
    assert set(code).isdisjoint("ILOU")
    assert len(set(code)) == 32
    assert new_id(lambda n: b"\xab" * n) == "ab" * 12


def test_a_refusal_speaks_both_languages_and_has_one_shape() -> None:
    refusal = Refusal("SEAT_IN_USE", "Kursi dipakai.", "The seat is in use.", {"seat": "A-01"})
    assert refusal.sentence("en-gb") == "The seat is in use."
    assert refusal.sentence("id") == "Kursi dipakai."
    assert refusal.as_json() == {
        "error": {
            "code": "SEAT_IN_USE",
            "id": "Kursi dipakai.",
            "en": "The seat is in use.",
            "data": {"seat": "A-01"},
        }
    }

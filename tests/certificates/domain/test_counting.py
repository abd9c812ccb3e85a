from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from takar.certificates.domain.counting import add_months, add_years, first_counting

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("day", "years", "end"),
    [
        (date(2023, 5, 14), 3, date(2026, 5, 14)),
        (date(2024, 2, 29), 3, date(2027, 2, 28)),
        (date(2024, 2, 29), 4, date(2028, 2, 29)),
        (date(2023, 2, 28), 1, date(2024, 2, 28)),
    ],
)
def test_years(day: date, years: int, end: date) -> None:
    assert add_years(day, years) == end


@pytest.mark.parametrize(
    ("day", "months", "end"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 31), 0, date(2026, 1, 31)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
    ],
)
def test_months(day: date, months: int, end: date) -> None:
    assert add_months(day, months) == end


@given(DAYS, st.integers(1, 10), st.integers(-3, 3))
@example(date(2028, 2, 29), 3, 0)
@example(date(2027, 2, 28), 3, 1)
@example(date(2027, 3, 1), 3, -1)
def test_comparing_with_the_first_counting_day_is_adding_years(day: date, years: int, near: int) -> None:
    """What lets the database compare dates only."""
    first = first_counting(day, years)
    assessed = first + timedelta(days=near)
    assert (add_years(assessed, years) >= day) == (assessed >= first)


@given(DAYS, st.integers(1, 10))
def test_a_longer_validity_never_ends_earlier(day: date, years: int) -> None:
    assert add_years(day, years) < add_years(day, years + 1)

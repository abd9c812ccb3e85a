from __future__ import annotations

from datetime import date

import pytest

from takar.programmes.domain.retirement import retires_within


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

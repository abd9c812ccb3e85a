from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takar.certificates.domain.handing import Matching, Returns, match


@pytest.mark.parametrize(
    ("handed", "back", "dropped", "status", "missing"),
    [
        (3, 0, 0, "open", 3),
        (3, 1, 0, "partly", 2),
        (3, 0, 1, "partly", 2),
        (3, 2, 1, "complete", 0),
        (0, 0, 0, "open", 0),
    ],
)
def test_status(handed: int, back: int, dropped: int, status: str, missing: int) -> None:
    returns = Returns(handed, back, dropped)
    assert (returns.status, returns.missing) == (status, missing)


def test_late_only_while_somebody_is_missing() -> None:
    promised = date(2026, 6, 30)
    assert Returns(2, 1, 0).days_late(promised, date(2026, 6, 30)) == 0
    assert Returns(2, 1, 0).days_late(promised, date(2026, 7, 1)) == 1
    assert Returns(2, 2, 0).days_late(promised, date(2026, 7, 1)) == 0


def test_who_came_back_who_is_missing_who_was_not_on_the_list() -> None:
    assert match(["a", "b", "c"], ["c", "x", "a", "a"]) == Matching(("a", "c"), ("b",), ("x",))


@given(st.lists(st.integers(0, 9)), st.lists(st.integers(0, 9)))
def test_nobody_is_lost_or_counted_twice(expected: list[int], told: list[int]) -> None:
    found = match(map(str, expected), map(str, told))
    assert sorted(found.back + found.missing) == sorted({str(one) for one in expected})
    assert sorted(found.back + found.strangers) == sorted({str(one) for one in told})

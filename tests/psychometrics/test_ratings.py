from __future__ import annotations

import numpy as np
import pytest

from takar.psychometrics.public import Item, Rating, Ratings
from tests.psychometrics.world import sheet


def test_no_evidence_and_missing_are_left_out_and_counted_never_zero() -> None:
    ratings = Ratings.of(
        [
            Rating("budi", "r1", "M.01", None),
            Rating("budi", "r2", "M.01", float("nan")),
            Rating("budi", "r1", "M.02", 4.0),
        ]
    )
    assert (len(ratings), ratings.left_out) == (1, 2)
    assert ratings.value.tolist() == [4.0]
    assert ratings.raters == ("r1",)
    assert ratings.items == (Item("", "M.02"),)


def test_labels_are_sorted_so_the_order_of_rows_does_not_matter() -> None:
    rows = [Rating("b", "r2", "M.01", 3.0), Rating("a", "r1", "M.02", 2.0, "kelompok")]
    one, other = Ratings.of(rows), Ratings.of(rows[::-1])
    assert one.persons == other.persons == ("a", "b")
    assert [str(item) for item in one.items] == ["M.01", "kelompok/M.02"]
    assert one.competencies() == ("M.01", "M.02")


def test_two_values_of_one_rater_for_one_thing_are_a_fault() -> None:
    with pytest.raises(ValueError, match="two values"):
        Ratings.of([Rating("a", "r", "c", 3.0), Rating("a", "r", "c", 4.0)])
    with pytest.raises(ValueError, match="infinite"):
        Ratings.of([Rating("a", "r", "c", float("inf"))])


def test_only_persons_seen_by_two_raters_are_shared() -> None:
    ratings = sheet([[3, 4, None], [None, None, 2], [1, None, 5]])
    assert ratings.raters_per_person().tolist() == [2, 1, 2]
    assert ratings.shared().persons == ("p000", "p002")
    assert np.isnan(ratings.sheet()).sum() == 4


def test_a_sheet_shows_one_item() -> None:
    ratings = Ratings.of([Rating("a", "r", "c", 3.0), Rating("a", "r", "d", 3.0)])
    with pytest.raises(ValueError, match="one item"):
        ratings.sheet()
    assert ratings.of_item(Item("", "d")).persons == ("a",)
    assert len(ratings.of_item(Item("", "unknown"))) == 0
    assert len(Ratings.of([])) == 0

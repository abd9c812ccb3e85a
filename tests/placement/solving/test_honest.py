"""What a plan promises comes true, and how sure it says a move is: cities with known truth, over the office's own shrinking."""

from __future__ import annotations

import pytest

from takar.placement.solving.problem import Rules
from tests.placement.solving.honesty import Tally, tally


@pytest.fixture(scope="module")
def told() -> Tally:
    return tally(range(60), Rules(tenure_least=None), 0.35, draws=80)


def test_the_promised_gain_comes_within_a_twentieth(told: Tally) -> None:
    assert abs(told.bias()) < 0.05


def test_fits_that_are_not_shrunken_promise_too_much(told: Tally) -> None:
    """The test above can fail: the same cities as measured promise a tenth too much and more."""
    assert told.naive_bias() > 0.10
    assert sum(told.true) > sum(told.naive_true)


def test_stated_chances_to_survive_come_true(told: Tally) -> None:
    """1,800 cases wander by about a point; the bench takes 10,000."""
    assert len(told.stated) > 1500
    assert abs(told.off()) < 0.02 + 0.015


def test_hardly_a_move_of_a_large_rotation_is_sure(told: Tally) -> None:
    assert sum(chance >= 0.8 for chance in told.stated) < 0.05 * len(told.stated)


def test_a_price_of_a_point_per_move_saves_moves_at_little_loss(told: Tally) -> None:
    assert sum(told.priced_moves) < 0.9 * sum(told.moves)
    assert sum(told.priced_true) > 0.93 * sum(told.true)

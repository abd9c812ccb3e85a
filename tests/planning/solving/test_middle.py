"""Seasons of a few hundred people, where few batches make large steps."""

from __future__ import annotations

import time

import pytest

from takar.planning.domain.checking import violations
from takar.planning.domain.problem import Limits
from takar.planning.domain.solution import Season
from takar.planning.solving.budget import Budget
from takar.planning.solving.dates import plan_dates
from takar.planning.solving.dates_model import build, tighten
from takar.planning.solving.pricing import bound_by_prices
from takar.planning.solving.seats import lay_out, merge, relax
from tests.planning.solving.seasons import middle_phase, small_phase


@pytest.fixture(scope="module")
def season() -> Season:
    found = plan_dates(middle_phase(377, 3), Limits(seconds=10, clock=time.monotonic))
    assert isinstance(found, Season)
    return found


def test_no_rule_is_broken(season: Season) -> None:
    assert violations(middle_phase(377, 3), season.batches) == ()


def test_the_gap_is_less_than_half_a_point_for_each_person(season: Season) -> None:
    """Rounding alone ends at 782 points, 250 above the bound of the linear relaxation."""
    assert season.dates is not None
    assert season.dates.value - season.dates.bound < 377 / 2
    assert season.dates.value < 782


def test_prices_bound_what_whole_batches_cost_from_below() -> None:
    """On a problem small enough to be solved with all its rules."""
    loose = relax(lay_out(small_phase(2))).seats
    model = build(merge(loose), flowing=True)
    first = model.linear.solve(seconds=20, relaxed=True)
    bound, counts = bound_by_prices(loose, model, first, Budget(Limits(seconds=20)), 20)
    tighten(model)
    best = model.linear.solve(seconds=20)
    assert counts is not None
    assert first.value - 1e-6 <= bound <= best.value + 1e-6
    assert first.value < best.bound

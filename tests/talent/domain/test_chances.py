from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import multivariate_normal

from takar.talent.domain.chances import (
    Posterior,
    Prior,
    bivariate_cdf,
    estimate_prior,
    grouped_posterior,
    place_chances,
    posterior,
)
from tests.talent.simulated import EDGES, reliability_curve, simulate

WIDE = Prior((70.0, 70.0), ((100.0, 40.0), (40.0, 100.0)), 500)


@given(st.floats(-4, 4), st.floats(-4, 4), st.floats(-0.98, 0.98))
@settings(max_examples=80, deadline=None)
def test_the_distribution_function_agrees_with_scipy(h: float, k: float, rho: float) -> None:
    mine = bivariate_cdf(np.array([h]), np.array([k]), np.array([rho]))[0]
    theirs = multivariate_normal.cdf([h, k], mean=[0, 0], cov=[[1, rho], [rho, 1]])
    assert mine == pytest.approx(theirs, abs=2e-6)


def test_stated_chances_come_true_over_10000_people_with_a_prior_from_the_people_themselves() -> None:
    """Noise of the count alone is about 1.2 points in the middle tenths, so the seed is fixed."""
    curve = reliability_curve(simulate(10_000, seed=3))
    assert len(curve) == 10
    assert all(abs(stated - came) <= 0.02 for stated, came, _ in curve), curve


def test_over_many_people_the_chances_are_right_to_a_fraction_of_a_point() -> None:
    cases = simulate(300_000, seed=11)
    assert all(abs(stated - came) <= 0.006 for stated, came, _ in reliability_curve(cases))
    expected, came = cases.chances.mean(axis=0), np.bincount(cases.truth, minlength=9) / 300_000
    assert np.abs(expected - came).max() < 0.004


def test_the_own_box_is_stated_as_surely_as_it_is() -> None:
    cases = simulate(20_000, seed=5)
    best = cases.chances.argmax(axis=1)
    stated = cases.chances.max(axis=1).mean()
    assert stated == pytest.approx((best == cases.truth).mean(), abs=0.01)


def test_without_shrinking_the_chances_would_be_too_sure() -> None:
    """What the prior is for: taken at face value, scores near the outside promise too much."""
    draw = np.random.default_rng(9)
    true = 70 + 6 * draw.standard_normal((20_000, 2))
    errors = np.full((20_000, 2), 6.0)
    seen = true + errors * draw.standard_normal((20_000, 2))
    high = seen[:, 1] > 80
    flat = place_chances(posterior(seen, errors, None), EDGES, EDGES)[:, [2, 5, 8]].sum(axis=1)
    own = place_chances(posterior(seen, errors, estimate_prior(seen, errors)), EDGES, EDGES)
    really = (true[high, 1] > 80).mean()
    assert flat[high].mean() - really > 0.2
    assert own[:, [2, 5, 8]].sum(axis=1)[high].mean() == pytest.approx(really, abs=0.02)


def test_three_thousand_at_once_are_fast() -> None:
    started = time.perf_counter()
    simulate(3_000, seed=1)
    assert time.perf_counter() - started < 0.2


@given(
    st.lists(
        st.tuples(st.floats(0, 100), st.floats(0, 100), st.floats(0, 15), st.floats(0, 15)),
        min_size=1,
        max_size=20,
    )
)
@settings(max_examples=60, deadline=None)
def test_every_row_adds_up_and_no_chance_is_negative(rows: list[tuple[float, float, float, float]]) -> None:
    told = np.array(rows)
    for prior in (WIDE, None):
        chances = place_chances(posterior(told[:, :2], told[:, 2:], prior), EDGES, EDGES)
        assert (chances >= 0).all()
        assert chances.sum(axis=1) == pytest.approx(1.0)


def test_no_error_means_no_doubt() -> None:
    scores = np.array([[90.0, 50.0], [61.0, 81.0]])
    chances = place_chances(posterior(scores, np.zeros((2, 2)), WIDE), EDGES, EDGES)
    assert chances.argmax(axis=1).tolist() == [6, 5]
    assert chances.max(axis=1) == pytest.approx(1.0)


def test_shrinking_follows_the_reliability() -> None:
    """Error variance equal to the true variance, no correlation: half way to the mean, sd √½."""
    prior = Prior((70.0, 70.0), ((36.0, 0.0), (0.0, 36.0)), 100)
    found = posterior(np.array([[82.0, 64.0]]), np.full((1, 2), 6.0), prior)
    assert found.mean[0].tolist() == [pytest.approx(76.0), pytest.approx(67.0)]
    assert found.sd[0].tolist() == [pytest.approx(6 * 0.5**0.5)] * 2


def test_a_correlated_axis_lends_strength() -> None:
    seen, errors = np.array([[90.0, 70.0]]), np.array([[1.0, 9.0]])
    assert posterior(seen, errors, WIDE).mean[0, 1] > 70.0


def test_a_prior_that_the_errors_explain_away_stays_proper() -> None:
    flat = estimate_prior(np.tile([[70.0, 70.0]], (40, 1)), np.full((40, 2), 9.0))
    assert flat.cov[0][0] > 0
    chances = place_chances(posterior(np.array([[75.0, 75.0]]), np.full((1, 2), 9.0), flat), EDGES, EDGES)
    assert np.isfinite(chances).all()


def test_large_groups_have_their_own_prior_small_ones_share() -> None:
    draw = np.random.default_rng(2)
    scores = draw.normal(70, 8, (90, 2))
    scores[:40] += 10
    groups = np.array([0] * 40 + [1] * 40 + [2] * 10)
    found, priors = grouped_posterior(scores, np.full((90, 2), 5.0), groups, 30)
    assert sorted(priors) == [-1, 0, 1]
    assert priors[0].mean[0] > priors[1].mean[0] + 5
    few, none = grouped_posterior(scores[:12], np.full((12, 2), 5.0), groups[:12], 30)
    assert none == {}
    assert np.array_equal(few.mean, scores[:12])
    assert isinstance(found, Posterior)

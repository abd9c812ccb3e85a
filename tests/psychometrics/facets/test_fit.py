"""The conditional likelihood against published software, against counting every way, and against differences."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest
from scipy import optimize

from takar.kernel.refusals import Refusal
from takar.psychometrics.facets import fit as fitting
from takar.psychometrics.facets.conditional import Parameters, log_weights, passes
from takar.psychometrics.facets.design import Design, design
from takar.psychometrics.facets.fit import Fit, fit
from takar.psychometrics.ratings import Ratings
from tests.psychometrics.world import faceted, golden, table

GOLDEN = golden("facets.json")
SMALL = faceted(np.random.default_rng(4), 14, [-0.5, 0.1, 0.4], [-0.3, 0.3], [-0.6, 0.6])


def laid(ratings: Ratings) -> Design:
    found = design(ratings)
    assert not isinstance(found, Refusal), found
    return found


@pytest.fixture(scope="module", params=["complete", "incomplete"])
def erm(request: pytest.FixtureRequest) -> tuple[dict[str, Any], Fit]:
    case = GOLDEN[request.param]
    return case, fit(laid(table(case["ratings"])))


def test_estimates_as_erm_has_them(erm: tuple[dict[str, Any], Fit]) -> None:
    case, found = erm
    assert found.converged
    for ours, theirs in (
        (found.at.severity, case["severity"]),
        (found.at.difficulty, case["difficulty"]),
        (found.at.step, case["step"]),
    ):
        assert ours[:-1] == pytest.approx(theirs, abs=5e-5)
        assert ours.sum() == pytest.approx(0, abs=1e-9)


def test_likelihood_and_standard_errors_as_erm_has_them(erm: tuple[dict[str, Any], Fit]) -> None:
    case, found = erm
    raters = len(case["severity"])
    assert found.log_likelihood == pytest.approx(case["log_likelihood"], abs=1e-6)
    assert np.sqrt(np.diag(found.model))[:raters] == pytest.approx(case["severity_se"], abs=5e-5)


def counted(of: Design, at: Parameters) -> float:
    """The conditional log likelihood from its definition: every way to reach a person's total is listed."""
    steps = np.concatenate([[0.0], np.cumsum(at.step)])
    whole = 0.0
    for p in range(len(of.there)):
        there = of.there[p]
        hard = at.severity[of.rater[p]][there] + at.difficulty[of.item[p]][there]
        own = of.category[p][there]
        ways = [
            float(np.exp(sum(-k * h - steps[k] for k, h in zip(way, hard, strict=True))))
            for way in itertools.product(range(of.steps + 1), repeat=len(hard))
            if sum(way) == own.sum()
        ]
        whole += sum(-k * h - steps[k] for k, h in zip(own, hard, strict=True)) - np.log(sum(ways))
    return float(whole)


def parameters(of: Design, vector: Any) -> Parameters:
    """From free parameters: each facet without its last, which makes the sum 0."""
    r, i = len(of.ratings.raters) - 1, len(of.ratings.items) - 1
    parts = vector[:r], vector[r : r + i], vector[r + i :]
    return Parameters(*(np.append(part, -np.sum(part)) for part in parts))


def test_the_passes_count_every_way_once() -> None:
    of = laid(SMALL)
    at = parameters(of, np.array([0.3, -0.8, 0.5, -1.1]))
    assert passes(of, log_weights(of, at)).log_likelihood.sum() == pytest.approx(counted(of, at), abs=1e-9)


def test_the_maximum_as_an_independent_search_finds_it() -> None:
    of = laid(SMALL)
    free = len(of.ratings.raters) + len(of.ratings.items) + of.steps - 3
    found = optimize.minimize(
        lambda v: -counted(of, parameters(of, v)), np.zeros(free), method="BFGS", options={"gtol": 1e-7}
    )
    ours = fit(of)
    assert ours.at.vector() == pytest.approx(parameters(of, found.x).vector(), abs=5e-5)
    assert ours.log_likelihood == pytest.approx(-found.fun, abs=1e-8)


def test_scores_and_information_are_derivatives() -> None:
    of = laid(SMALL)
    at = parameters(of, np.array([0.2, -0.4, 0.1, -0.5]))
    r, i = len(at.severity), len(at.difficulty)

    def scores(vector: Any) -> Any:
        here = Parameters(vector[:r], vector[r : r + i], vector[r + i :])
        return fitting._scores(of, passes(of, log_weights(of, here))).sum(axis=0)

    start = at.vector()
    nudges = np.eye(len(start)) * 1e-5
    information = np.array([(scores(start - n) - scores(start + n)) / 2e-5 for n in nudges])
    found = fitting._information(of, at, passes(of, log_weights(of, at)))
    assert found == pytest.approx(information, abs=1e-3)
    value = [
        counted(of, Parameters(v[:r], v[r : r + i], v[r + i :]))
        for v in (start + nudges[0], start - nudges[0])
    ]
    assert scores(start)[0] == pytest.approx((value[0] - value[1]) / 2e-5, abs=1e-5)


def test_severities_are_recovered_without_outward_bias_from_few_ratings_each() -> None:
    """Two raters, two items: the joint likelihood would stretch these by about a third."""
    rng, true = np.random.default_rng(6), np.array([-0.9, -0.3, 0.3, 0.9])
    slopes = []
    for _ in range(12):
        found = fit(laid(faceted(rng, 250, true, [-0.4, 0.4], [-1.0, 0.0, 1.0])))
        slopes.append(float(found.at.severity @ true / (true @ true)))
    assert np.mean(slopes) == pytest.approx(1.0, abs=0.05)


def test_intervals_cover_the_true_severities() -> None:
    rng, true, held, told = np.random.default_rng(9), np.linspace(-0.8, 0.8, 5), 0, 0
    for _ in range(20):
        found = fit(laid(faceted(rng, 80, true, [-0.5, 0.0, 0.5], [-1.0, 0.0, 1.0])))
        reach = 1.96 * np.sqrt(np.maximum(np.diag(found.model), np.diag(found.robust)))[:5]
        held += int((np.abs(found.at.severity - true) < reach).sum())
        told += 5
    assert 0.90 <= held / told <= 1.0


def test_ratings_that_hang_together_widen_the_robust_error_only() -> None:
    """Each rating copied to three competencies: three times the ratings, no more knowledge."""
    once = faceted(np.random.default_rng(3), 150, [-0.5, 0.0, 0.5], [0.0], [-0.8, 0.8])
    rows = [
        [once.persons[p], once.raters[r], f"c{i}", float(v)]
        for p, r, v in zip(once.person, once.rater, once.value, strict=True)
        for i in range(3)
    ]
    found = fit(laid(table(rows)))
    ratio = np.sqrt(np.diag(found.robust)[:3] / np.diag(found.model)[:3])
    assert ratio.min() > 1.4


def test_an_ordering_without_exception_has_no_finite_estimate() -> None:
    """The first rater is never below the second: any severity above some bound explains it better still."""
    rng = np.random.default_rng(1)
    rows = []
    for p in range(40):
        value = int(rng.integers(1, 4))
        rows += [
            [f"p{p}", "lunak", "c", float(min(value + 1, 3))],
            [f"p{p}", "tegas", "c", float(max(value - 1, 1))],
        ]
    assert not fit(laid(table(rows))).converged


def test_a_step_too_far_is_halved_until_the_likelihood_rises() -> None:
    of = laid(SMALL)
    start = np.zeros(len(of.ratings.raters) + len(of.ratings.items) + of.steps)
    before = passes(of, log_weights(of, fitting._parameters(of, start)))
    best = fit(of).at.vector()
    _, found, change = fitting._climb(of, start, 16 * best, before)
    assert found.log_likelihood.sum() > before.log_likelihood.sum()
    assert 0 < change < np.abs(16 * best).max()
    downhill, _, nothing = fitting._climb(
        of, best, np.full(len(best), 0.0) - 1e-3 * best, passes(of, log_weights(of, fit(of).at))
    )
    assert nothing <= 1e-3 * np.abs(best).max()
    assert downhill == pytest.approx(best, abs=1e-2)

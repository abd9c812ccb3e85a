"""The formulas against a second way of computing them, and the worked example of docs/rules/placement.md."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.placement.matching.people import CODES, PlainRequirement, PlainRules, World, post

from takar.placement.domain.changes import level_lines, smallest_raise
from takar.placement.domain.comparisons import gap_weight, jpm_against
from takar.placement.domain.posterior import Prior, estimate_prior, posterior, reliability
from takar.placement.domain.ranking import (
    Ranking,
    best_chances,
    intervals,
    list_length,
    rank_people,
    rank_posts,
)
from takar.placement.domain.shares import below_chance, expected_share, share
from takar.placement.domain.tables import FitTable, fit_table, redraw, redraws, truths
from takar.placement.domain.values import Measured
from takar.placement.matching.asking import level_of, shown
from takar.positions.public import Facts, Stay, fact_table
from takar.standards.shipped import shipped_files, shipped_standard

DAY = date(2026, 1, 5)
RULES = PlainRules()


def alone(level: float) -> tuple[Measured, Prior]:
    """One person and one competency with a known prior."""
    told = Measured(("1",), ("M.01",), np.array([[level]]), np.array([[0.4]]), ("jpt_pratama",))
    prior = Prior(("jpt_pratama",), np.array([[3.2]]), np.array([[0.6]]), 0.0, np.array([[10**12]]))
    return told, prior


def test_the_worked_example() -> None:
    told, prior = alone(4.4)
    asked = post("A", {"M.01": 4}, PlainRequirement("family_years_least", "penting", ("pendidikan", "5")))
    levels = posterior(told.levels, told.errors, np.array([0]), prior)
    assert reliability(told.errors, np.array([0]), prior)[0, 0] == pytest.approx(0.6923, abs=5e-5)
    assert (levels.mean[0, 0], levels.sd[0, 0]) == pytest.approx((4.0308, 0.3328), abs=5e-5)
    assert 4 * expected_share(levels.mean, levels.sd, 4.0)[0, 0] == pytest.approx(3.8820, abs=1e-4)
    assert fit_table(told, [asked], None, DAY, RULES, prior).fit[0, 0] == pytest.approx(97.05, abs=0.005)
    known = fact_table(
        [Facts("1", stays=(Stay("pengawas", "pendidikan", date(2020, 1, 1), date(2023, 1, 1)),))]
    )
    fit = fit_table(told, [asked], known, DAY, RULES, prior).fit[0, 0]
    assert fit == pytest.approx(90.51, abs=0.02)


@given(st.floats(0.5, 5.5), st.floats(0.01, 1.5), st.sampled_from([1.0, 2.5, 4.0, 5.0]))
def test_the_expectation_is_that_of_many_draws(mean: float, sd: float, standard: float) -> None:
    grid = (np.arange(4000) + 0.5) / 4000
    from scipy.special import ndtri

    drawn = share(mean + sd * ndtri(grid), standard).mean()
    exact = float(expected_share(np.array(mean), np.array(sd), standard))
    assert exact == pytest.approx(drawn, abs=2e-3)
    assert exact <= min(mean, standard) / standard + 1e-12


def test_without_error_the_expectation_is_the_share_itself() -> None:
    mean, none = np.array([2.0, 4.0, 5.0, np.nan]), np.zeros(4)
    assert expected_share(mean, none, 4.0)[:3].tolist() == [0.5, 1.0, 1.0]
    assert np.isnan(expected_share(mean, none, 4.0)[3])
    assert below_chance(np.array([3.0, 4.0]), np.zeros(2), 3.5).tolist() == [1.0, 0.0]


@given(st.floats(0, 0.95), st.integers(0, 10_000))
def test_the_posterior_is_that_of_the_joint_normal(alike: float, seed: int) -> None:
    draws = np.random.default_rng(seed)
    mean, spread = draws.uniform(2, 4, 4), draws.uniform(0.2, 1, 4)
    errors = draws.uniform(0.1, 0.8, 4)
    seen = mean + draws.standard_normal(4)
    seen[draws.random(4) < 0.3] = np.nan
    told = posterior(
        seen[None], errors[None], np.array([0]),
        Prior(("g",), mean[None], spread[None], alike, np.full((1, 4), 10**12)),
    )  # fmt: skip
    there = ~np.isnan(seen)
    if not there.any():
        assert np.isnan(told.mean).all()
        return
    true = np.outer(spread, spread) * (alike + (1 - alike) * np.eye(4))
    gain = true[:, there] @ np.linalg.inv(true[np.ix_(there, there)] + np.diag(errors[there] ** 2))
    left = true - gain @ true[there]
    assert told.mean[0] == pytest.approx(mean + gain @ (seen - mean)[there], abs=1e-9)
    assert told.sd[0] == pytest.approx(np.sqrt(np.diag(left)), abs=1e-7)
    together = np.outer(told.common[0], told.common[0]) + np.diag(told.own[0] ** 2)
    assert together == pytest.approx(left, abs=1e-7)


def test_a_small_group_borrows_its_spread_and_leans_on_all() -> None:
    draws = np.random.default_rng(2)
    told, _ = World(group_means=(3.0, 3.4, 2.6)).people((60, 60, 3), draws)
    told.levels[-3:] = 1.0
    prior = estimate_prior(told)
    assert prior.spread[2] == pytest.approx(prior.spread[:2].mean(axis=0), abs=0.12)
    assert (prior.mean[2] > 1.0).all()
    assert (prior.mean[2] < 2.2).all()
    assert prior.alike == pytest.approx(0.4, abs=0.12)


def test_a_person_alone_keeps_his_score_and_a_competency_nobody_was_measured_in_is_left_out() -> None:
    told = Measured(("1",), ("M.01", "T.1"), np.array([[3.0, np.nan]]), np.array([[0.4, np.nan]]), ("g",))
    prior = estimate_prior(told)
    assert prior.mean[0, 0] == 3.0
    assert np.isnan(prior.spread[0, 1])
    table = fit_table(told, [post("A", {"M.01": 3, "T.1": 4}), post("B", {"T.1": 4})], None, DAY, RULES)
    assert table.terms.weight.tolist() == [[1.0, 0.0], [0.0, 0.0]]
    assert np.isnan(table.fit[0]).tolist() == [False, True]


def test_without_a_profile_or_a_standard_or_enough_of_it_there_is_no_fit() -> None:
    levels = np.array([[3.0, 3.0, 3.0], [np.nan, np.nan, np.nan], [3.0, np.nan, np.nan]])
    told = Measured(("1", "2", "3"), CODES[:3], levels, np.full((3, 3), 0.4), ("g",) * 3)
    asked = [post("A", dict.fromkeys(CODES[:3], 3)), post("B", {}), post("C", {CODES[0]: 3, CODES[1]: 3})]
    fit = fit_table(told, asked, None, DAY, RULES).fit
    assert np.isnan(fit).tolist() == [[False, True, False], [True, True, True], [True, True, True]]
    assert not np.isnan(fit_table(told, asked, None, DAY, replace(RULES, assessed_least=30)).fit[2, 0])


def some_table(seed: int = 4, people: int = 12, error: float = 0.35) -> FitTable:
    told, _ = World(error=error).people((people, people), np.random.default_rng(seed))
    return fit_table(told, [post("A", 4.0), post("B", 2.0), post("C", {})], None, DAY, RULES)


def test_redraws_are_the_same_for_the_same_seed_one_by_one_or_at_once() -> None:
    table = some_table()
    three = redraw(table, 3, 9)
    assert three.shape == (3, 24, 3)
    for one, other in zip(three, redraws(table, 9), strict=False):
        assert np.array_equal(one, other, equal_nan=True)
    assert np.isnan(three[:, :, 2]).all()
    assert truths(table, 400, 1)[:, :, :2].mean(axis=0) == pytest.approx(table.fit[:, :2], abs=0.8)


def test_ranks_by_expected_fit_and_equals_share_the_chance() -> None:
    table = some_table()
    ranking = rank_people(table, 0, 90, 90, 1, draws=400)
    assert table.fit[ranking.order, 0].tolist() == sorted(table.fit[:, 0].tolist(), reverse=True)
    assert ranking.best.sum() == pytest.approx(1.0)
    assert (ranking.low <= ranking.fit + 1).all()
    assert (ranking.high >= ranking.fit - 1).all()
    posts = rank_posts(table, 0, 90, 90, 1, draws=400)
    assert [table.positions[at] for at in posts.order] == ["B", "A"]
    same = np.array([[5.0, 5.0, 1.0]] * 4, dtype=np.float32)
    assert best_chances(same).tolist() == [0.5, 0.5, 0.0]
    assert list_length(same, 90) == (1, 1.0)


def test_whoever_stands_first_together_is_listed_together() -> None:
    fit, chance = np.array([90.0, 90.0, 90.0, 80.0]), np.array([0.3, 0.3, 0.3, 0.1])
    ranking = Ranking(np.arange(4), fit, fit, fit, chance, 1, 1.0)
    assert level_of(ranking) == 3
    assert [len(shown(replace(ranking, length=n), 0, None, 50)) for n in (1, 4)] == [3, 4]
    assert len(shown(ranking, 0, None, 2)) == 2
    assert level_of(replace(ranking, best=np.array([0.4, 0.3, 0.2, 0.1]))) == 1
    assert level_of(replace(ranking, fit=np.full(4, 9.0), best=np.full(4, 0.25))) == 4
    none = np.empty(0)
    assert level_of(Ranking(np.empty(0, dtype=np.intp), none, none, none, none, 0, 0.0)) == 0


def test_a_list_is_as_long_as_needed_and_nobody_makes_none() -> None:
    draws = np.zeros((10, 3), dtype=np.float32)
    draws[:6, 0], draws[6:9, 1], draws[9:, 2] = 1, 1, 1
    assert list_length(draws, 60) == (1, pytest.approx(0.6))
    assert list_length(draws, 61) == (2, pytest.approx(0.9))
    assert list_length(draws, 90) == (2, pytest.approx(0.9))
    assert list_length(draws, 91) == (3, pytest.approx(1.0))
    nothing = np.zeros((10, 0), dtype=np.float32)
    assert (list_length(nothing, 90), best_chances(nothing).size, intervals(nothing, 90)[0].size) == (
        (0, 0.0),
        0,
        0,
    )


def test_the_smallest_raise_reaches_what_was_missing_and_no_less_would() -> None:
    table = some_table()
    found = [(person, smallest_raise(table, person, 0, 1.5)) for person in range(24)]
    able = [(person, change) for person, change in found if change is not None]
    assert len(able) > 15
    for person, change in able:
        for step, reached in ((1.0, True), (0.9, False)):
            mean = table.mean.copy()
            at = table.codes.index(change.code)
            mean[person, at] = change.before + step * (change.after - change.before)
            fit = 100 * np.mean([
                float(expected_share(mean[person, c], table.sd[person, c], 4.0)) for c in range(len(table.codes))
            ])  # fmt: skip
            assert bool(fit - table.fit[person, 0] >= 1.5 - 1e-6) is reached
    assert smallest_raise(table, 0, 0, 60.0) is None


def test_lines_add_up_to_the_fit_and_the_dearest_gap_is_first() -> None:
    table = some_table()
    lines = level_lines(table, 3, 0, table.mean[3])
    assert sum(line.points for line in lines) == pytest.approx(table.fit[3, 0])
    assert sum(line.lost for line in lines) == pytest.approx(100 - table.fit[3, 0])
    assert [line.lost for line in lines] == sorted((line.lost for line in lines), reverse=True)


def test_profile_matching_punishes_surplus_and_the_fit_does_not() -> None:
    weights = [gap_weight(level, 3.0) for level in (3.0, 4.0, 2.0, 5.0)]
    assert weights == [Decimal("5"), Decimal("4.5"), Decimal("4"), Decimal("3.5")]
    assert gap_weight(np.nan, 3.0) is None
    fits = [float(expected_share(np.array(level), np.array(0.3), 3.0)) for level in (2.0, 3.0, 4.0, 5.0)]
    assert fits == sorted(fits)


def test_jpm_is_that_of_the_law_and_stays_away_where_it_cannot_be() -> None:
    rules = next(
        shipped_standard(path) for path in shipped_files() if path.name.startswith("ruleset-pemetaan")
    )
    standard = (("M.01", Decimal(4)), ("M.02", Decimal(3)))
    assert jpm_against({"M.01": 3.5, "M.02": 3.5}, standard, rules) == Decimal("100.00")  # type: ignore[arg-type]
    assert jpm_against({"M.01": 3.5}, standard, rules) is None  # type: ignore[arg-type]
    assert jpm_against({}, (), rules) is None  # type: ignore[arg-type]
    assert jpm_against({"M.01": 3.0}, (("M.01", Decimal("3.5")),), rules) is None  # type: ignore[arg-type]

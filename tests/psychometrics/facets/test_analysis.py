from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize

from takar.kernel.refusals import Refusal
from takar.psychometrics.facets.analysis import separation
from takar.psychometrics.facets.conditional import Parameters
from takar.psychometrics.facets.persons import Scored, abilities, moments
from takar.psychometrics.public import Analysis, Rating, Ratings, analyse
from tests.psychometrics.world import faceted, renamed, sheet, table

STEPS = [-1.5, -0.5, 0.5, 1.5]
SEVERITY = [-0.8, -0.3, 0.0, 0.3, 0.8]
DIFFICULTY = [-0.5, 0.0, 0.5]
RATINGS = faceted(np.random.default_rng(14), 200, SEVERITY, DIFFICULTY, STEPS)


def told(ratings: Ratings) -> Analysis:
    found = analyse(ratings)
    assert not isinstance(found, Refusal), found
    return found


WHOLE = told(RATINGS)


def test_severities_difficulties_and_steps_are_recovered() -> None:
    assert [rater.measure for rater in WHOLE.raters] == pytest.approx(SEVERITY, abs=0.25)
    assert [item.measure for item in WHOLE.items] == pytest.approx(DIFFICULTY, abs=0.25)
    assert WHOLE.steps == pytest.approx(STEPS, abs=0.3)
    assert all(0 < se < 0.2 for se in WHOLE.step_se)
    for rater in WHOLE.raters:
        assert rater.low < rater.measure < rater.high
        assert rater.high - rater.measure == pytest.approx(1.959964 * rater.se, abs=1e-5)


def test_the_severe_rater_gives_less_in_fair_terms_too() -> None:
    fair = [rater.fair for rater in WHOLE.raters]
    assert fair == sorted(fair, reverse=True)
    assert all(1 < value < 5 for value in fair)


def test_who_met_severe_raters_is_lifted_and_who_met_lenient_ones_lowered() -> None:
    """Two persons rated the same, one by the two most severe, one by the two most lenient."""
    rows = [
        Rating(RATINGS.persons[p], RATINGS.raters[r], RATINGS.items[i].competency, float(v))
        for p, r, i, v in zip(RATINGS.person, RATINGS.rater, RATINGS.item, RATINGS.value, strict=True)
    ]
    for person, raters in (("zz-tegas", ("r03", "r04")), ("zz-lunak", ("r00", "r01"))):
        rows += [Rating(person, rater, item, 3.0) for rater in raters for item in ("c0", "c1", "c2")]
    found = {person.label: person for person in told(Ratings.of(rows)).persons}
    severe, lenient = found["zz-tegas"], found["zz-lunak"]
    assert severe.raw == lenient.raw == 3.0
    assert severe.fair > 3.2 > 2.8 > lenient.fair
    assert severe.ratings == 6


def test_fair_is_nearer_the_truth_than_raw() -> None:
    """Fair averages follow ability more closely where raters differ a lot."""
    rng = np.random.default_rng(2)
    severity, ability = np.linspace(-1.5, 1.5, 6), rng.normal(0, 1, 150)
    rows = []
    for p, true in enumerate(ability):
        for r in rng.choice(6, 2, replace=False):
            for i in range(3):
                chance = moments(np.array([true - severity[r]]), np.array(STEPS)).chance[0]
                rows.append([f"p{p:03}", f"r{r}", f"c{i}", 1.0 + rng.choice(5, p=chance)])
    persons = told(table(rows)).persons
    fair = np.corrcoef(ability, [person.fair for person in persons])[0, 1]
    raw = np.corrcoef(ability, [person.raw for person in persons])[0, 1]
    assert fair > raw + 0.03


def test_names_and_order_of_rows_change_nothing() -> None:
    other = told(renamed(RATINGS, np.random.default_rng(1)))
    assert sorted(r.measure for r in other.raters) == pytest.approx(
        sorted(r.measure for r in WHOLE.raters), abs=1e-6
    )
    assert sorted(p.fair for p in other.persons) == pytest.approx(
        sorted(p.fair for p in WHOLE.persons), abs=1e-6
    )


def test_only_order_of_the_values_matters_and_turning_the_scale_turns_the_signs() -> None:
    def with_values(values: list[float]) -> Analysis:
        return told(
            Ratings.of(
                Rating(RATINGS.persons[p], RATINGS.raters[r], RATINGS.items[i].competency, values[int(v) - 1])
                for p, r, i, v in zip(RATINGS.person, RATINGS.rater, RATINGS.item, RATINGS.value, strict=True)
            )
        )

    measures = [rater.measure for rater in WHOLE.raters]
    assert [r.measure for r in with_values([0, 0.5, 1, 1.5, 2]).raters] == pytest.approx(measures, abs=1e-7)
    assert [-r.measure for r in with_values([5, 4, 3, 2, 1]).raters] == pytest.approx(measures, abs=1e-6)


def test_fit_is_near_one_and_an_erratic_rater_stands_out() -> None:
    assert [rater.infit for rater in WHOLE.raters] == pytest.approx([1.0] * 5, abs=0.25)
    rng = np.random.default_rng(8)
    rows = [
        [
            RATINGS.persons[p],
            RATINGS.raters[r],
            RATINGS.items[i].competency,
            float(rng.integers(1, 6)) if r == 2 else float(v),
        ]
        for p, r, i, v in zip(RATINGS.person, RATINGS.rater, RATINGS.item, RATINGS.value, strict=True)
    ]
    found = {rater.label: rater for rater in told(table(rows)).raters}
    assert found["r02"].infit > 1.4
    assert max(rater.infit for label, rater in found.items() if label != "r02") < found["r02"].infit


def test_persons_at_either_end_have_a_finite_measure_and_are_marked() -> None:
    rows = [
        [RATINGS.persons[p], RATINGS.raters[r], RATINGS.items[i].competency, float(v)]
        for p, r, i, v in zip(RATINGS.person, RATINGS.rater, RATINGS.item, RATINGS.value, strict=True)
    ]
    rows += [
        [f"zz{value}", rater, item, float(value)]
        for value in (1, 5)
        for rater in ("r00", "r01")
        for item in ("c0", "c1")
    ]
    found = {person.label: person for person in told(table(rows)).persons}
    assert found["zz1"].extreme
    assert found["zz5"].extreme
    assert -8 < found["zz1"].measure < -2
    assert 2 < found["zz5"].measure < 8
    assert found["zz5"].se > WHOLE.persons[0].se


def test_a_rater_without_an_estimate_is_named_and_his_ratings_are_not_used() -> None:
    rows = [
        [RATINGS.persons[p], RATINGS.raters[r], RATINGS.items[i].competency, float(v)]
        for p, r, i, v in zip(RATINGS.person, RATINGS.rater, RATINGS.item, RATINGS.value, strict=True)
    ]
    rows += [[person, "semua-lima", "c0", 5.0] for person in RATINGS.persons[:20]]
    found = told(table(rows))
    assert found.not_estimated == ("semua-lima",)
    assert [r.measure for r in found.raters] == pytest.approx([r.measure for r in WHOLE.raters], abs=1e-9)
    assert found.ratings == len(RATINGS)


def test_separation_by_hand() -> None:
    found = separation(np.array([-1.0, 0.0, 1.0]), np.array([0.5, 0.5, 0.5]))
    assert (found.spread, found.separation, found.reliability) == pytest.approx((1.0, np.sqrt(3), 0.75))
    alike = separation(np.zeros(3), np.ones(3))
    assert (alike.separation, alike.reliability) == (0.0, 0.0)


def test_equal_raters_are_not_separated_and_unequal_ones_are() -> None:
    same = told(faceted(np.random.default_rng(3), 150, [0.0] * 5, DIFFICULTY, STEPS))
    assert same.rater_separation.reliability < 0.7
    assert WHOLE.rater_separation.reliability > 0.9
    assert 0.5 < WHOLE.person_separation.reliability < 1


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 4), min_size=3, max_size=8), st.floats(-2, 2))
def test_an_ability_solves_warms_equation(categories: list[int], severity: float) -> None:
    """Root of the weighted score found by bisection, with moments taken from their definition."""
    n = len(categories)
    at = Parameters(np.array([severity]), np.array([0.0]), np.array(STEPS))
    zeros = np.zeros(n, dtype=np.int64)
    scored = Scored(zeros, zeros, zeros, np.array(categories), 1)
    measure, error = abilities(scored, at)

    def weighted_score(theta: float) -> float:
        weight = np.exp([k * (theta - severity) - sum(STEPS[:k]) for k in range(5)])
        chance, k = weight / weight.sum(), np.arange(5)
        mean = chance @ k
        second, third = chance @ (k - mean) ** 2, chance @ (k - mean) ** 3
        return float(sum(categories) - n * mean + n * third / (2 * n * second))

    assert measure[0] == pytest.approx(optimize.brentq(weighted_score, -15, 15), abs=1e-5)
    assert error[0] > 0


def test_what_cannot_be_analysed_is_refused() -> None:
    unlinked = analyse(
        sheet([[1, 2, None, None], [None, None, 1, 2], [2, 1, None, None], [None, None, 2, 1]] * 4)
    )
    assert isinstance(unlinked, Refusal)
    assert unlinked.code == "RATERS_NOT_LINKED"
    rng, rows = np.random.default_rng(1), []
    for p in range(40):
        value = int(rng.integers(1, 4))
        rows += [
            [f"p{p}", "lunak", "c", float(min(value + 1, 3))],
            [f"p{p}", "tegas", "c", float(max(value - 1, 1))],
        ]
    runaway = analyse(table(rows))
    assert isinstance(runaway, Refusal)
    assert runaway.code == "RATERS_NO_ESTIMATE"
    assert {"lunak", "tegas"} <= set(runaway.data["names"])  # type: ignore[arg-type]

from __future__ import annotations

import numpy as np
import pytest

from takar.kernel.refusals import Refusal
from takar.psychometrics.public import (
    Agreement,
    CompetencyError,
    Estimate,
    Form,
    Rating,
    Ratings,
    Sources,
    Strength,
    agreement,
    competency_errors,
    decide,
    of_competency,
    of_sources,
    sources,
    strength,
    study,
)
from tests.psychometrics.world import office, sheet


def centre(rng: np.random.Generator, persons: int, *, exercise: float, competency: float) -> Ratings:
    """Four exercises by five competencies, two raters for each exercise; SDs of the two profiles."""
    rows = []
    for p in range(persons):
        whole = rng.normal(3, 0.5)
        by_exercise, by_competency = rng.normal(0, exercise, 4), rng.normal(0, competency, 5)
        for x in range(4):
            for rater in (f"r{(p + x) % 6}", f"r{(p + x + 1) % 6}"):
                rows += [
                    Rating(
                        f"p{p:03}",
                        rater,
                        f"c{c}",
                        whole + by_exercise[x] + by_competency[c] + rng.normal(0, 0.5),
                        f"x{x}",
                    )
                    for c in range(5)
                ]
    return Ratings.of(rows)


def told(ratings: Ratings) -> Sources:
    found = sources(ratings)
    assert not isinstance(found, Refusal)
    return found


def test_exercise_effects_make_competencies_unsure_and_this_is_said() -> None:
    found = told(centre(np.random.default_rng(1), 120, exercise=0.9, competency=0.1))
    assert found.by_exercise.low > 0.9
    assert found.by_competency.high < 0.75
    assert "kurang pasti" in of_sources(found).id
    assert "less sure" in of_sources(found).en


def test_true_competency_profiles_turn_it_round() -> None:
    found = told(centre(np.random.default_rng(2), 120, exercise=0.1, competency=0.9))
    assert found.by_competency.value > found.by_exercise.value
    assert "kurang pasti" not in of_sources(found).id


def test_reliabilities_follow_from_the_variances_that_made_the_data() -> None:
    """person 0.25, exercise 0.36, competency 0.16, error of the mean of two raters 0.125."""
    found = told(centre(np.random.default_rng(3), 800, exercise=0.6, competency=0.4))
    assert found.by_competency.value == pytest.approx(0.41 / (0.41 + 0.485 / 4), abs=0.03)
    assert found.by_exercise.value == pytest.approx(0.61 / (0.61 + 0.285 / 5), abs=0.03)
    assert found.overall.value == pytest.approx(0.25 / (0.25 + 0.36 / 4 + 0.16 / 5 + 0.125 / 20), abs=0.03)
    assert sum(found.shares.values()) == pytest.approx(1)
    assert (found.exercises, found.competencies) == (4, 5)


def test_without_a_spread_there_is_no_interval_and_so_no_number() -> None:
    """Five persons: leaving out one leaves too few to tell, so nothing is known of how far the figure would move."""
    found = sources(centre(np.random.default_rng(4), 5, exercise=0.5, competency=0.5))
    assert isinstance(found, Refusal)
    assert found.code == "RATERS_TOO_FEW"


def test_without_exercises_or_persons_nothing_is_said() -> None:
    rng = np.random.default_rng(1)
    one_exercise, few = sources(office(rng, 20, 4)), sources(centre(rng, 4, exercise=0.5, competency=0.5))
    flat = sources(
        Ratings.of(
            Rating(f"p{p}", "r", f"c{c}", 3.0, f"x{x}") for p in range(6) for c in range(2) for x in range(2)
        )
    )
    nested = sources(
        Ratings.of(
            Rating(f"p{p}", "r", f"c{c}", float(rng.normal()), f"x{c}") for p in range(9) for c in range(3)
        )
    )
    codes = [one.code for one in (one_exercise, few, flat, nested) if isinstance(one, Refusal)]
    assert codes == ["RATINGS_NOT_SEPARABLE", "RATERS_TOO_FEW", "RATINGS_ALL_EQUAL", "RATINGS_NOT_SEPARABLE"]


def test_error_of_one_competency_is_that_of_its_agreement_and_close_to_its_generalizability() -> None:
    ratings = office(np.random.default_rng(5), 150, 8)
    found = competency_errors(ratings)
    assert sorted(found) == [f"c{i}" for i in range(9)]
    own = ratings.of_item(ratings.items[4])
    one, icc, of = found["c4"], agreement(own, 2), study(own)
    assert isinstance(one, CompetencyError)
    assert isinstance(icc, Agreement)
    assert not isinstance(of, Refusal)
    assert (one.raters, one.exercises) == (2, 1)
    assert one.reliability == icc.forms[Form.AGREE_K]
    assert one.reliability.value == pytest.approx(one.design.phi)
    assert one.design.phi == pytest.approx(decide(of, 2).phi, abs=0.05)


def test_more_raters_less_error() -> None:
    ratings = office(np.random.default_rng(5), 150, 8)
    one, four = competency_errors(ratings, 1)["c0"], competency_errors(ratings, 4)["c0"]
    assert isinstance(one, CompetencyError)
    assert isinstance(four, CompetencyError)
    assert one.design.sem == pytest.approx(2 * four.design.sem)


def test_several_exercises_of_one_competency_count() -> None:
    found = competency_errors(centre(np.random.default_rng(7), 60, exercise=0.5, competency=0.3))["c0"]
    assert isinstance(found, CompetencyError)
    assert found.exercises == 4
    assert found.reliability.method == "jackknife"
    assert isinstance(
        competency_errors(centre(np.random.default_rng(7), 5, exercise=0.5, competency=0.3))["c0"], Refusal
    )
    assert isinstance(
        competency_errors(centre(np.random.default_rng(7), 4, exercise=0.5, competency=0.3))["c0"], Refusal
    )


def test_a_standard_error_is_what_a_retest_shows() -> None:
    """Rate everybody twice by different raters of the same kind: differences spread sqrt(2) times the standard error."""
    rng = np.random.default_rng(11)
    true, severity = rng.normal(3, 0.8, 400), rng.normal(0, 0.3, 30)
    seats = [rng.choice(30, 4, replace=False) for _ in true]
    values = [[t + severity[r] + rng.normal(0, 0.6) for r in row] for t, row in zip(true, seats, strict=True)]
    ratings = Ratings.of(
        Rating(f"p{p:03}", f"r{r:02}", "c", value)
        for p, (row, seat) in enumerate(zip(values, seats, strict=True))
        for r, value in zip(seat[:2], row[:2], strict=True)
    )
    found = competency_errors(ratings)["c"]
    assert isinstance(found, CompetencyError)
    differences = np.array([np.mean(row[:2]) - np.mean(row[2:]) for row in values])
    assert differences.std() / np.sqrt(2) == pytest.approx(found.design.sem, rel=0.12)


def test_one_rater_each_gives_no_error_and_says_so() -> None:
    found = competency_errors(sheet([[3, None], [None, 4], [2, None]]))["c"]
    assert isinstance(found, Refusal)
    assert found.code == "RATERS_TOO_FEW"


@pytest.mark.parametrize(
    ("low", "word"),
    [
        (0.0, Strength.LOW),
        (0.49, Strength.LOW),
        (0.5, Strength.MODERATE),
        (0.75, Strength.GOOD),
        (0.9, Strength.EXCELLENT),
    ],
)
def test_words_go_by_the_lower_end(low: float, word: Strength) -> None:
    assert strength(Estimate(0.95, low, 0.99, "x", 10, 2, 20)) is word


def test_a_low_competency_is_called_low_in_both_languages() -> None:
    rng = np.random.default_rng(9)
    rows: list[list[float | None]] = [
        [float(rng.integers(1, 6)), float(rng.integers(1, 6))] for _ in range(40)
    ]
    found = competency_errors(sheet(rows))["c"]
    assert isinstance(found, CompetencyError)
    assert "jangan memutuskan" in of_competency(found).id
    assert "decide nothing" in of_competency(found).en
    assert "," in of_competency(found).id

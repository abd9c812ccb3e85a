from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from takar.kernel.refusals import Refusal
from takar.psychometrics.pairs import pairs
from takar.psychometrics.public import (
    Finding,
    Habit,
    Rating,
    Ratings,
    Reading,
    habits,
    intercorrelation,
    of_finding,
    of_refusal,
    others_intercorrelation,
)
from tests.psychometrics.world import office, renamed, sheet


def finding(ratings: Ratings, rater: str, habit: Habit) -> Finding:
    one = next(one for one in habits(ratings, 1, 5) if one.rater == rater).findings[habit]
    assert isinstance(one, Finding)
    return one


def bent(habit: str) -> Ratings:
    """Eight raters of whom `r03` has one habit."""

    def bend(rater: str, value: float) -> float:
        if rater != "r03":
            return value
        if habit == "severe":
            return value - 0.7
        return 3 + 0.3 * (value - 3) if habit == "middle" else value

    return office(np.random.default_rng(21), 120, 8, bend)


def test_pairs_by_hand() -> None:
    ratings = Ratings.of(
        [
            Rating("ani", "r1", "M.01", 2.0),
            Rating("ani", "r1", "M.02", 4.0),
            Rating("ani", "r2", "M.01", 3.0),
            Rating("ani", "r2", "M.02", 3.0),
            Rating("ani", "r2", "M.03", 5.0),
            Rating("budi", "r1", "M.01", 5.0),
        ]
    )
    found = pairs(ratings, 3.0)
    assert found.person.tolist() == [0, 0]
    assert (found.rater.tolist(), found.partner.tolist()) == ([0, 1], [1, 0])
    assert found.items.tolist() == [2, 2]
    assert found.own_mean.tolist() == [3.0, 3.0]
    assert found.own_variance.tolist() == [2.0, 0.0]
    assert found.partner_distance.tolist() == [0.0, 1.0]


def test_severity_is_the_paired_t_interval_of_the_textbook() -> None:
    rng = np.random.default_rng(5)
    values = np.column_stack([rng.normal(3, 1, 20), rng.normal(3.4, 1, 20)])
    found = finding(sheet(values.tolist()), "r00", Habit.SEVERITY).estimate
    textbook = stats.ttest_rel(values[:, 1], values[:, 0]).confidence_interval(0.95)
    assert found.value == pytest.approx(float((values[:, 1] - values[:, 0]).mean()))
    assert (found.low, found.high) == pytest.approx((textbook.low, textbook.high))


def test_a_severe_rater_is_seen_as_severe_and_by_how_much() -> None:
    found = finding(bent("severe"), "r03", Habit.SEVERITY)
    assert found.reading is Reading.HIGHER
    assert found.estimate.low < 0.7 < found.estimate.high + 0.1
    assert "lebih ketat" in of_finding(found).id


def test_a_rater_who_keeps_to_the_middle_is_seen_in_three_habits() -> None:
    ratings = bent("middle")
    for habit in (Habit.CENTRAL, Habit.RANGE, Habit.HALO):
        assert finding(ratings, "r03", habit).reading is Reading.LOWER


def test_halo_alone_narrows_competencies_and_not_persons() -> None:
    rng, rows = np.random.default_rng(33), []
    for p in range(100):
        level, profile = rng.normal(3, 0.8), rng.normal(0, 0.7, 9)
        for rater in ("halo", "plain"):
            inside = 0.2 if rater == "halo" else 1.0
            rows += [
                Rating(f"p{p}", rater, f"c{i}", level + inside * (profile[i] + rng.normal(0, 0.3)))
                for i in range(9)
            ]
    ratings = Ratings.of(rows)
    assert finding(ratings, "halo", Habit.HALO).reading is Reading.LOWER
    assert finding(ratings, "halo", Habit.HALO).estimate.value == pytest.approx(0.2, abs=0.03)
    assert finding(ratings, "halo", Habit.RANGE).reading is Reading.NOT_DIFFERENT
    own, others = intercorrelation(ratings, "halo"), others_intercorrelation(ratings, "halo")
    assert not isinstance(own, Refusal)
    assert not isinstance(others, Refusal)
    assert own.low > 0.9 > others


def test_an_honest_rater_is_seldom_singled_out() -> None:
    rng, singled, told = np.random.default_rng(7), 0, 0
    for _ in range(12):
        for one in habits(office(rng, 80, 6), 1, 5):
            found = [f for f in one.findings.values() if isinstance(f, Finding)]
            told += len(found)
            singled += sum(f.reading is not Reading.NOT_DIFFERENT for f in found)
    assert told == 12 * 6 * 4
    assert singled / told < 0.10


def test_two_raters_mirror_each_other() -> None:
    ratings = office(np.random.default_rng(1), 30, 2)
    for habit in Habit:
        one, other = (finding(ratings, rater, habit).estimate for rater in ("r00", "r01"))
        if habit.like_the_partners == 0:
            assert (one.value, one.low, one.high) == pytest.approx((-other.value, -other.high, -other.low))
        else:
            assert (one.value, one.low, one.high) == pytest.approx(
                (1 / other.value, 1 / other.high, 1 / other.low)
            )


def test_names_change_nothing() -> None:
    ratings = office(np.random.default_rng(2), 60, 5)

    def figures(of: Ratings) -> list[float]:
        found = [f for one in habits(of, 1, 5) for f in one.findings.values() if isinstance(f, Finding)]
        return sorted(f.estimate.value for f in found)

    assert figures(ratings) == pytest.approx(figures(renamed(ratings, np.random.default_rng(3))))


def test_few_shared_persons_are_too_few_to_tell() -> None:
    ratings = office(np.random.default_rng(2), 9, 2)
    for one in habits(ratings, 1, 5):
        codes = [found.code for found in one.findings.values() if isinstance(found, Refusal)]
        assert codes == ["RATERS_TOO_FEW"] * 4
    lonely = habits(sheet([[3, None], [None, 4]]), 1, 5)
    refused = lonely[0].findings[Habit.SEVERITY]
    assert isinstance(refused, Refusal)
    assert "Terlalu sedikit" in of_refusal(refused).id


def test_a_rater_who_never_varies_has_no_ratio() -> None:
    rows: list[list[float | None]] = [[3, 1 + p % 5] for p in range(15)]
    found = habits(sheet(rows), 1, 5)[0].findings
    assert isinstance(found[Habit.RANGE], Refusal)
    assert isinstance(found[Habit.HALO], Refusal)  # one competency has no spread between competencies
    assert isinstance(found[Habit.SEVERITY], Finding)


def test_intercorrelation_needs_persons_and_items() -> None:
    ratings = office(np.random.default_rng(2), 9, 2)
    for rater in ("r00", "nobody"):
        assert isinstance(intercorrelation(ratings, rater), Refusal)
    assert isinstance(others_intercorrelation(ratings, "r00"), Refusal)
    flat = Ratings.of(Rating(f"p{p}", "r", f"c{i}", 3.0) for p in range(12) for i in range(3))
    refused = intercorrelation(flat, "r")
    assert isinstance(refused, Refusal)
    assert refused.code == "RATINGS_ALL_EQUAL"


def test_intercorrelation_is_the_mean_of_the_table_of_correlations() -> None:
    rng = np.random.default_rng(4)
    values = rng.normal(3, 1, (15, 3)) + rng.normal(0, 1, (15, 1))
    ratings = Ratings.of(
        Rating(f"p{p:02}", "r", f"c{i}", float(values[p, i])) for p in range(15) for i in range(3)
    )
    found = intercorrelation(ratings, "r")
    assert not isinstance(found, Refusal)
    expected = np.mean([stats.pearsonr(values[:, a], values[:, b])[0] for a, b in ((0, 1), (0, 2), (1, 2))])
    assert found.value == pytest.approx(float(expected))
    assert -1 <= found.low < found.value < found.high <= 1


def test_an_item_that_varies_by_one_person_only_does_not_break_the_jackknife() -> None:
    rows = [Rating(f"p{p:02}", "r", "a", float(p == 0)) for p in range(12)]
    rows += [Rating(f"p{p:02}", "r", "b", float(p % 3)) for p in range(12)]
    found = intercorrelation(Ratings.of(rows), "r")
    assert not isinstance(found, Refusal)
    assert np.isfinite([found.low, found.high]).all()

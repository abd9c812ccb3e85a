from __future__ import annotations

import numpy as np
import pytest

from takar.kernel.refusals import Refusal
from takar.psychometrics import components
from takar.psychometrics.agreement import incomplete
from takar.psychometrics.public import Agreement, Form, agreement, intraclass, stepped_up
from takar.psychometrics.ratings import Ratings
from tests.psychometrics.world import crossed, golden, renamed, sheet, table

GOLDEN = golden("icc_incomplete.json")


def told(ratings: Ratings, k: float | None = None) -> Agreement:
    found = agreement(ratings, k)
    assert not isinstance(found, Refusal)
    return found


def test_variance_components_as_lme4_has_them() -> None:
    found, _ = components.estimate(components.summary(table(GOLDEN["ratings"])))
    expected = GOLDEN["lme4"]
    assert (found.person, found.rater, found.error) == pytest.approx(
        (expected["person"], expected["rater"], expected["error"]), abs=5e-5
    )


def test_variance_components_as_statsmodels_has_them() -> None:
    found, _ = components.estimate(components.summary(table(GOLDEN["ratings"])))
    expected = GOLDEN["statsmodels"]
    assert (found.person, found.rater, found.error) == pytest.approx(
        (expected["person"], expected["rater"], expected["error"]), abs=5e-4
    )


def test_without_a_raters_variance_as_lme4_has_it() -> None:
    found, _ = components.estimate(components.summary(table(GOLDEN["ratings"])), with_raters=False)
    expected = GOLDEN["lme4_one_way"]
    assert (found.person, found.error) == pytest.approx((expected["person"], expected["error"]), abs=5e-5)


def test_icc_of_an_incomplete_table_follows_from_the_components() -> None:
    found, v = told(table(GOLDEN["ratings"])), GOLDEN["lme4"]
    assert not found.complete
    assert found.forms[Form.AGREE].value == pytest.approx(
        v["person"] / (v["person"] + v["rater"] + v["error"]), abs=5e-5
    )
    assert found.forms[Form.ORDER].value == pytest.approx(v["person"] / (v["person"] + v["error"]), abs=5e-5)


def test_a_complete_table_gets_the_classical_values_and_its_components_agree() -> None:
    values = np.array(golden("icc_complete.json")["sheet"], dtype=np.float64)
    found, classical = told(sheet(values.tolist())), intraclass(values)
    assert not isinstance(classical, Refusal)
    assert found.complete
    assert found.forms == classical
    by_likelihood = incomplete(sheet(values.tolist()), 4)
    assert not isinstance(by_likelihood, Refusal)
    for form in Form:
        assert by_likelihood[form].value == pytest.approx(classical[form].value, abs=5e-5)


def test_one_missing_rating_loses_one_rating_and_not_a_rater() -> None:
    values = golden("icc_complete.json")["sheet"]
    values[0][0] = None
    found = told(sheet(values))
    assert (found.forms[Form.AGREE].ratings, found.forms[Form.AGREE].raters, found.shared) == (23, 4, 6)


def test_all_ratings_count_and_not_the_best_pair() -> None:
    """Two raters agree, the third who shares persons with both does not: a pair alone would look well."""
    rng = np.random.default_rng(2)
    true = rng.normal(3, 1, 40)
    rows: list[list[float | None]] = [
        [
            t + rng.normal(0, 0.1),
            t + rng.normal(0, 0.1) if n < 25 else None,
            rng.normal(3, 1) if n >= 10 else None,
        ]
        for n, t in enumerate(true)
    ]
    whole = told(sheet(rows)).forms[Form.AGREE]
    pair = told(sheet([row[:2] for row in rows[:25]])).forms[Form.AGREE]
    assert pair.low > 0.95
    assert whole.high < 0.8


def test_the_mean_of_k_raters_is_stepped_up() -> None:
    found = told(crossed(np.random.default_rng(4), 30, 5, 2), k=3)
    assert found.k == 3
    for one, mean in ((Form.AGREE, Form.AGREE_K), (Form.ORDER, Form.ORDER_K), (Form.ONE, Form.ONE_K)):
        assert found.forms[mean].value == pytest.approx(stepped_up(found.forms[one].value, 3))


def test_names_and_order_of_rows_change_nothing() -> None:
    ratings = crossed(np.random.default_rng(8), 25, 5, 2)
    one, other = told(ratings), told(renamed(ratings, np.random.default_rng(9)))
    for form in Form:
        assert one.forms[form].value == pytest.approx(other.forms[form].value, abs=1e-5)
        assert one.forms[form].high == pytest.approx(other.forms[form].high, abs=1e-4)


def test_no_agreement_at_all_is_near_zero_and_the_interval_says_so() -> None:
    found = told(crossed(np.random.default_rng(3), 40, 5, 2, person=0.0)).forms[Form.AGREE]
    assert found.low == 0.0
    assert found.value < 0.3


def test_perfect_agreement_is_one_and_a_constant_difference_leaves_nothing_to_estimate() -> None:
    same: list[list[float | None]] = [[p, p, p] for p in range(1, 9)]
    shifted: list[list[float | None]] = [[p, p + 1, p + 3] for p in range(1, 9)]
    same[2][1] = shifted[2][1] = None
    assert {one.value for one in told(sheet(same)).forms.values()} == {1.0}
    refused = agreement(sheet(shifted))
    assert isinstance(refused, Refusal)
    assert refused.code == "RATINGS_NO_ERROR"


def test_intervals_cover_the_truth() -> None:
    """A short form of a longer run: 93 to 97 of 100 intervals held the truth in three designs, 200 tables each."""
    rng, held = np.random.default_rng(17), 0
    for _ in range(30):
        found = incomplete(crossed(rng, 40, 6, 2), 2)
        assert not isinstance(found, Refusal)
        held += found[Form.AGREE].low <= 0.5 <= found[Form.AGREE].high
    assert held >= 25


def test_too_few_shared_persons_or_equal_ratings_get_no_number() -> None:
    alone = agreement(sheet([[3, None], [4, None], [None, 2], [None, 5], [3, 4], [2, 2]]))
    equal = agreement(sheet([[3, 3], [3, None], [3, 3], [3, 3], [3, 3], [3, 3]]))
    assert isinstance(alone, Refusal)
    assert isinstance(equal, Refusal)
    assert (alone.code, alone.data["persons"]) == ("RATERS_TOO_FEW", 2)
    assert equal.code == "RATINGS_ALL_EQUAL"
    complete = agreement(sheet([[3, 3]] * 6))
    assert isinstance(complete, Refusal)

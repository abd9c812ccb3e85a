from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from takar.kernel.refusals import Refusal
from takar.psychometrics.alpha import alpha_of, coincidences, difference
from takar.psychometrics.public import Estimate, Scale, krippendorff
from takar.psychometrics.ratings import Ratings
from tests.psychometrics.world import golden, renamed, sheet, table

GOLDEN = golden("alpha.json")
EXAMPLE = sheet([list(unit) for unit in zip(*GOLDEN["krippendorff_c"]["raters_by_units"], strict=True)])
INCOMPLETE = table(golden("icc_incomplete.json")["ratings"])
CROSSED = table(golden("generalizability.json")["unbalanced"]["ratings"])


def told(ratings: Ratings, scale: Scale, draws: int = 50) -> Estimate:
    found = krippendorff(ratings, scale, np.random.default_rng(1), draws)
    assert not isinstance(found, Refusal)
    return found


@pytest.mark.parametrize("scale", Scale)
def test_krippendorffs_own_example(scale: Scale) -> None:
    case = GOLDEN["krippendorff_c"]
    value = told(EXAMPLE, scale).value
    assert round(value, 3) == case["published"]["values"][scale]
    assert value == pytest.approx(case["software"]["values"][scale], abs=5e-5)


@pytest.mark.parametrize("scale", Scale)
@pytest.mark.parametrize(("name", "ratings"), [("incomplete", INCOMPLETE), ("crossed", CROSSED)])
def test_missing_ratings_as_independent_software_has_them(name: str, ratings: Ratings, scale: Scale) -> None:
    assert told(ratings, scale).value == pytest.approx(GOLDEN[name]["software"]["values"][scale], abs=5e-5)


def test_a_second_software_agrees() -> None:
    expected = GOLDEN["crossed"]["second"]["interval"]
    assert told(CROSSED, Scale.INTERVAL).value == pytest.approx(expected, abs=5e-5)


def test_a_unit_with_one_rating_is_not_used() -> None:
    """Krippendorff: 41 ratings, of which 40 can be paired."""
    assert (told(EXAMPLE, Scale.NOMINAL).ratings, told(EXAMPLE, Scale.NOMINAL).persons) == (40, 11)


def test_same_seed_same_interval() -> None:
    assert told(CROSSED, Scale.ORDINAL, 200) == told(CROSSED, Scale.ORDINAL, 200)


def test_the_interval_surrounds_the_value() -> None:
    found = told(CROSSED, Scale.INTERVAL, 500)
    assert found.low < found.value < found.high < 1


@given(st.lists(st.lists(st.integers(1, 5), min_size=3, max_size=3), min_size=5, max_size=8))
def test_alpha_is_one_if_and_only_if_agreement_is_perfect(rows: list[list[int]]) -> None:
    for scale in Scale:
        found = krippendorff(sheet(rows), scale, np.random.default_rng(0), 10)
        if isinstance(found, Refusal):
            assert len({value for row in rows for value in row}) == 1
        else:
            assert (found.value > 1 - 1e-12) == all(len(set(row)) == 1 for row in rows)
            assert found.value <= 1


def test_names_change_nothing() -> None:
    other = renamed(INCOMPLETE, np.random.default_rng(3))
    for scale in Scale:
        assert told(other, scale).value == pytest.approx(told(INCOMPLETE, scale).value)


def test_interval_alpha_forgets_unit_and_zero_of_the_scale_and_ordinal_alpha_all_but_order() -> None:
    values = np.array([[1.0, 2.0], [2.0, 2.0], [3.0, 5.0], [4.0, 4.0], [5.0, 4.0]])
    plain, linear, bent = (sheet(v.tolist()) for v in (values, values * 3 - 7, np.exp(values)))
    assert told(linear, Scale.INTERVAL).value == pytest.approx(told(plain, Scale.INTERVAL).value)
    assert told(bent, Scale.ORDINAL).value == pytest.approx(told(plain, Scale.ORDINAL).value)


def test_two_zeros_do_not_differ_on_a_ratio_scale() -> None:
    values = np.array([0.0, 1.0])
    assert difference(Scale.RATIO, values, np.ones(2)).tolist() == [[0, 1], [1, 0]]


def test_too_few_or_equal_get_no_number() -> None:
    few = krippendorff(sheet([[1, 2], [2, 2], [3, 3], [4, None]]), Scale.ORDINAL, np.random.default_rng(0))
    equal = krippendorff(sheet([[2, 2]] * 6), Scale.ORDINAL, np.random.default_rng(0))
    nothing = krippendorff(Ratings.of([]), Scale.ORDINAL, np.random.default_rng(0))
    codes = [one.code for one in (few, equal, nothing) if isinstance(one, Refusal)]
    assert codes == ["RATERS_TOO_FEW", "RATINGS_ALL_EQUAL", "RATERS_TOO_FEW"]
    assert np.isnan(alpha_of(np.array([[4.0]]), np.array([2.0]), Scale.NOMINAL))


def test_the_coincidence_table_adds_up_to_the_ratings_used() -> None:
    assert coincidences(EXAMPLE).total().sum() == pytest.approx(40)

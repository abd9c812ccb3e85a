from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from takar.kernel.refusals import Refusal
from takar.psychometrics.icc import mean_squares
from takar.psychometrics.public import Estimate, Form, intraclass, stepped_up
from tests.psychometrics.world import golden

GOLDEN = golden("icc_complete.json")
SHEET = np.array(GOLDEN["sheet"], dtype=np.float64)


def told(values: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> dict[Form, Estimate]:
    found = intraclass(values)
    assert not isinstance(found, Refusal)
    return found


@pytest.mark.parametrize(("form", "value"), GOLDEN["published"]["values"].items())
def test_shrout_and_fleiss_published_table(form: str, value: float) -> None:
    assert round(told(SHEET)[Form(form)].value, 2) == value


@pytest.mark.parametrize(("form", "limits"), GOLDEN["psych"]["values"].items())
def test_values_and_intervals_as_psych_has_them(form: str, limits: list[float]) -> None:
    one = told(SHEET)[Form(form)]
    assert [one.value, one.low, one.high] == pytest.approx(limits, abs=5e-5)
    assert (one.persons, one.raters, one.ratings, one.level) == (6, 4, 24, 0.95)


@pytest.mark.parametrize(("form", "value"), GOLDEN["pingouin"]["values"].items())
def test_values_as_pingouin_has_them(form: str, value: float) -> None:
    assert told(SHEET)[Form(form)].value == pytest.approx(value, abs=5e-5)


def test_the_four_mean_squares_of_the_example() -> None:
    found = mean_squares(SHEET)
    assert (found.between, found.within, found.judges, found.error) == pytest.approx(
        (11.24, 6.26, 32.49, 1.02), abs=5e-3
    )


def test_a_constant_difference_counts_as_disagreement_and_not_as_another_order() -> None:
    rater = np.array([1.0, 2, 3, 4, 5])
    found = told(np.column_stack([rater, rater + 1]))
    assert found[Form.ORDER].value == found[Form.ORDER].low == 1
    assert found[Form.AGREE].value == pytest.approx(2.5 / 3)


@given(
    arrays(np.float64, (6, 3), elements=st.integers(1, 5).map(float)), st.floats(-50, 50), st.floats(0.1, 20)
)
def test_shifting_and_stretching_the_scale_changes_nothing(
    values: np.ndarray[tuple[int, int], np.dtype[np.float64]], shift: float, stretch: float
) -> None:
    found, moved = intraclass(values), intraclass(values * stretch + shift)
    if isinstance(found, Refusal) or isinstance(moved, Refusal):
        assert np.ptp(values) == 0
        return
    if mean_squares(values).error > 0:
        for form in Form:
            assert moved[form].value == pytest.approx(found[form].value, rel=1e-6, abs=1e-6)


@given(arrays(np.float64, (6, 3), elements=st.integers(1, 5).map(float)))
def test_an_interval_holds_its_value_and_is_at_most_one(
    values: np.ndarray[tuple[int, int], np.dtype[np.float64]],
) -> None:
    found = intraclass(values)
    if isinstance(found, Refusal):
        return
    for one in found.values():
        assert one.low <= one.value + 1e-9
        assert one.value <= one.high + 1e-9 <= 1 + 2e-9


def test_perfect_agreement_is_one() -> None:
    found = told(np.repeat(np.arange(5.0)[:, None], 3, axis=1))
    assert {(one.value, one.low, one.high) for one in found.values()} == {(1.0, 1.0, 1.0)}


def test_too_few_or_equal_ratings_get_no_number() -> None:
    few, equal = intraclass(SHEET[:4]), intraclass(np.full((6, 3), 4.0))
    assert isinstance(few, Refusal)
    assert isinstance(equal, Refusal)
    assert (few.code, equal.code) == ("RATERS_TOO_FEW", "RATINGS_ALL_EQUAL")


def test_a_hole_in_a_complete_sheet_is_a_fault() -> None:
    with pytest.raises(ValueError, match="complete"):
        mean_squares(np.array([[1.0, np.nan], [2.0, 3.0]]))


def test_reliability_of_a_mean() -> None:
    assert stepped_up(0.5, 2) == pytest.approx(2 / 3)
    assert stepped_up(0.3, 1) == 0.3
    assert stepped_up(-0.5, 3) == -np.inf

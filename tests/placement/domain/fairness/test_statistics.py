"""Golden results. Published: Newcombe, Statistics in Medicine 17 (1998) 873-890, table II, method 10; Agresti, Categorical
Data Analysis (2002) 2.2.3 and 3.5.2 (aspirin; tea). Computed with SciPy 1.14 or later, independent code: `relative_risk`,
`fisher_exact`, `binomtest(...).proportion_ci("wilson")`. Tolerance: four decimals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from takar.placement.domain.fairness import Interval, difference, exact_p, holm, mid_p, ratio, wilson

NEWCOMBE = [
    ((56, 70, 48, 80), (0.2000, 0.0524, 0.3339)),
    ((9, 10, 3, 10), (0.6000, 0.1705, 0.8090)),
    ((6, 7, 2, 7), (0.5714, 0.0582, 0.8062)),
    ((5, 56, 0, 29), (0.0893, -0.0381, 0.1926)),
    ((0, 10, 0, 20), (0.0, -0.1611, 0.2775)),
    ((0, 10, 0, 10), (0.0, -0.2775, 0.2775)),
    ((10, 10, 0, 20), (1.0, 0.6791, 1.0)),
    ((10, 10, 0, 10), (1.0, 0.6075, 1.0)),
]


def near(found: Interval, wanted: tuple[float, float, float]) -> bool:
    return (found.value, found.low, found.high) == pytest.approx(wanted, abs=6e-5)


@pytest.mark.parametrize(("table", "wanted"), NEWCOMBE)
def test_difference_is_newcombes(
    table: tuple[int, int, int, int], wanted: tuple[float, float, float]
) -> None:
    assert near(difference(*table), wanted)


def test_ratio_of_the_physicians_health_study() -> None:
    """Infarctions: placebo 189 of 11,034, aspirin 104 of 11,037; 1.82 (1.43 to 2.30)."""
    found = ratio(189, 11034, 104, 11037)
    assert found is not None
    assert near(found, (1.8178, 1.4330, 2.3059))


@given(st.tuples(st.integers(1, 40), st.integers(0, 40), st.integers(1, 40), st.integers(0, 40)))
def test_ratio_as_scipy(parts: tuple[int, int, int, int]) -> None:
    a, b, c, d = parts
    if not b and not d:
        return
    found = ratio(a, a + b, c, c + d)
    scipy = stats.contingency.relative_risk(a, a + b, c, c + d)
    bounds = scipy.confidence_interval(0.95)
    assert found is not None
    assert (found.value, found.low, found.high) == pytest.approx(
        (scipy.relative_risk, bounds.low, bounds.high), rel=1e-9
    )


def test_ratio_at_the_edges() -> None:
    assert ratio(3, 10, 0, 10) is None
    nobody = ratio(0, 40, 20, 40)
    assert nobody is not None
    assert (nobody.value, nobody.low) == (0.0, 0.0)
    assert 0 < nobody.high < 0.8
    everybody = ratio(10, 10, 12, 12)
    assert everybody is not None
    assert everybody.value == 1
    assert everybody.low < 1 < everybody.high


def test_the_lady_tasting_tea() -> None:
    assert exact_p(3, 4, 1, 4) == pytest.approx(0.4857, abs=5e-5)
    # by hand: (1 + 1) / 70 for the rarer tables, half of (16 + 16) / 70 for the equally likely ones
    assert mid_p(3, 4, 1, 4) == pytest.approx(18 / 70, abs=1e-9)


@given(st.integers(1, 60), st.integers(1, 60), st.data())
def test_exact_test_as_scipy(of: int, ref_of: int, data: st.DataObject) -> None:
    passed, ref = data.draw(st.integers(0, of)), data.draw(st.integers(0, ref_of))
    wanted = stats.fisher_exact([[passed, of - passed], [ref, ref_of - ref]]).pvalue
    assert exact_p(passed, of, ref, ref_of) == pytest.approx(wanted, abs=1e-6)
    assert 0 < mid_p(passed, of, ref, ref_of) <= exact_p(passed, of, ref, ref_of)


@given(st.integers(1, 300), st.data())
def test_wilson_as_scipy(of: int, data: st.DataObject) -> None:
    passed = data.draw(st.integers(0, of))
    wanted = stats.binomtest(passed, of).proportion_ci(0.95, "wilson")
    found = wilson(passed, of)
    assert (found.low, found.high) == pytest.approx((wanted.low, wanted.high), abs=1e-9)


def test_large_groups_are_no_trouble() -> None:
    assert exact_p(20_000, 200_000, 26_000, 249_000) == pytest.approx(
        stats.fisher_exact([[20_000, 180_000], [26_000, 223_000]]).pvalue, rel=1e-4
    )


def test_many_comparisons_are_corrected() -> None:
    """Holm (1979): by hand. 0.01 * 4, 0.02 * 3, then 0.03 * 2, and the last is never below the one before."""
    assert holm([0.03, 0.01, 0.02, 0.04]) == pytest.approx((0.06, 0.04, 0.06, 0.06))
    assert holm([]) == ()
    assert holm([0.9, 0.8]) == (1.0, 1.0)

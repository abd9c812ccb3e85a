"""Two shares compared: ratio, difference, exact test. Golden results: tests/placement/domain/fairness."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, inf, log, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

Z95 = 1.959963984540054
"""Two-sided 95 % of the standard normal."""

# Probabilities closer than this (relative) count as equal, as in other software.
_TIE = 1 + 1e-7


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate with its 95 % interval."""

    value: float
    low: float
    high: float


def wilson(passed: int, of: int) -> Interval:
    """Share of `of` with Wilson's score interval (Wilson 1927). `of` > 0."""
    share, z2 = passed / of, Z95 * Z95
    middle = share + z2 / (2 * of)
    half = Z95 * sqrt(share * (1 - share) / of + z2 / (4 * of * of))
    whole = 1 + z2 / of
    low, high = (middle - half) / whole, (middle + half) / whole
    return Interval(share, 0.0 if passed == 0 else low, 1.0 if passed == of else high)


def ratio(passed: int, of: int, ref_passed: int, ref_of: int) -> Interval | None:
    """Share of a group over the share of the reference, with the interval of the log method (Katz et al. 1978).

    Where nobody of the group passed, or everybody of both, half a person is added to those who passed and to those
    who did not, for the interval only (Haldane 1956, Anscombe 1956). None when nobody of the reference passed.
    """
    if not ref_passed:
        return None
    value = (passed / of) / (ref_passed / ref_of)
    plain = passed > 0 and (passed < of or ref_passed < ref_of)
    add = 0.0 if plain else 0.5
    a, n, c, m = passed + add, of + 2 * add, ref_passed + add, ref_of + 2 * add
    centre = log(a / n) - log(c / m)
    spread = Z95 * sqrt(max(0.0, 1 / a - 1 / n + 1 / c - 1 / m))
    return Interval(value, 0.0 if not passed else exp(centre - spread), exp(centre + spread))


def difference(passed: int, of: int, ref_passed: int, ref_of: int) -> Interval:
    """Share minus share of the reference, Newcombe's hybrid score interval (Newcombe 1998, method 10)."""
    one, two = wilson(passed, of), wilson(ref_passed, ref_of)
    value = one.value - two.value
    below = sqrt((one.value - one.low) ** 2 + (two.high - two.value) ** 2)
    above = sqrt((one.high - one.value) ** 2 + (two.value - two.low) ** 2)
    return Interval(value, value - below, value + above)


def exact_p(passed: int, of: int, ref_passed: int, ref_of: int) -> float:
    """Fisher's exact test, two-sided: all tables that are at most as likely as this one."""
    tables, seen = _tables(passed, of, ref_passed, ref_of)
    return float(min(1.0, tables[tables <= seen * _TIE].sum()))


def mid_p(passed: int, of: int, ref_passed: int, ref_of: int) -> float:
    """As exact_p, with equally likely tables counted half (Lancaster 1961): less cautious, closer to its level."""
    tables, seen = _tables(passed, of, ref_passed, ref_of)
    equal = (tables <= seen * _TIE) & (tables >= seen / _TIE)
    rarer = tables < seen / _TIE
    return float(min(1.0, tables[rarer].sum() + tables[equal].sum() / 2))


def holm(ps: Sequence[float]) -> tuple[float, ...]:
    """The p values of many comparisons, stepped up so that together they keep their level (Holm 1979)."""
    adjusted, highest = [0.0] * len(ps), -inf
    for step, place in enumerate(sorted(range(len(ps)), key=lambda one: ps[one])):
        highest = max(highest, min(1.0, (len(ps) - step) * ps[place]))
        adjusted[place] = highest
    return tuple(adjusted)


def _tables(passed: int, of: int, ref_passed: int, ref_of: int) -> tuple[NDArray[np.float64], float]:
    """Probabilities (hypergeometric) of all tables with these margins, and of the one seen."""
    total, all_passed = of + ref_of, passed + ref_passed
    first = max(0, all_passed - ref_of)
    x = np.arange(first, min(of, all_passed) + 1, dtype=np.float64)
    logs = _choose(of, x) + _choose(ref_of, all_passed - x) - _choose(total, np.float64(all_passed))
    tables = np.exp(logs)
    tables /= tables.sum()
    return tables, float(tables[passed - first])


def _choose(n: int, k: NDArray[np.float64] | np.float64) -> NDArray[np.float64]:
    return np.asarray(gammaln(n + 1.0) - gammaln(k + 1.0) - gammaln(n - k + 1.0))

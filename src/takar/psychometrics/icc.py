"""Intraclass correlations of complete sheets: every rater rated every person, once.

Names follow McGraw & Wong (1996); those of Shrout & Fleiss (1979) in brackets:

=======  ==============  ====================================================================
`ONE`    ICC(1) (1,1)    raters differ from person to person and are interchangeable
`AGREE`  ICC(A,1) (2,1)  the same raters for all; a rater who is severe counts as disagreement
`ORDER`  ICC(C,1) (3,1)  the same raters for all; constant severity is forgiven, only order counts
=======  ==============  ====================================================================

`*_K` are the same for the mean of k raters.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from takar.kernel.refusals import Refusal
from takar.psychometrics import refusing
from takar.psychometrics.quantiles import f_quantile
from takar.psychometrics.values import LEAST_PERSONS, LEVEL, Estimate, Floats


class Form(StrEnum):
    """Which intraclass correlation."""

    ONE = "ICC(1)"
    ONE_K = "ICC(k)"
    AGREE = "ICC(A,1)"
    AGREE_K = "ICC(A,k)"
    ORDER = "ICC(C,1)"
    ORDER_K = "ICC(C,k)"


@dataclass(frozen=True, slots=True)
class MeanSquares:
    """Mean squares of a complete sheet of n persons and k raters, in squared scale units."""

    persons: int
    raters: int
    between: float
    """Between persons, n - 1 degrees of freedom."""
    within: float
    """Within persons, n (k - 1)."""
    judges: float
    """Between raters, k - 1."""
    error: float
    """Residual, (n - 1)(k - 1)."""


def mean_squares(sheet: Floats) -> MeanSquares:
    """Two-way analysis of variance of `sheet`, shape (n, k), without missing values.

    Raises
    ------
    ValueError
        If a value is missing or there are fewer than two persons or raters.
    """
    n, k = sheet.shape
    if n < 2 or k < 2 or not np.isfinite(sheet).all():
        raise ValueError("a complete sheet of at least two persons and two raters is needed")
    deviation = sheet - sheet.mean()
    rows, columns = deviation.mean(axis=1), deviation.mean(axis=0)
    residual = deviation - rows[:, None] - columns
    return MeanSquares(
        persons=n,
        raters=k,
        between=float(k * (rows**2).sum() / (n - 1)),
        within=float(((deviation - rows[:, None]) ** 2).sum() / (n * (k - 1))),
        judges=float(n * (columns**2).sum() / (k - 1)),
        error=float((residual**2).sum() / ((n - 1) * (k - 1))),
    )


def intraclass(sheet: Floats, level: float = LEVEL) -> dict[Form, Estimate] | Refusal:
    """All six intraclass correlations of a complete sheet, with F-based intervals.

    Parameters
    ----------
    sheet : Floats, shape (n, k)
        Persons by raters, no missing value.

    Returns
    -------
    dict or Refusal
        Values at most 1; negative values occur and mean: no agreement at all. A refusal if there are fewer than
        `LEAST_PERSONS` persons or all ratings are equal.

    References
    ----------
    Shrout & Fleiss (1979), Psychological Bulletin 86, 420-428; McGraw & Wong (1996), Psychological Methods 1, 30-46,
    with the correction in 1, 390.
    """
    ms = mean_squares(sheet)
    if ms.persons < LEAST_PERSONS:
        return refusing.too_few(persons=ms.persons, least_persons=LEAST_PERSONS, raters=ms.raters)
    if np.ptp(sheet) == 0:
        return refusing.all_equal(sheet.size)
    singles = {
        Form.ONE: _one(ms, level),
        Form.AGREE: _agree(ms, level),
        Form.ORDER: _order(ms, level),
    }
    means = {Form.ONE: Form.ONE_K, Form.AGREE: Form.AGREE_K, Form.ORDER: Form.ORDER_K}
    found = {form: _estimate(limits, ms, level) for form, limits in singles.items()}
    for form, mean in means.items():
        limits = tuple(stepped_up(value, ms.raters) for value in singles[form])
        found[mean] = _estimate((limits[0], limits[1], limits[2]), ms, level)
    return found


def stepped_up(reliability: float, k: float) -> float:
    """Spearman-Brown: reliability of the mean of k raters, k r / (1 + (k - 1) r); -inf where the denominator is not positive.

    >>> round(stepped_up(0.5, 2), 4)
    0.6667
    """
    denominator = 1 + (k - 1) * reliability
    return k * reliability / denominator if denominator > 0 else -np.inf


def _estimate(limits: tuple[float, float, float], ms: MeanSquares, level: float) -> Estimate:
    value, low, high = limits
    return Estimate(value, low, high, "F", ms.persons, ms.raters, ms.persons * ms.raters, level)


def _from_ratio(ratio: float, k: int) -> float:
    return (ratio - 1) / (ratio + k - 1)


def _ratio(above: float, below: float) -> float:
    """A ratio of mean squares; no error at all is perfect agreement."""
    return above / below if below > 0 else np.inf


def _bounded(ratio: float, upper: float, lower: float, k: int) -> tuple[float, float, float]:
    if np.isinf(ratio):
        return 1.0, 1.0, 1.0
    return _from_ratio(ratio, k), _from_ratio(ratio / upper, k), _from_ratio(ratio * lower, k)


def _one(ms: MeanSquares, level: float) -> tuple[float, float, float]:
    n, k, tail = ms.persons, ms.raters, 1 - (1 - level) / 2
    upper, lower = f_quantile(tail, n - 1, n * (k - 1)), f_quantile(tail, n * (k - 1), n - 1)
    return _bounded(_ratio(ms.between, ms.within), upper, lower, k)


def _order(ms: MeanSquares, level: float) -> tuple[float, float, float]:
    df, k, tail = ms.persons - 1, ms.raters, 1 - (1 - level) / 2
    error_df = df * (k - 1)
    upper, lower = f_quantile(tail, df, error_df), f_quantile(tail, error_df, df)
    return _bounded(_ratio(ms.between, ms.error), upper, lower, k)


def _agree(ms: MeanSquares, level: float) -> tuple[float, float, float]:
    n, k, tail = ms.persons, ms.raters, 1 - (1 - level) / 2
    between, judges, error = ms.between, ms.judges, ms.error
    value = (between - error) / (between + (k - 1) * error + k * (judges - error) / n)
    if value == 1:
        return 1.0, 1.0, 1.0
    a = k * value / (n * (1 - value))
    b = 1 + k * value * (n - 1) / (n * (1 - value))
    spread = (a * judges + b * error) ** 2
    df = spread / ((a * judges) ** 2 / (k - 1) + (b * error) ** 2 / ((n - 1) * (k - 1)))
    upper, lower = f_quantile(tail, n - 1, df), f_quantile(tail, df, n - 1)
    others = k * judges + (k * n - k - n) * error
    low = n * (between - upper * error) / (upper * others + n * between)
    high = n * (lower * between - error) / (others + n * lower * between)
    return value, low, high

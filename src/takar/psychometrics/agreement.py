"""Agreement of raters on one item, complete or not: intraclass correlations from all ratings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import optimize

from takar.kernel.refusals import Refusal
from takar.psychometrics import components, refusing
from takar.psychometrics.icc import Form, intraclass, stepped_up
from takar.psychometrics.quantiles import chi_square_quantile
from takar.psychometrics.ratings import Ratings
from takar.psychometrics.values import LEAST_PERSONS, LEVEL, Estimate

_MOST = 1 - 1e-9
_NO_ERROR = 1e-5
"""Error variance beside the persons', below which there is none to speak of."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Intraclass correlations of one item.

    `forms` for one rater and for the mean of `k`; `complete` says whether the F-based intervals of a complete sheet could be
    used; `shared` counts persons seen by at least two raters.
    """

    forms: dict[Form, Estimate]
    k: float
    complete: bool
    shared: int


def agreement(ratings: Ratings, k: float | None = None, level: float = LEVEL) -> Agreement | Refusal:
    """Intraclass correlations of a table of one item, from all its ratings.

    A complete sheet gives the classical values with F-based intervals. An incomplete one gives
    ICC(A,1) = person / (person + rater + error) and ICC(C,1) = person / (person + error) from restricted maximum likelihood
    over all ratings, ICC(1) from the same without a rater's variance, each with a profile likelihood interval: the values
    that a likelihood ratio test at 1 - `level` does not reject.

    Parameters
    ----------
    k
        Raters in the mean of the `*_K` forms; by default the harmonic mean of raters per person.

    Returns
    -------
    Agreement or Refusal
        A refusal if fewer than `LEAST_PERSONS` persons are seen by two raters, or all ratings are equal.
    """
    shared = ratings.shared()
    if len(shared.persons) < LEAST_PERSONS:
        return refusing.too_few(
            persons=len(shared.persons), least_persons=LEAST_PERSONS, raters=len(shared.raters)
        )
    if np.ptp(ratings.value) == 0:
        return refusing.all_equal(len(ratings))
    sheet = ratings.sheet()
    usual = float(1 / np.mean(1 / ratings.raters_per_person()))
    if np.isfinite(sheet).all() and k in (None, sheet.shape[1]):
        found = intraclass(sheet, level)
        return found if isinstance(found, Refusal) else Agreement(found, usual, True, len(shared.persons))
    forms = incomplete(ratings, k or usual, level)
    return forms if isinstance(forms, Refusal) else Agreement(forms, k or usual, False, len(shared.persons))


def incomplete(ratings: Ratings, k: float, level: float = LEVEL) -> dict[Form, Estimate] | Refusal:
    """The six forms by restricted maximum likelihood; see `agreement`. A refusal if raters differ by constants only."""
    if _perfect(ratings):
        counts = len(ratings.persons), len(ratings.raters), len(ratings)
        return dict.fromkeys(Form, Estimate(1.0, 1.0, 1.0, "REML", *counts, level))
    of = components.summary(ratings)
    crossed, least = components.estimate(of)
    if crossed.error < _NO_ERROR * crossed.person:
        return refusing.no_error(len(ratings))
    nested, least_nested = components.estimate(of, with_raters=False)
    singles = {
        Form.AGREE: _profiled(crossed.agreement(), least, level, lambda icc: _agree_profile(of, icc)),
        Form.ORDER: _profiled(crossed.order(), least, level, lambda icc: _order_profile(of, icc)),
        Form.ONE: _profiled(nested.order(), least_nested, level, lambda icc: _at(of, icc, 0.0)),
    }
    means = {Form.AGREE: Form.AGREE_K, Form.ORDER: Form.ORDER_K, Form.ONE: Form.ONE_K}
    counts = len(ratings.persons), len(ratings.raters), len(ratings)
    forms = {form: Estimate(*limits, "REML", *counts, level) for form, limits in singles.items()}
    for form, mean in means.items():
        value, low, high = (stepped_up(limit, k) for limit in singles[form])
        forms[mean] = Estimate(value, low, high, "REML", *counts, level)
    return forms


def _perfect(ratings: Ratings) -> bool:
    """Does nobody differ from anybody about anyone?"""
    mean = np.bincount(ratings.person, ratings.value) / np.bincount(ratings.person)
    return bool(np.allclose(ratings.value, mean[ratings.person], rtol=0, atol=1e-12))


def _at(of: components.Summary, icc: float, rater: float) -> float:
    """Deviance where the persons' share beside a rater's relative variance `rater` is `icc`."""
    return components.deviance(of, icc * (1 + rater) / (1 - icc), rater)[0]


def _agree_profile(of: components.Summary, icc: float) -> float:
    return _least(lambda rater: _at(of, icc, rater))


def _order_profile(of: components.Summary, icc: float) -> float:
    return _least(lambda rater: components.deviance(of, icc / (1 - icc), rater)[0])


def _least(at: Callable[[float], float]) -> float:
    """Least deviance over a rater's relative variance, searched on the scale of r / (1 + r)."""
    grid = np.array([0.0, 1e-3, 0.01, 0.05, 0.2, 0.5, 0.8, 0.95, 0.99, 0.999])
    values = [at(point / (1 - point)) for point in grid]
    best = int(np.argmin(values))
    low, high = grid[max(best - 1, 0)], grid[min(best + 1, len(grid) - 1)]
    found = optimize.minimize_scalar(
        lambda point: at(point / (1 - point)), bounds=(low, high), method="bounded", options={"xatol": 1e-8}
    )
    return float(min(found.fun, values[best]))


def _profiled(
    value: float, least: float, level: float, profile: Callable[[float], float]
) -> tuple[float, float, float]:
    """The value and the ends of its profile likelihood interval within 0 and 1."""
    allowed = least + chi_square_quantile(level, 1)

    def excess(icc: float) -> float:
        return profile(icc) - allowed

    low = optimize.brentq(excess, 0.0, value, xtol=1e-7) if value > 0 and excess(0.0) > 0 else 0.0
    high = optimize.brentq(excess, value, _MOST, xtol=1e-7) if excess(_MOST) > 0 else 1.0
    return value, float(low), float(high)

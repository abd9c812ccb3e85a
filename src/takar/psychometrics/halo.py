"""How alike a rater's ratings of different competencies are, over persons: the second face of halo."""

from __future__ import annotations

import numpy as np

from takar.kernel.refusals import Refusal
from takar.psychometrics import refusing
from takar.psychometrics.quantiles import t_quantile
from takar.psychometrics.ratings import Ratings
from takar.psychometrics.values import LEAST_SHARED, LEVEL, Estimate, Floats


def intercorrelation(ratings: Ratings, rater: str, level: float = LEVEL) -> Estimate | Refusal:
    """Mean correlation between items over the persons that `rater` rated on all his items.

    Competencies are related in truth too, so a high value is no proof of halo: compare it with `others_intercorrelation`.

    Returns
    -------
    Estimate or Refusal
        Between -1 and 1, with a jackknife interval over persons. Items on which the rater gave every person the same are left
        out. A refusal if fewer than `LEAST_SHARED` persons or two items remain.
    """
    if rater not in ratings.raters:
        return refusing.too_few(persons=0, least_persons=LEAST_SHARED, raters=0, least_raters=1)
    own = ratings.where(ratings.rater == ratings.raters.index(rater))
    sheet = np.full((len(own.persons), len(own.items)), np.nan)
    sheet[own.person, own.item] = own.value
    sheet = sheet[np.isfinite(sheet).all(axis=1)]
    n = len(sheet)
    if n < LEAST_SHARED:
        return refusing.too_few(persons=n, least_persons=LEAST_SHARED, raters=1, least_raters=1)
    sheet = sheet[:, np.ptp(sheet, axis=0) > 0]
    if sheet.shape[1] < 2:
        return refusing.all_equal(sheet.size)
    value = _mean_correlation(sheet)
    left_out = np.array([_mean_correlation(np.delete(sheet, person, axis=0)) for person in range(n)])
    spread = float(np.sqrt((n - 1) / n * np.nansum((left_out - np.nanmean(left_out)) ** 2)))
    reach = t_quantile((1 + level) / 2, n - 1) * spread
    low, high = max(value - reach, -1.0), min(value + reach, 1.0)
    return Estimate(value, low, high, "jackknife", n, 1, sheet.size, level)


def others_intercorrelation(ratings: Ratings, rater: str) -> float | Refusal:
    """Mean of the intercorrelations of all other raters for whom one can be told."""
    found = [intercorrelation(ratings, other) for other in ratings.raters if other != rater]
    told = [one.value for one in found if not isinstance(one, Refusal)]
    if not told:
        return refusing.too_few(persons=0, least_persons=LEAST_SHARED, raters=0, least_raters=1)
    return float(np.mean(told))


def _mean_correlation(sheet: Floats) -> float:
    varied = sheet[:, np.ptp(sheet, axis=0) > 0]
    if varied.shape[1] < 2:
        return float("nan")
    table = np.atleast_2d(np.corrcoef(varied, rowvar=False))
    return float(table[np.triu_indices(len(table), 1)].mean())

"""Variance of persons, raters and error from whatever ratings there are, by restricted maximum likelihood.

The model of one item is  x = mean + person + rater + error  with independent normal effects. Every rating of a person counts,
whichever raters he had; nothing is filled in, no pair of raters is preferred. Persons are eliminated algebraically, so
time depends on the number of raters, not of persons.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import optimize

from takar.psychometrics.ratings import Ratings
from takar.psychometrics.values import Floats, Ints

_MOST = 1e3
"""Largest standard deviation of persons or raters, in units of the error's; beyond it there is no error to speak of."""


@dataclass(frozen=True, slots=True)
class Components:
    """Variances in squared scale units, never negative."""

    person: float
    rater: float
    error: float

    def agreement(self) -> float:
        """ICC(A,1): person / (person + rater + error)."""
        return self.person / (self.person + self.rater + self.error)

    def order(self) -> float:
        """ICC(C,1): person / (person + error)."""
        return self.person / (self.person + self.error)


@dataclass(frozen=True, slots=True, eq=False)
class Summary:
    """All that the likelihood needs, collected over persons with the same number of ratings.

    `sizes` (g,) are the numbers of ratings of a person that occur, `persons` (g,) how many have that number; `joint`
    (g, R, R) counts persons seen by both raters, `seen` (g, R) by one; `by_rater` (g, R) sums the totals of the persons a
    rater saw; `total` and `square` (g,) sum the totals and squared totals. `sums` (R,) sums a rater's own ratings.
    """

    sizes: Ints
    persons: Ints
    joint: Floats
    seen: Floats
    by_rater: Floats
    total: Floats
    square: Floats
    sums: Floats
    count: int
    own_square: float


def summary(ratings: Ratings) -> Summary:
    """Collect a table of one item."""
    centred = ratings.value - ratings.value.mean()
    n, r = len(ratings.persons), len(ratings.raters)
    mask, totals = np.zeros((n, r)), np.bincount(ratings.person, centred, n)
    mask[ratings.person, ratings.rater] = 1
    sizes, group = np.unique(mask.sum(axis=1).astype(np.int64), return_inverse=True)
    members = [group == g for g in range(len(sizes))]
    return Summary(
        sizes=sizes,
        persons=np.array([member.sum() for member in members]),
        joint=np.array([mask[member].T @ mask[member] for member in members]),
        seen=np.array([mask[member].sum(axis=0) for member in members]),
        by_rater=np.array([mask[member].T @ totals[member] for member in members]),
        total=np.array([totals[member].sum() for member in members]),
        square=np.array([(totals[member] ** 2).sum() for member in members]),
        sums=np.asarray(np.bincount(ratings.rater, centred, r), dtype=np.float64),
        count=len(ratings),
        own_square=float((centred**2).sum()),
    )


def deviance(of: Summary, person: float, rater: float) -> tuple[float, float]:
    """-2 log restricted likelihood (up to a constant) and the best error variance.

    Parameters
    ----------
    person, rater
        Variances relative to the error variance, at least 0.
    """
    sizes = of.sizes.astype(np.float64)
    shrink = person / (1 + sizes * person)
    seen = of.seen.sum(axis=0)
    raters = np.diag(seen) - np.tensordot(shrink, of.joint, axes=1)
    ones = seen - (shrink * sizes) @ of.seen
    values = of.sums - shrink @ of.by_rater
    one_one = of.count - float(shrink @ (sizes**2 * of.persons))
    one_value = float(of.sums.sum() - (shrink * sizes) @ of.total)
    value_value = of.own_square - float(shrink @ of.square)
    middle = np.eye(len(seen)) + rater * raters
    solved = rater * np.linalg.solve(middle, np.column_stack([ones, values]))
    one_one -= float(ones @ solved[:, 0])
    one_value -= float(ones @ solved[:, 1])
    value_value -= float(values @ solved[:, 1])
    error = max((value_value - one_value**2 / one_one) / (of.count - 1), 1e-300)
    spread = float(of.persons @ np.log1p(sizes * person)) + np.linalg.slogdet(middle)[1] + np.log(one_one)
    return float((of.count - 1) * np.log(error) + spread), float(error)


def estimate(of: Summary, with_raters: bool = True) -> tuple[Components, float]:
    """The components of highest restricted likelihood, and their deviance.

    `with_raters=False` leaves out the raters' variance: then severity is part of the error, as in ICC(1).

    References
    ----------
    Patterson & Thompson (1971), Biometrika 58, 545-554.
    """

    def at(root: Floats) -> float:
        return deviance(of, root[0] ** 2, root[1] ** 2 if with_raters else 0.0)[0]

    starts = ([1.0, 0.5], [0.3, 0.1], [3.0, 1.0])
    size = 2 if with_raters else 1
    found = [_least(at, np.array(start[:size])) for start in starts]
    best = min(found, key=at)
    person, rater = best[0] ** 2, best[1] ** 2 if with_raters else 0.0
    least, error = deviance(of, person, rater)
    return Components(float(person * error), float(rater * error), error), least


def _least(at: Callable[[Floats], float], start: Floats) -> Floats:
    options = {"ftol": 1e-15, "gtol": 1e-9, "maxiter": 500}
    bounds = [(0.0, _MOST)] * len(start)
    result = optimize.minimize(at, start, method="L-BFGS-B", jac="3-point", bounds=bounds, options=options)
    return np.asarray(result.x, dtype=np.float64)

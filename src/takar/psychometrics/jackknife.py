"""How far a coefficient would move with other persons and other raters."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from takar.kernel.refusals import Refusal
from takar.psychometrics import refusing
from takar.psychometrics.quantiles import normal_quantile
from takar.psychometrics.ratings import Ratings
from takar.psychometrics.values import LEAST_PERSONS, LEVEL, Bools, Estimate

_BLOCKS = 20
"""Persons are left out in this many blocks."""


def two_way(
    ratings: Ratings, value: float, compute: Callable[[Ratings], float | Refusal], level: float = LEVEL
) -> Estimate | Refusal:
    """The interval of a reliability `value`, held within 0 and 1.

    Persons are left out in blocks and raters one by one. Both variances are added, because both were drawn from more; what
    belongs to a single rating is counted in both, so the interval errs on the wide side. It is symmetric for
    -log(1 - reliability), the scale on which a ratio of mean squares has a steady spread.

    Parameters
    ----------
    value
        The reliability as shown, with negative variances taken as 0.
    compute
        The reliability of a part of the ratings, below 0 where variances come out negative, so that chance is not hidden.

    Returns
    -------
    Estimate or Refusal
        A refusal if fewer than half of the parts can be told. With two raters in all none can be left out: the interval
        then speaks of persons only, and its method says so.

    References
    ----------
    Brennan (2001), Generalizability Theory, section 6.3; Owen (2007), Annals of Applied Statistics 1, 386-411.
    """
    whole = compute(ratings)
    if isinstance(whole, Refusal):
        return whole
    groups = [_blocks(ratings)] + ([_raters(ratings)] if len(ratings.raters) > 2 else [])
    spread = 0.0
    for group in groups:
        one = _spread(ratings, compute, group)
        if one is None:
            persons = int((ratings.raters_per_person() >= 2).sum())
            return refusing.too_few(
                persons=persons, least_persons=2 * LEAST_PERSONS, raters=len(ratings.raters)
            )
        spread += one
    reach = normal_quantile((1 + level) / 2) * float(np.sqrt(spread))
    low, high = (_back(_steady(whole) + side * reach) for side in (-1, 1))
    counts = len(ratings.persons), len(ratings.raters), len(ratings)
    method = "jackknife" if len(groups) == 2 else "jackknife of persons"
    return Estimate(value, min(_held(low), value), max(_held(high), value), method, *counts, level)


def _steady(reliability: float) -> float:
    return -float(np.log(np.clip(1 - reliability, 1e-6, 1e3)))


def _back(steady: float) -> float:
    return 1 - float(np.exp(-steady))


def _held(reliability: float) -> float:
    return min(max(reliability, 0.0), 1.0)


def _blocks(ratings: Ratings) -> list[Bools]:
    blocks = min(_BLOCKS, len(ratings.persons))
    return [ratings.person % blocks == block for block in range(blocks)]


def _raters(ratings: Ratings) -> list[Bools]:
    return [ratings.rater == rater for rater in range(len(ratings.raters))]


def _spread(
    ratings: Ratings, compute: Callable[[Ratings], float | Refusal], groups: list[Bools]
) -> float | None:
    """Jackknife variance over groups left out one at a time; None if too few of them can be told."""
    found = [compute(ratings.where(~group)) for group in groups]
    steady = np.array([_steady(one) for one in found if not isinstance(one, Refusal)])
    if len(steady) < max(2, len(groups) / 2):
        return None
    return float((len(steady) - 1) / len(steady) * ((steady - steady.mean()) ** 2).sum())

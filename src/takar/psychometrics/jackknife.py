"""How far a coefficient would move with other persons and other raters."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from takar.kernel.refusals import Refusal
from takar.psychometrics.quantiles import normal_quantile
from takar.psychometrics.ratings import Ratings
from takar.psychometrics.values import LEVEL, Bools, Estimate

_BLOCKS = 20
"""Persons are left out in this many blocks."""


def two_way(
    ratings: Ratings, compute: Callable[[Ratings], float | Refusal], level: float = LEVEL
) -> Estimate | Refusal:
    """A coefficient between 0 and 1 with an interval on the logit scale.

    Persons are left out in blocks and raters one by one. Both variances are added, because both were drawn from more. With two
    raters there is nothing to leave out, and the interval speaks of persons only.

    References
    ----------
    Brennan (2001), Generalizability Theory, section 6.3; Owen (2007), Annals of Applied Statistics 1, 386-411.
    """
    value = compute(ratings)
    if isinstance(value, Refusal):
        return value
    spread = sum(_spread(ratings, compute, groups) for groups in (_blocks(ratings), _raters(ratings)))
    reach = normal_quantile((1 + level) / 2) * float(np.sqrt(spread))
    low, high = (_back(_logit(value) + side * reach) for side in (-1, 1))
    counts = len(ratings.persons), len(ratings.raters), len(ratings)
    return Estimate(value, min(low, value), max(high, value), "jackknife", *counts, level)


def _logit(value: float) -> float:
    held = float(np.clip(value, 1e-6, 1 - 1e-6))
    return float(np.log(held / (1 - held)))


def _back(logit: float) -> float:
    return float(1 / (1 + np.exp(-logit)))


def _blocks(ratings: Ratings) -> list[Bools]:
    blocks = min(_BLOCKS, len(ratings.persons))
    return [ratings.person % blocks == block for block in range(blocks)]


def _raters(ratings: Ratings) -> list[Bools]:
    return [ratings.rater == rater for rater in range(len(ratings.raters))] if len(ratings.raters) > 2 else []


def _spread(ratings: Ratings, compute: Callable[[Ratings], float | Refusal], groups: list[Bools]) -> float:
    """Jackknife variance of the logit over groups left out one at a time."""
    found = [compute(ratings.where(~group)) for group in groups]
    logits = np.array([_logit(one) for one in found if not isinstance(one, Refusal)])
    if len(logits) < 2:
        return 0.0
    return float((len(logits) - 1) / len(logits) * ((logits - logits.mean()) ** 2).sum())

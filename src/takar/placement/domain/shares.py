"""What a level is worth against a standard: min(X, s) / s, flat above it, so that surplus is never punished or bought.

E[min(X, s)] for X ~ N(m, sd^2) is s - (s - m) P(z) - sd p(z), z = (s - m) / sd. Taking the expectation over what is not
known (and not the share of the best guess) is what makes promised sums come true.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.special import ndtr

from takar.placement.domain.values import Floats

_ROOT = np.sqrt(2 * np.pi)


def expected_share(mean: Floats, sd: Floats, standard: Floats | float) -> Floats:
    """E[min(X, s)] / s; sd may be 0; NaN where the mean is."""
    with np.errstate(divide="ignore", invalid="ignore"):
        z = np.where(sd > 0, (standard - mean) / np.where(sd > 0, sd, 1.0), np.inf)
        density = np.where(sd > 0, np.exp(-0.5 * z**2) / _ROOT, 0.0)
    soft = standard - (standard - mean) * ndtr(z) - sd * density
    value = np.where(sd > 0, soft, np.minimum(mean, standard))
    return np.asarray(np.where(np.isnan(mean), np.nan, value) / standard)


def share(level: Floats, standard: Floats | float) -> Floats:
    """min(X, s) / s of levels that are known exactly."""
    return np.asarray(np.minimum(level, standard) / standard)


def expected_columns(mean: Floats, sd: Floats, grid: Sequence[float]) -> Floats:
    """(…, c) to (…, c x levels): the expected share of each competency against each standard level of `grid`.

    0 where not known. With the weights of `terms` every fit of everybody is one matrix product.
    """
    return _columns([expected_share(mean, sd, level) for level in grid])


def exact_columns(level: Floats, grid: Sequence[float]) -> Floats:
    """As `expected_columns` for true levels."""
    return _columns([share(level, one) for one in grid])


def _columns(parts: list[Floats]) -> Floats:
    stacked = np.stack(parts, axis=-1)
    return np.nan_to_num(
        stacked.reshape(*stacked.shape[:-2], stacked.shape[-2] * stacked.shape[-1]), copy=False
    )


def below_chance(mean: Floats, sd: Floats, floor: float) -> Floats:
    """P(X < floor) of each level."""
    with np.errstate(divide="ignore", invalid="ignore"):
        z = np.where(
            sd > 0, (floor - mean) / np.where(sd > 0, sd, 1.0), np.where(mean < floor, np.inf, -np.inf)
        )
    return np.asarray(ndtr(z))

"""Krippendorff's alpha: agreement beyond chance for any number of raters, any scale, with missing ratings."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from takar.kernel.refusals import Refusal
from takar.psychometrics import refusing
from takar.psychometrics.ratings import Ratings
from takar.psychometrics.values import LEAST_PERSONS, LEVEL, Estimate, Floats, Ints


class Scale(StrEnum):
    """What differences between values mean."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"
    RATIO = "ratio"


@dataclass(frozen=True, slots=True, eq=False)
class Coincidences:
    """Pairs of values given to the same person and item by different raters.

    `values` (v,) sorted; `tables` (u, v, v): one symmetric table for each unit with at least two ratings, adding up to its
    number of ratings; `unit` (u,) the person of each.
    """

    values: Floats
    tables: Floats
    person: Ints

    def total(self) -> Floats:
        """Shape (v, v)."""
        return np.asarray(self.tables.sum(axis=0), dtype=np.float64)


def coincidences(ratings: Ratings) -> Coincidences:
    """Units are person and item. A unit with a single rating is left out, as the definition asks."""
    unit = np.unique(ratings.person * max(len(ratings.items), 1) + ratings.item, return_inverse=True)[1]
    values, code = np.unique(ratings.value, return_inverse=True)
    counts = np.zeros((unit.max(initial=-1) + 1, len(values)))
    np.add.at(counts, (unit, code), 1)
    raters = counts.sum(axis=1)
    pairable = raters >= 2
    person = np.zeros(len(counts), dtype=np.int64)
    person[unit] = ratings.person
    counts, raters = counts[pairable], raters[pairable]
    tables = counts[:, :, None] * counts[:, None, :]
    tables[:, np.arange(len(values)), np.arange(len(values))] -= counts
    return Coincidences(values, tables / (raters - 1)[:, None, None], person[pairable])


def difference(scale: Scale, values: Floats, margins: Floats) -> Floats:
    """Squared difference of each pair of values, shape (v, v).

    Nominal: 1 unless equal. Ordinal: squared number of ratings from one rank to the other, counting half of each end.
    Interval: (a - b)^2. Ratio: ((a - b) / (a + b))^2, 0 where both are 0.
    """
    a, b = values[:, None], values[None, :]
    if scale is Scale.NOMINAL:
        return np.asarray(a != b, dtype=np.float64)
    if scale is Scale.INTERVAL:
        return np.asarray((a - b) ** 2, dtype=np.float64)
    if scale is Scale.RATIO:
        total = a + b
        return np.asarray(np.divide(a - b, total, out=np.zeros_like(total), where=total != 0) ** 2)
    rank = np.cumsum(margins) - margins / 2
    return np.asarray((rank[:, None] - rank[None, :]) ** 2, dtype=np.float64)


def alpha_of(table: Floats, values: Floats, scale: Scale) -> float:
    """1 - observed / expected disagreement of a coincidence table; NaN where all values are equal."""
    margins = table.sum(axis=1)
    count = margins.sum()
    delta = difference(scale, values, margins)
    expected = (np.outer(margins, margins) * delta).sum() / (count * (count - 1))
    return float(1 - (table * delta).sum() / count / expected) if expected > 0 else float("nan")


def krippendorff(
    ratings: Ratings,
    scale: Scale,
    rng: np.random.Generator,
    draws: int = 1000,
    level: float = LEVEL,
) -> Estimate | Refusal:
    """Alpha over all persons and items, with a bootstrap interval.

    Parameters
    ----------
    ratings
        Any number of raters and items; missing ratings stay missing.
    rng
        Source of the redraws. Persons are redrawn with all their ratings, so that items of one person count as one.
    draws
        Redraws of the persons; percentiles of the redrawn alphas make the interval.

    Returns
    -------
    Estimate or Refusal
        1 is perfect agreement, 0 what chance would give, below 0 systematic disagreement. A refusal if fewer than
        `LEAST_PERSONS` persons have two ratings of one item, or all pairable ratings are equal.

    References
    ----------
    Krippendorff (2011), Computing Krippendorff's alpha-reliability; (2019) Content Analysis, 4th edition, chapter 12.
    """
    pairs = coincidences(ratings)
    persons = len(np.unique(pairs.person))
    if persons < LEAST_PERSONS:
        return refusing.too_few(persons=persons, least_persons=LEAST_PERSONS, raters=len(ratings.raters))
    table = pairs.total()
    value = alpha_of(table, pairs.values, scale)
    used = round(float(table.sum()))
    if np.isnan(value):
        return refusing.all_equal(used)
    low, high = _bootstrap(pairs, scale, rng, draws, level)
    return Estimate(
        value, min(low, value), max(high, value), "bootstrap", persons, len(ratings.raters), used, level
    )


def _bootstrap(
    pairs: Coincidences, scale: Scale, rng: np.random.Generator, draws: int, level: float
) -> tuple[float, float]:
    people, position = np.unique(pairs.person, return_inverse=True)
    size = len(pairs.values)
    own = np.zeros((len(people), size * size))
    np.add.at(own, position, pairs.tables.reshape(len(position), size * size))
    weights = rng.multinomial(len(people), np.full(len(people), 1 / len(people)), size=draws)
    tables = (weights @ own).reshape(draws, size, size)
    redrawn = np.array([alpha_of(table, pairs.values, scale) for table in tables])
    # a redraw without any variation says nothing about agreement
    low, high = np.nanquantile(redrawn, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)

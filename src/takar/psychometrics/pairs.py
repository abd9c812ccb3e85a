"""Two raters who saw the same person: what each gave on the items that both rated."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from takar.psychometrics.ratings import Ratings
from takar.psychometrics.values import Floats, Ints


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """One row for each person, rater and partner (both ways round), over the items that both rated.

    All arrays have shape (rows,). `own_*` belongs to the rater, `partner_*` to the partner; `mean`, `variance` (sample
    variance over items, 0 for one item) and `distance` (mean distance from the middle of the scale) are in scale units.
    """

    person: Ints
    rater: Ints
    partner: Ints
    items: Ints
    own_mean: Floats
    partner_mean: Floats
    own_variance: Floats
    partner_variance: Floats
    own_distance: Floats
    partner_distance: Floats


def pairs(ratings: Ratings, middle: float) -> Pairs:
    """All ordered pairs of raters with a person and an item in common."""
    first, second = _joined(ratings)
    raters = len(ratings.raters)
    key = (ratings.person[first] * raters + ratings.rater[first]) * raters + ratings.rater[second]
    group, row, items = np.unique(key, return_inverse=True, return_counts=True)
    own, partner = ratings.value[first], ratings.value[second]

    def mean(values: Floats) -> Floats:
        return np.asarray(np.bincount(row, values) / items, dtype=np.float64)

    def variance(values: Floats) -> Floats:
        centred = values - mean(values)[row]
        return np.asarray(np.bincount(row, centred**2) / np.maximum(items - 1, 1), dtype=np.float64)

    return Pairs(
        person=group // (raters * raters),
        rater=group // raters % raters,
        partner=group % raters,
        items=items.astype(np.int64),
        own_mean=mean(own),
        partner_mean=mean(partner),
        own_variance=variance(own),
        partner_variance=variance(partner),
        own_distance=mean(np.abs(own - middle)),
        partner_distance=mean(np.abs(partner - middle)),
    )


def _joined(ratings: Ratings) -> tuple[Ints, Ints]:
    """Rows of the table that share a person and an item, every ordered pair once."""
    cell = ratings.person * max(len(ratings.items), 1) + ratings.item
    order = np.argsort(cell, kind="stable")
    _, start, size = np.unique(cell[order], return_index=True, return_counts=True)
    place = np.arange(len(order)) - np.repeat(start, size)
    first, second = [], []
    for step in range(1, int(size.max(initial=1))):
        behind = np.flatnonzero(place + step < np.repeat(size, size))
        first += [order[behind], order[behind + step]]
        second += [order[behind + step], order[behind]]
    if not first:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    return np.concatenate(first), np.concatenate(second)

"""Fractions of batches to whole batches: the running total of each class stays as near as it can to that of the relaxation."""

from __future__ import annotations

import numpy as np

from takar.planning.solving.dates_model import Model, counts_only
from takar.planning.solving.linear import Floats, Ints, Linear
from takar.planning.solving.seats import Seats

_ABSENT = 30
_FAR = 1 << 40
_WEEK = 100.0  # points for a batch that comes a place earlier or later than the relaxation has it


def round_counts(seats: Seats, relaxed: Floats, at: Ints, price: Floats, seed: int) -> Floats | None:
    """Whole batches per class and slot that keep halls and assessors. None when there are none.

    `relaxed[c, a]`: fractional batches by anchor day; `at`: the anchor of each slot; `price[c, s]`: of a batch there.
    """
    model = counts_only(seats, price)
    classes = len(seats.classes)
    total = np.cumsum(relaxed, axis=1)
    away = model.linear.add_columns(np.full(total.size, _WEEK), 0, np.inf, whole=False).reshape(total.shape)
    for row in range(classes):
        for anchor in range(total.shape[1]):
            columns = model.counts[row, at <= anchor]
            _near(model.linear, columns, away[row, anchor], total[row, anchor])
    found = model.linear.solve(seconds=5.0, gap=0.2, seed=seed, high=_cheapest(model, price, at))
    if found.x is None:
        found = model.linear.solve(seconds=5.0, gap=0.2, seed=seed)
    return None if found.x is None else np.round(found.x[model.counts])


def _cheapest(model: Model, price: Floats, at: Ints) -> Floats:
    """Upper bounds that leave each class its cheapest slot around each day."""
    high = np.concatenate(model.linear.high)
    for row in range(price.shape[0]):
        for anchor in range(int(at.max()) + 1):
            here = np.nonzero((at == anchor) & (high[model.counts[row]] > 0))[0]
            best = here[np.argsort(price[row, here], kind="stable")[1:]]
            high[model.counts[row, best]] = 0
    return high


def _near(linear: Linear, columns: Ints, away: int, total: float) -> None:
    """|sum of columns - total| <= away."""
    row = np.zeros(len(columns), np.int64)
    one = np.zeros(1, np.int64)
    off = np.array([away])
    linear.add_rows(np.array([-np.inf]), np.array([total]), (row, columns, 1.0), (one, off, -1.0))
    linear.add_rows(np.array([total]), np.array([np.inf]), (row, columns, 1.0), (one, off, 1.0))


def misfit(seats: Seats, relaxed: Model, x: Floats, at: Ints) -> Floats:
    """Points by which the people whom the relaxation has around a day fare worse in each slot there, per batch.

    Classes x slots. Whoever cannot come in a slot at all counts `_ABSENT`.
    """
    place = {person.id: row for row, person in enumerate(seats.free)}
    worse = np.zeros((len(seats.classes), len(seats.slots)))
    extra = np.where(seats.allowed, np.minimum(seats.cost, _FAR), _FAR)
    for column in np.nonzero(x[relaxed.columns] > 1e-6)[0]:
        kind, anchor = relaxed.person[column], relaxed.slot[column]
        members = np.array([place[one] for one in relaxed.seats.members[kind]], np.int64)
        here = np.nonzero(at == anchor)[0]
        share = x[relaxed.columns[column]] / len(members)
        prices = np.minimum(extra[np.ix_(members, here)] - relaxed.seats.cost[kind, anchor], _ABSENT)
        row = seats.classes.index(relaxed.seats.free[kind].job_class)
        worse[row, here] += share * prices.sum(axis=0)
    return worse / np.maximum(1.0, x[relaxed.counts])[:, at]

"""A better bound and a better answer for seasons of middle size: the numbers of batches whole, people in fractions.

With few batches the linear relaxation is far off: it spreads a batch over weeks. With whole numbers of batches, searched
near those of the priced problem, people come out whole or nearly so.
"""

from __future__ import annotations

import numpy as np

from takar.planning.solving.budget import Budget
from takar.planning.solving.dates_model import Model, build, tighten
from takar.planning.solving.linear import Floats, Found
from takar.planning.solving.placing import Answer, Nothing, good, with_fixed
from takar.planning.solving.pricing import bound_by_prices
from takar.planning.solving.rounding import misfit, round_counts
from takar.planning.solving.seats import Relaxed, Seats, merge, narrow

_MOST_COLUMNS = 40_000
_BOUND_SHARE = 0.5
_NEAR_SHARE = 0.7
_AMPLE = 8.0  # seconds: enough for prices from the tightened relaxation, which are better and take longer
_WORTH = 1.0  # seconds below which a search is not worth beginning


def sharpen(
    seats: Seats,
    loose: Relaxed,
    first: tuple[Model, Found],
    found: Answer | Nothing,
    bound: float,
    budget: Budget,
) -> tuple[Answer | Nothing, float]:
    """The better of `found` and what whole numbers of batches give, and the better bound.

    `first`: the model of `loose` with its linear relaxation. Takes at most `budget.improving` seconds.
    """
    below = build(merge(loose.seats), flowing=True)
    tighten(below)
    if below.linear.columns > _MOST_COLUMNS:
        return found, bound
    if budget.improving > _AMPLE:
        sharper = below.linear.solve(seconds=budget.improving / 4, relaxed=True, seed=budget.limits.seed)
        budget.took(sharper.seconds)
        first = (below, sharper) if sharper.duals is not None else first
    priced, counts = bound_by_prices(loose.seats, *first, budget, budget.improving * _BOUND_SHARE)
    bound = max(bound, priced)
    if counts is not None:
        price = misfit(
            seats,
            first[0],
            first[1].x if first[1].x is not None else np.zeros(first[0].linear.columns),
            loose.at,
        )
        rounded = round_counts(seats, counts, loose.at, price, budget.limits.seed)
        found = _better(seats, rounded, found, budget)
    if good(found, bound, budget) or not budget.improving:
        return found, bound
    budget.tell("dates", 0.7)
    around = _within(below, budget, budget.improving * _NEAR_SHARE, None if counts is None else _near(counts))
    if around.x is None or not budget.improving:
        return found, bound
    if counts is None:
        bound = max(bound, around.bound)
    found = _on_real_days(seats, loose, below, (around.x, around.value), found, budget)
    if good(found, bound, budget) or budget.improving < _WORTH:
        return found, bound
    budget.tell("dates", 0.9)
    return found, max(bound, _within(below, budget, budget.improving).bound)


def _on_real_days(
    seats: Seats,
    loose: Relaxed,
    below: Model,
    around: tuple[Floats, float],
    found: Answer | Nothing,
    budget: Budget,
) -> Answer | Nothing:
    """The numbers around each day put on days: at once where that costs nothing more, otherwise searched."""
    x, value = around
    price = misfit(seats, below, x, loose.at)
    counts = np.round(x[below.counts])
    rounded = round_counts(seats, counts, loose.at, price, budget.limits.seed)
    found = _better(seats, rounded, found, budget)
    if (isinstance(found, Answer) and found.value < value + 0.5) or budget.improving < _WORTH:
        return found
    budget.tell("dates", 0.8)
    return _better(seats, _on_days(seats, loose, counts, budget), found, budget)


def _near(counts: Floats) -> Floats:
    """As many batches as that class has on the day or on a neighbouring one, at most."""
    padded = np.pad(counts, ((0, 0), (1, 1)))
    return np.maximum(np.maximum(padded[:, :-2], padded[:, 2:]), counts)


def _on_days(seats: Seats, loose: Relaxed, around: Floats, budget: Budget) -> Floats | None:
    """The same numbers around each day, on the days that fit people best; numbers of batches per class and slot."""
    few, most = narrow(seats, np.round(around)[:, loose.at])
    kept = [seats.slots.index(slot) for slot in few.slots]
    model = build(merge(few), flowing=True)
    tighten(model)
    found = _within(model, budget, budget.improving / 2, most)
    if found.x is None:
        return None
    counts = np.zeros((len(seats.classes), len(seats.slots)))
    counts[:, kept] = np.round(found.x[model.counts])
    return counts


def _better(seats: Seats, counts: Floats | None, found: Answer | Nothing, budget: Budget) -> Answer | Nothing:
    if counts is None:
        return found
    other = with_fixed(seats, counts, budget, budget.improving)
    if other is None or (isinstance(found, Answer) and found.value <= other.value):
        return found
    return other


def _within(model: Model, budget: Budget, seconds: float, most: Floats | None = None) -> Found:
    high = np.concatenate(model.linear.high)
    if most is not None:
        high[model.counts] = np.minimum(high[model.counts], most)
    limits = budget.limits
    found = model.linear.solve(seconds=seconds, gap=limits.gap / 2, seed=limits.seed, high=high)
    budget.took(found.seconds)
    return found

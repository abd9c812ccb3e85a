"""People to seats once the numbers of batches are known, or nearly so."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from takar.planning.domain.solution import Proof
from takar.planning.solving.budget import Budget
from takar.planning.solving.dates_model import Model, build
from takar.planning.solving.linear import Floats, Found
from takar.planning.solving.seats import Seats, merge, narrow

_WHOLE = 1e-6


@dataclass(frozen=True, slots=True)
class Answer:
    """Values of all columns of a model, and their price."""

    model: Model
    x: Floats
    value: float


@dataclass(frozen=True, slots=True)
class Nothing:
    """Nothing found; `proved`: because there is nothing."""

    proved: bool


def good(found: Answer | Nothing, bound: float, budget: Budget) -> bool:
    """Whether an answer is as near its bound as was asked."""
    return (
        isinstance(found, Answer) and Proof(found.value, np.ceil(bound - 1e-4), 0.0).gap <= budget.limits.gap
    )


def solve(model: Model, budget: Budget, seconds: float, counts: tuple[Floats, Floats] | None = None) -> Found:
    low, high = None, None
    if counts is not None:
        low, high = np.concatenate(model.linear.low), np.concatenate(model.linear.high)
        low[model.counts] = counts[0]
        high[model.counts] = np.minimum(high[model.counts], counts[1])  # never where no batch may open
    limits = budget.limits
    found = model.linear.solve(seconds=seconds, gap=limits.gap / 2, seed=limits.seed, low=low, high=high)
    budget.took(found.seconds)
    return found


def with_counts(seats: Seats, counts: Floats | None, budget: Budget) -> Answer | Nothing:
    """The rounded numbers of batches first; then, where these seat not everybody, numbers near them; then any."""
    if counts is not None:
        done = with_fixed(seats, counts, budget, budget.left)
        if done is not None:
            return done
        few, fixed = narrow(seats, counts)
        model = build(merge(few))
        found = solve(model, budget, budget.left, (np.maximum(0, fixed - 1), fixed + 1))
        if found.x is not None:
            return Answer(model, found.x, found.value)
        if budget.over:
            return Nothing(False)
    model = build(merge(seats))
    found = solve(model, budget, budget.left)
    return Nothing(not found.feasible) if found.x is None else Answer(model, found.x, found.value)


def with_fixed(seats: Seats, counts: Floats, budget: Budget, seconds: float) -> Answer | None:
    """Everybody placed with exactly these numbers of batches, `counts[c, s]`; None when that was not found."""
    few, fixed = narrow(seats, counts)
    model = build(merge(few))
    found = _relaxed_first(model, budget, fixed, seconds) or solve(model, budget, seconds, (fixed, fixed))
    return None if found.x is None else Answer(model, found.x, found.value)


def _relaxed_first(model: Model, budget: Budget, counts: Floats, seconds: float) -> Found | None:
    """With the numbers of batches fixed, people are almost a flow: the relaxation is mostly whole already.

    What is not is solved again with whoever is placed whole kept there, or with all who share a slot with the others.
    None when that does not work.
    """
    low, high = np.concatenate(model.linear.low), np.concatenate(model.linear.high)
    low[model.counts] = high[model.counts] = counts
    found = model.linear.solve(seconds=seconds, relaxed=True, seed=budget.limits.seed, low=low, high=high)
    budget.took(found.seconds)
    if found.x is None:
        return found
    torn = np.abs(found.x - np.round(found.x)) > _WHOLE
    if not torn.any():
        return found
    near = np.isin(model.slot, model.slot[torn[model.columns] & (found.x[model.columns] > _WHOLE)])
    near = np.isin(model.person, model.person[near & (found.x[model.columns] > _WHOLE)])
    for loose in (np.isin(model.person, model.person[torn[model.columns]]), near):
        below, above = low.copy(), high.copy()
        kept = model.columns[~loose]
        below[kept] = above[kept] = np.round(found.x[kept])
        mended = model.linear.solve(
            seconds=seconds / 2, gap=0.001, seed=budget.limits.seed, low=below, high=above
        )
        budget.took(mended.seconds)
        if mended.x is not None:
            return mended
    return None

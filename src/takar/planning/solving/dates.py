"""People to batches and days: linear programming, rounding of the numbers of batches, and the rest with these numbers fixed.

The bound is that of a relaxation that holds whatever days a batch takes (see `seats.relax`); small problems, where all days
are offered at once, are solved exactly.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from takar.planning.domain.problem import Limits, Problem
from takar.planning.domain.solution import Impossible, Proof, Season, Stopped
from takar.planning.solving.budget import Budget
from takar.planning.solving.dates_model import Model, build, tighten
from takar.planning.solving.filling import fill
from takar.planning.solving.linear import Floats, Found
from takar.planning.solving.outcome import moved, unmet_wishes
from takar.planning.solving.rounding import misfit, round_counts
from takar.planning.solving.seats import Seats, lay_out, merge, narrow, relax

_WHOLE = 1e-6
_EXACT_COLUMNS = 12_000


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


def plan_dates(problem: Problem, limits: Limits) -> Season | Impossible | Stopped:
    """Batches with days and people; every person once, no hard rule broken.

    Honours what stands in `problem.batches`. Impossible says what is short and what would help.
    """
    from takar.planning.solving.explain_dates import explain

    budget = Budget(limits)
    budget.tell("dates", 0.0)
    found, bound = search(problem, budget)
    if isinstance(found, Nothing):
        return explain(problem, budget) if found.proved else Stopped("dates")
    budget.tell("dates", 1.0)
    return _season(found, bound, budget)


def search(problem: Problem, budget: Budget) -> tuple[Answer | Nothing, float]:
    """The best answer found and the proven bound."""
    seats = lay_out(problem)
    if not seats.slots:
        return Nothing(bool(seats.free)), 0.0
    if not seats.free:
        model = build(seats)
        return Answer(model, np.zeros(model.linear.columns), 0.0), 0.0
    if seats.allowed.size > _EXACT_COLUMNS:
        return _by_rounding(seats, budget)
    first, bound = _by_days(seats, budget)
    good = isinstance(first, Answer) and Proof(first.value, bound, 0.0).gap <= budget.limits.gap
    sure = isinstance(first, Nothing) and first.proved
    return (first, bound) if good or sure or budget.over else _exactly(seats, budget, first, bound)


def _by_days(seats: Seats, budget: Budget) -> tuple[Answer | Nothing, float]:
    """First around which days the batches are, whole; then on which days exactly, among all runs around those."""
    loose = relax(seats)
    below = build(merge(loose.seats))
    tighten(below)
    first = _solve(below, budget, budget.left)
    if first.x is None:
        return Nothing(not first.feasible), 0.0
    few, most = narrow(seats, np.round(first.x[below.counts])[:, loose.at])
    model = build(merge(few))
    tighten(model)
    found = _solve(model, budget, budget.left, (most * 0, most))
    if found.x is None:
        return Nothing(False), first.bound
    return Answer(model, found.x, found.value), first.bound


def _exactly(
    seats: Seats, budget: Budget, rounded: Answer | Nothing, bound: float
) -> tuple[Answer | Nothing, float]:
    """The whole model at once, where it is small; keeps the rounded answer if that stays the better."""
    model = build(merge(seats))
    tighten(model)
    found = _solve(model, budget, budget.left)
    bound = max(bound, found.bound)
    if found.x is None:
        proved = not found.feasible
        return (Nothing(True) if proved else rounded), bound
    if isinstance(rounded, Answer) and rounded.value <= found.value:
        return rounded, bound
    return Answer(model, found.x, found.value), bound


def _solve(
    model: Model, budget: Budget, seconds: float, counts: tuple[Floats, Floats] | None = None
) -> Found:
    low, high = None, None
    if counts is not None:
        low, high = np.concatenate(model.linear.low), np.concatenate(model.linear.high)
        low[model.counts], high[model.counts] = counts
    limits = budget.limits
    found = model.linear.solve(seconds=seconds, gap=limits.gap / 2, seed=limits.seed, low=low, high=high)
    budget.took(found.seconds)
    return found


def _by_rounding(seats: Seats, budget: Budget) -> tuple[Answer | Nothing, float]:
    loose = relax(seats)
    below = build(merge(loose.seats))
    first = below.linear.solve(seconds=budget.left, relaxed=True, seed=budget.limits.seed)
    budget.took(first.seconds)
    if first.x is None:
        return Nothing(not first.feasible), 0.0
    budget.tell("dates", 0.4)
    if budget.stopped:
        return Nothing(False), first.bound
    price = misfit(seats, below, first.x, loose.at)
    counts = round_counts(seats, first.x[below.counts], loose.at, price, budget.limits.seed)
    budget.tell("dates", 0.5)
    return _with_counts(seats, counts, budget), first.bound


def _with_counts(seats: Seats, counts: Floats | None, budget: Budget) -> Answer | Nothing:
    """The rounded numbers of batches first; then, where these seat not everybody, numbers near them; then any."""
    if counts is not None:
        few, fixed = narrow(seats, counts)
        model = build(merge(few))
        found = _relaxed_first(model, budget, fixed) or _solve(model, budget, budget.left, (fixed, fixed))
        if found.x is not None:
            return Answer(model, found.x, found.value)
        found = _solve(model, budget, budget.left, (np.maximum(0, fixed - 1), fixed + 1))
        if found.x is not None:
            return Answer(model, found.x, found.value)
        if budget.over:
            return Nothing(False)
    model = build(merge(seats))
    found = _solve(model, budget, budget.left)
    return Nothing(not found.feasible) if found.x is None else Answer(model, found.x, found.value)


def _relaxed_first(model: Model, budget: Budget, counts: Floats) -> Found | None:
    """With the numbers of batches fixed, people are almost a flow: the relaxation is mostly whole already.

    What is not is solved again with whoever is placed whole kept there, or with all who share a slot with the others.
    None when that does not work.
    """
    low, high = np.concatenate(model.linear.low), np.concatenate(model.linear.high)
    low[model.counts] = high[model.counts] = counts
    found = model.linear.solve(seconds=budget.left, relaxed=True, seed=budget.limits.seed, low=low, high=high)
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
            seconds=budget.left / 2, gap=0.001, seed=budget.limits.seed, low=below, high=above
        )
        budget.took(mended.seconds)
        if mended.x is not None:
            return mended
    return None


def _season(answer: Answer, bound: float, budget: Budget) -> Season:
    model, seats = answer.model, answer.model.seats
    slot_of = _slots_of_people(answer)
    counts = np.round(answer.x[model.counts]).astype(np.int64)
    batches = fill(seats, slot_of, counts)
    value = float(round(answer.value))
    return Season(
        batches=batches,
        dates=Proof(value, min(float(np.ceil(bound - 1e-4)), value), budget.spent),
        unmet=unmet_wishes(seats.problem, batches),
        moved=moved(seats.problem, batches),
    )


def _slots_of_people(answer: Answer) -> dict[str, int]:
    model = answer.model
    left = [list(ids) for ids in model.seats.members]
    found = {}
    for column in np.nonzero(answer.x[model.columns] > 0.5)[0]:
        ids = left[model.person[column]]
        for _ in range(round(answer.x[model.columns[column]])):
            found[ids.pop()] = int(model.slot[column])
    return found

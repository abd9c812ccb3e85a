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
from takar.planning.solving.placing import Answer, Nothing, good, solve, with_counts, with_fixed
from takar.planning.solving.rounding import misfit, round_counts
from takar.planning.solving.seats import Relaxed, Seats, lay_out, merge, narrow, relax
from takar.planning.solving.sharpening import sharpen

_EXACT_COLUMNS = 12_000
_AROUND = 0.6  # of the time left for which days; the rest for the days exactly


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
    return _small(seats, budget)


def _small(seats: Seats, budget: Budget) -> tuple[Answer | Nothing, float]:
    """A quick answer first, so that there is one when time is short; then whole days; then the whole model."""
    first = _round(seats, budget)
    found, bound = _with_rounded(seats, first, budget), first.bound
    if _done(found, bound, budget):
        return found, bound
    later, sharper = _by_days(seats, budget)
    found, bound = _the_better(found, later), max(bound, sharper)
    return (found, bound) if _done(found, bound, budget) else _exactly(seats, budget, found, bound)


def _with_rounded(seats: Seats, first: Rounded, budget: Budget) -> Answer | Nothing:
    if first.counts is None:
        return Nothing(first.impossible)
    return with_fixed(seats, first.counts, budget, budget.left) or Nothing(False)


def _done(found: Answer | Nothing, bound: float, budget: Budget) -> bool:
    return good(found, bound, budget) or budget.over or (isinstance(found, Nothing) and found.proved)


def _the_better(one: Answer | Nothing, other: Answer | Nothing) -> Answer | Nothing:
    """The one with fewer points; a proof that there is nothing only where there is no answer."""
    if isinstance(one, Answer) and isinstance(other, Answer):
        return one if one.value <= other.value else other
    return one if isinstance(one, Answer) else other


def _by_days(seats: Seats, budget: Budget) -> tuple[Answer | Nothing, float]:
    """First around which days the batches are, whole; then on which days exactly, among all runs around those."""
    loose = relax(seats)
    below = build(merge(loose.seats))
    tighten(below)
    first = solve(below, budget, budget.left * _AROUND)
    if first.x is None:
        return Nothing(not first.feasible), 0.0
    few, most = narrow(seats, np.round(first.x[below.counts])[:, loose.at])
    model = build(merge(few))
    tighten(model)
    found = solve(model, budget, budget.left, (most * 0, most))
    if found.x is None:
        return Nothing(False), first.bound
    return Answer(model, found.x, found.value), first.bound


def _exactly(
    seats: Seats, budget: Budget, rounded: Answer | Nothing, bound: float
) -> tuple[Answer | Nothing, float]:
    """The whole model at once, where it is small; keeps the rounded answer if that stays the better."""
    model = build(merge(seats))
    tighten(model)
    found = solve(model, budget, budget.left)
    bound = max(bound, found.bound)
    if found.x is None:
        proved = not found.feasible
        return (Nothing(True) if proved else rounded), bound
    if isinstance(rounded, Answer) and rounded.value <= found.value:
        return rounded, bound
    return Answer(model, found.x, found.value), bound


@dataclass(frozen=True, slots=True)
class Rounded:
    """What the linear relaxation says, `first` of `below`, and its rounded numbers of batches (None: none were found)."""

    loose: Relaxed
    below: Model
    first: Found
    bound: float
    counts: Floats | None
    impossible: bool


def _round(seats: Seats, budget: Budget) -> Rounded:
    loose = relax(seats)
    below = build(merge(loose.seats))
    first = below.linear.solve(seconds=budget.left, relaxed=True, seed=budget.limits.seed)
    budget.took(first.seconds)
    if first.x is None:
        return Rounded(loose, below, first, 0.0, None, not first.feasible)
    budget.tell("dates", 0.4)
    if budget.stopped:
        return Rounded(loose, below, first, first.bound, None, False)
    price = misfit(seats, below, first.x, loose.at)
    counts = round_counts(seats, first.x[below.counts], loose.at, price, budget.limits.seed)
    return Rounded(loose, below, first, first.bound, counts, False)


def _by_rounding(seats: Seats, budget: Budget) -> tuple[Answer | Nothing, float]:
    first = _round(seats, budget)
    if first.first.x is None or budget.stopped:
        return Nothing(first.impossible), first.bound
    budget.tell("dates", 0.5)
    found = with_counts(seats, first.counts, budget)
    if _done(found, first.bound, budget) or not budget.improving:
        return found, first.bound
    return sharpen(seats, first.loose, (first.below, first.first), found, first.bound, budget)


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

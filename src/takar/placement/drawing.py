"""Draws of what true fits may be, of the pairs that matter only: thousands of people would not fit into memory otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from takar.placement.domain.merged import merged
from takar.placement.domain.posterior import Levels
from takar.placement.domain.shares import exact_columns
from takar.placement.domain.tables import FitTable, retest_levels, true_levels
from takar.placement.solving.problem import Floats, Pair, Plan, Problem

_AT_ONCE = 4_000_000  # numbers of columns held at a time


def true_fits(table: FitTable, pairs: Iterable[Pair], k: int, seed: int) -> dict[Pair, Floats]:
    """`k` draws of the true fit of each (person, post): (k,) each, NaN where the fit is not known."""
    listed = sorted(set(pairs))
    people, posts = (np.array([pair[side] for pair in listed], np.int64) for side in (0, 1))
    draws, found = np.random.default_rng(seed), np.empty((k, len(listed)))
    weights, (weight, added) = (
        table.terms.columns.T[posts],
        (one[people, posts] for one in (table.weight, table.added)),
    )
    unknown = np.isnan(table.fit[people, posts])
    size = max(1, _AT_ONCE // (weights.shape[1] * max(1, len(table.people), len(listed))))
    for first in range(0, k, size):
        levels = true_levels(table.levels, min(size, k - first), draws)
        columns = exact_columns(levels, table.terms.grid)[:, people]
        shares = np.einsum("kpg,pg->kp", columns, weights)
        found[first : first + size] = np.where(unknown, np.nan, 100 * weight * shares + added)
    return {pair: found[:, at] for at, pair in enumerate(listed)}


def pairs_of(plans: Iterable[Plan]) -> Iterator[Pair]:
    """Every place that a move leaves or enters."""
    for plan in plans:
        for move in plan.moves:
            yield move.person, move.post
            if move.origin >= 0:
                yield move.person, move.origin


def true_gains(problem: Problem, plan: Plan, truth: dict[Pair, Floats], k: int) -> Floats:
    """(k,) what the plan brings if the draws are right: as `Plan.gain`."""
    total = np.zeros(k)
    for move in plan.moves:
        total += _worth(problem, truth, move.person, move.post)
        if move.origin >= 0:
            total -= _worth(problem, truth, move.person, move.origin)
    return total


def _worth(problem: Problem, truth: dict[Pair, Floats], person: int, post: int) -> Floats:
    points = problem.weight[post] * (truth[person, post] - problem.rules.vacant_worth)
    return np.asarray(np.where(np.isnan(points), 0.0, points))


def retest_draws(table: FitTable, seed: int, block: int = 0) -> Iterator[Levels]:
    """What would be known of everybody after retests without end. Every block has draws of its own."""
    draws = np.random.default_rng([seed, block] if block else seed)
    while True:
        yield retest_levels(table, draws)


def retests(table: FitTable, k: int, seed: int, at_once: int, block: int = 0) -> Iterator[Floats]:
    """`k` retests of everybody in arrays of at most so many, (b, n, m)."""
    whole, source = merged(table), retest_draws(table, seed, block)
    for first in range(0, k, at_once):
        found = np.empty((min(at_once, k - first), *table.fit.shape))
        for at in range(len(found)):
            found[at] = whole.fit(next(source))
        yield found

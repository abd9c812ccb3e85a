"""Ranks with how sure they are: intervals, the chance to be best, and how long a list must be to hold the best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from takar.placement.domain.tables import FitTable
from takar.placement.domain.values import Floats, Whole

Singles: TypeAlias = NDArray[np.float32]
# Differences of fit below this are no difference: several people who all meet a standard are equally good.
SAME = 1e-4
DRAWS = 2000


@dataclass(frozen=True, slots=True)
class Ranking:
    """All arrays in the order of the ranks. `order`: rows (or columns) of the table, by expected fit.

    `low`, `high`: interval of the true fit; `best`: chance to be (one of) the best, shared among equals, sums to 1;
    `length`: shortest head of the list that holds a best one with the chance asked; `held`: with which chance it does.
    """

    order: Whole
    fit: Floats
    low: Floats
    high: Floats
    best: Floats
    length: int
    held: float


def rank_people(
    table: FitTable, position: int, hold: int, interval: int, seed: int, draws: int = DRAWS
) -> Ranking:
    """Everybody of the table who is eligible and has a fit, for one post. Percents whole."""
    rows = np.flatnonzero(table.eligible[:, position] & ~np.isnan(table.fit[:, position]))
    true = true_fits_of_people(table, position, rows, draws, seed)
    return _ranking(rows, table.fit[rows, position], true, [table.people[at] for at in rows], hold, interval)


def rank_posts(
    table: FitTable, person: int, hold: int, interval: int, seed: int, draws: int = DRAWS
) -> Ranking:
    """Every post of the table for which one person is eligible and has a fit."""
    columns = np.flatnonzero(table.eligible[person] & ~np.isnan(table.fit[person]))
    true = true_fits_of_posts(table, person, columns, draws, seed)
    names = [table.positions[at] for at in columns]
    return _ranking(columns, table.fit[person, columns], true, names, hold, interval)


def _ranking(
    rows: Whole, fit: Floats, true: Singles, names: Sequence[str], hold: int, interval: int
) -> Ranking:
    order = np.lexsort((np.asarray(names, dtype=np.str_), -np.round(fit, 6)))
    # Sorted in rank order, one draw per row: every question below is asked of it.
    true = true[:, order]
    low, high = intervals(true, interval)
    length, held = list_length(true, hold)
    return Ranking(rows[order], fit[order], low, high, best_chances(true), length, held)


def true_fits_of_people(table: FitTable, position: int, rows: Whole, draws: int, seed: int) -> Singles:
    """(draws, people): what the true fits of some people for one post may be."""
    asked = np.flatnonzero(table.terms.weight[position] > 0)
    found = np.zeros((draws, len(rows)), dtype=np.float32)
    generator = np.random.default_rng(seed)
    common = generator.standard_normal((draws, len(rows)), dtype=np.float32)
    for at in asked.tolist():
        level = _levels(table, rows, at, common, generator)
        standard = np.float32(table.terms.standard[position, at])
        np.minimum(level, standard, out=level)
        level *= np.float32(table.terms.weight[position, at]) / standard
        found += level
    found *= (100 * table.weight[rows, position]).astype(np.float32)
    found += table.added[rows, position].astype(np.float32)
    return found


def _levels(
    table: FitTable, rows: Whole, at: int, common: Singles, generator: np.random.Generator
) -> Singles:
    level = generator.standard_normal(common.shape, dtype=np.float32)
    level *= table.levels.own[rows, at].astype(np.float32)
    level += common * table.levels.common[rows, at].astype(np.float32)
    level += table.levels.mean[rows, at].astype(np.float32)
    return level


def true_fits_of_posts(table: FitTable, person: int, columns: Whole, draws: int, seed: int) -> Singles:
    """(draws, posts): what the true fits of one person for some posts may be, from the same true levels."""
    generator = np.random.default_rng(seed)
    levels = table.levels
    common = generator.standard_normal((draws, 1))
    own = generator.standard_normal((draws, levels.mean.shape[1]))
    true = np.nan_to_num(levels.mean[person] + levels.common[person] * common + levels.own[person] * own)
    grid = np.array(table.terms.grid)
    shares = np.minimum(true[:, :, None], grid) / grid
    fits = shares.reshape(draws, -1) @ table.terms.columns[:, columns]
    found = 100 * table.weight[person, columns] * fits + table.added[person, columns]
    return np.asarray(found, dtype=np.float32)


def intervals(true: Singles, percent: int) -> tuple[Floats, Floats]:
    """The middle `percent` of the draws of each column."""
    if true.size == 0:
        return np.empty(0), np.empty(0)
    draws = true.shape[0]
    cut = round((100 - percent) / 200 * (draws - 1))
    ends = np.partition(true, (cut, draws - 1 - cut), axis=0)
    return ends[cut].astype(np.float64), ends[draws - 1 - cut].astype(np.float64)


def best_chances(true: Singles) -> Floats:
    """How often each column is the largest of its draw; equals share."""
    if true.size == 0:
        return np.empty(0)
    top = true >= true.max(axis=1, keepdims=True) - SAME
    return np.asarray((top / top.sum(axis=1, keepdims=True)).mean(axis=0), dtype=np.float64)


def list_length(true: Singles, hold: int) -> tuple[int, float]:
    """How many of the first columns hold a largest one in at least `hold` percent of the draws, and in what share."""
    if true.size == 0:
        return 0, 0.0
    first = (true >= true.max(axis=1, keepdims=True) - SAME).argmax(axis=1)
    reached = np.bincount(first, minlength=true.shape[1]).cumsum() / true.shape[0]
    length = int(np.searchsorted(reached, hold / 100 - 1e-12) + 1)
    return length, float(reached[length - 1])

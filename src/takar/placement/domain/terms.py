"""What each post asks, as arrays: its standard, its weights, its floors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from takar.placement.domain.values import FitRules, Flags, Floats, Post


@dataclass(frozen=True, slots=True)
class Terms:
    """`standard`, `weight`: (m, c), weight 0 where the post asks nothing and rows that sum to 1 (0 without a standard).

    `columns`: (c x levels, m), the weights at the place of each post's standard level on `grid`; `floor`: (m, c) the true
    level below which a critical competency excludes, NaN where none.
    """

    codes: tuple[str, ...]
    grid: tuple[float, ...]
    standard: Floats
    weight: Floats
    columns: Floats
    floor: Floats

    def take(self, posts: Sequence[int] | np.ndarray) -> Terms:
        chosen = np.asarray(posts, dtype=np.intp)
        return Terms(
            self.codes,
            self.grid,
            self.standard[chosen],
            self.weight[chosen],
            self.columns[:, chosen],
            self.floor[chosen],
        )

    @property
    def has_standard(self) -> Flags:
        return np.asarray(self.weight.sum(axis=1) > 0)


def terms_of(posts: Sequence[Post], codes: Sequence[str], rules: FitRules, measurable: Flags) -> Terms:
    """Terms of `posts` over `codes`. A competency that nobody is measured in (`measurable` False) is left out for all."""
    place = {code: at for at, code in enumerate(codes)}
    shape = (len(posts), len(codes))
    standard, weight, floor = np.zeros(shape), np.zeros(shape), np.full(shape, np.nan)
    for row, post in enumerate(posts):
        for code, level in post.standard:
            at = place.get(code)
            if at is not None and measurable[at] and level > 0:
                standard[row, at] = float(level)
                weight[row, at] = float(rules.weight_of(post.job_class, code))
                below = rules.floor_of(post.job_class, code)
                floor[row, at] = np.nan if below is None else float(level) - float(below)
    total = weight.sum(axis=1, keepdims=True)
    weight = np.divide(weight, total, out=np.zeros(shape), where=total > 0)
    grid, columns = columns_of(standard, weight)
    return Terms(tuple(codes), grid, standard, weight, columns, floor)


def columns_of(standard: Floats, weight: Floats) -> tuple[tuple[float, ...], Floats]:
    """(levels that any post asks, weights at the places of each post's levels on these): `Terms.grid` and `Terms.columns`."""
    grid = tuple(float(one) for one in np.unique(standard[standard > 0])) or (1.0,)
    return grid, _columns(standard, weight, grid)


def _columns(standard: Floats, weight: Floats, grid: tuple[float, ...]) -> Floats:
    posts, codes = standard.shape
    spread = np.zeros((codes, len(grid), posts))
    for at, level in enumerate(grid):
        spread[:, at, :] = np.where(standard == level, weight, 0.0).T
    return spread.reshape(codes * len(grid), posts)

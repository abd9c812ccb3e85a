"""People with the same levels merged before they are scored: what every standard finds at best among the competencies alone."""

from __future__ import annotations

import numpy as np

from takar.placement.domain.values import Whole
from takar.placement.matching.engine import Engine, Singles


def distinct_profiles(engine: Engine) -> Whole:
    """A row of each profile that differs: same levels, errors and group are the same to every post."""
    whole = np.hstack([engine.levels.mean, engine.levels.sd]).astype(np.float32)
    mixed = np.ascontiguousarray(np.nan_to_num(whole, nan=-9.0)).view(np.uint32).astype(np.uint64)
    odd = np.array([2 * at + 1 for at in range(mixed.shape[1])], dtype=np.uint64)
    sums = (mixed * (odd * np.uint64(0x9E3779B97F4A7C15) ^ (odd << np.uint64(29)))).sum(axis=1)
    return np.unique(sums, return_index=True)[1]


def best_of_every_standard(engine: Engine, rows: Whole, at_once: int = 1024) -> Singles:
    """The best expected competency fit of the people `rows` for each distinct standard.

    Every profile is scored against every standard, in blocks that fit into the cache.
    """
    best = np.zeros(len(engine.standards), dtype=np.float32)
    block = np.empty((at_once, len(engine.standards)), dtype=np.float32)
    codes, grid = range(len(engine.measured.codes)), engine.terms.grid
    columns = np.stack([engine.share(code, level)[rows] for code in codes for level in grid], axis=1)
    for start in range(0, len(rows), at_once):
        some = columns[start : start + at_once]
        np.matmul(some, engine.standards.T, out=block[: len(some)])
        np.maximum(best, block[: len(some)].max(axis=0), out=best)
    return best * np.float32(100)

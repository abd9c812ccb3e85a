"""Rotations of thousands: levels, standards shared by many posts, fields of work that make half of the posts possible."""

from __future__ import annotations

import numpy as np

from takar.placement.solving.problem import Apart, Problem, Rules, problem


def large(
    seed: int, held: int, vacant: int, outsiders: int, rules: Rules | None = None, pairs: int = 0
) -> Problem:
    """Expected fits from levels and 120 distinct standards; tenure between half a year and seven."""
    rng = np.random.default_rng(seed)
    n, m = held + outsiders, held + vacant
    levels = np.clip(rng.normal(3.2, 0.35, n)[:, None] + rng.normal(0, 0.5, (n, 9)), 1, 5)
    standards = rng.choice([2.0, 3.0, 3.0, 4.0, 4.0, 5.0], (120, 9))[rng.integers(0, 120, m)]
    fit = sum(np.minimum(levels[:, c : c + 1] / standards[None, :, c], 1) for c in range(9)) * (100 / 9)
    fields, known = rng.integers(0, 8, m), rng.random((n, 8)) < 0.5
    current = np.r_[rng.permutation(m)[:held], np.full(outsiders, -1)]
    eligible = known[:, fields]
    eligible[np.arange(held), current[:held]] = True
    units = np.arange(m) % 60
    apart = []
    for _ in range(pairs):
        first, second = rng.choice(held, 2, replace=False)
        where = tuple(np.nonzero(units == rng.integers(60))[0].tolist())
        apart.append(Apart(int(first), where, int(second), where))
    years = rng.uniform(0.5, 7.0, n)
    return problem(
        np.asarray(fit), eligible, current, years=years, apart=tuple(apart), rules=rules or Rules()
    )

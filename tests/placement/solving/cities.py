"""Invented rotations: tiny ones with everything in them, and an agency of 29 officials."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from takar.placement.solving.problem import Apart, Problem, Rule, Rules, problem

SWITCHES: dict[Rule, tuple[bool | float | int | None, bool | float | int | None]] = {
    Rule.LOCKED: (True, False),
    Rule.FORBIDDEN: (True, False),
    Rule.MOVES_MOST: (2, None),
    Rule.CHAIN_LONGEST: (1, None),
    Rule.CYCLE_LONGEST: (2, None),
    Rule.NO_WORSE: (True, False),
    Rule.VACANCIES: (False, True),
    Rule.OUTSIDERS: (False, True),
    Rule.REVIEW_MUST: (True, False),
    Rule.FLOOR: (70.0, None),
    Rule.APART: (True, False),
    Rule.MUST_FILL: (True, False),
    Rule.TENURE_LEAST: (2.0, None),
    Rule.BAN: (True, False),
    Rule.ELIGIBILITY: (True, False),
    Rule.NO_REMOVAL: (True, False),
}
"""Each rule on and off."""


def tiny(
    seed: int, rules: Rules | None = None, people: int = 4, outsiders: int = 1, vacant: int = 1
) -> Problem:
    """A few people, with something for every rule to bite on."""
    rng = np.random.default_rng(seed)
    n, m = people + outsiders, people + vacant
    fit = rng.integers(55, 100, (n, m)).astype(float)
    fit[rng.random((n, m)) < 0.05] = np.nan
    current = np.r_[rng.permutation(m)[:people], np.full(outsiders, -1)]
    return problem(
        fit,
        rng.random((n, m)) < 0.75,
        current,
        years=np.where(rng.random(n) < 0.05, np.nan, rng.choice([0.5, 2.0, 3.0, 5.0, 8.0], n)),
        rank=rng.integers(0, 3, m),
        must_fill=rng.random(m) < 0.2,
        banned=rng.random(m) < 0.1,
        weight=rng.choice([1.0, 1.5], m),
        apart=_apart(rng, n, m),
        locked=((int(rng.integers(n)), int(rng.integers(m))),) if rng.random() < 0.3 else (),
        forbidden=tuple((int(rng.integers(n)), int(rng.integers(m))) for _ in range(2)),
        rules=rules or Rules(),
    )


def _apart(rng: np.random.Generator, n: int, m: int) -> tuple[Apart, ...]:
    first, second = rng.choice(n, 2, replace=False)
    near, far = rng.permutation(m)[:2], rng.permutation(m)[:3]
    return (Apart(int(first), tuple(near.tolist()), int(second), tuple(far.tolist())),)


def switched(seed: int) -> Rules:
    """Every rule on or off by chance, with prices."""
    rng = np.random.default_rng(seed)
    made = Rules(
        move_price=float(rng.choice([0.0, 1.0, 5.0])),
        review_price=float(rng.choice([0.0, 3.0])),
    )
    for rule, (on, off) in SWITCHES.items():
        made = replace(made, **{rule.value: on if rng.random() < 0.5 else off})  # type: ignore[arg-type]
    return made

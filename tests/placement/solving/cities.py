"""Invented rotations: tiny ones with everything in them, and an agency of 29 officials."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from takar.placement.domain.tables import FitTable, fit_table
from takar.placement.domain.values import Measured
from takar.placement.solving.problem import Apart, Floats, Problem, Rule, Rules, problem
from tests.placement.matching.people import CODES, PlainPost, PlainRules, World, post

DAY = date(2026, 1, 5)

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
        worse_price=float(rng.choice([0.0, 2.0])),
    )
    for rule, (on, off) in SWITCHES.items():
        made = replace(made, **{rule.value: on if rng.random() < 0.5 else off})  # type: ignore[arg-type]
    return made


STANDARDS = (3.0, 3.5, 4.0, 4.5, 5.0)
ALL_RULES = Rules(
    review_price=1.0,
    moves_most=14,
    chain_longest=5,
    cycle_longest=3,
    move_price=0.5,
    no_worse=False,
    floor=60.0,
)
"""All rules at once, as an agency would set them."""


@dataclass(frozen=True)
class Agency:
    """One invented agency: what was observed, the table that the office makes of it, and the true levels behind it."""

    measured: Measured
    truth: Floats
    posts: tuple[PlainPost, ...]
    table: FitTable
    problem: Problem

    def true_fit(self) -> Floats:
        """(n, m) fits that nobody knows."""
        levels = np.array([[float(level) for _, level in one.standard] for one in self.posts])
        return np.asarray(100 * np.minimum(self.truth[:, None, :] / levels[None], 1.0).mean(axis=2))

    def naive_fit(self) -> Floats:
        """(n, m) fits of what was observed, as if there were no error."""
        return replace(self, truth=self.measured.levels).true_fit()

    def second(self, rng: np.random.Generator) -> Floats:
        """(n, m) expected fits after a real second measurement of the same people."""
        seen = self.truth + self.measured.errors * rng.standard_normal(self.truth.shape)
        again = replace(self.measured, levels=seen)
        return fit_table(again, self.posts, None, DAY, PlainRules(), self.table.prior).fit


def agency(
    seed: int,
    rules: Rules | None = None,
    *,
    held: int = 29,
    vacant: int = 3,
    outsiders: int = 6,
    error: float = 0.35,
    others: int = 60,
) -> Agency:
    """Officials with levels 1 to 5, standards by post, fields of work that make half of the posts possible for each.

    `others`: people of the same class assessed with them, who tell the prior.
    """
    rng = np.random.default_rng(seed)
    n, m = held + outsiders, held + vacant
    measured, truth = World(error=error, spread=0.64).people((n + others,), rng)
    posts = tuple(
        post(f"p{p:03d}", dict(zip(CODES, rng.choice(STANDARDS, 9), strict=True))) for p in range(m)
    )
    whole = fit_table(measured, posts, None, DAY, PlainRules())
    table = whole.take(range(n), range(m))
    kept = replace(
        measured,
        people=measured.people[:n],
        levels=measured.levels[:n],
        errors=measured.errors[:n],
        groups=measured.groups[:n],
    )
    fields = rng.integers(0, 4, m)
    known = rng.random((n, 4)) < 0.4
    current = np.r_[rng.permutation(m)[:held], np.full(outsiders, -1)]
    known[np.arange(held), fields[current[:held]]] = True
    made = problem(
        table.fit,
        known[:, fields],
        current,
        years=rng.uniform(0.5, 7.0, n),
        rank=rng.integers(0, 3, m),
        must_fill=rng.random(m) < 0.1,
        banned=np.zeros(m, bool),
        apart=_some_apart(rng, held, m),
        rules=rules or Rules(),
    )
    return Agency(kept, truth[:n], posts, table, made)


def _some_apart(rng: np.random.Generator, held: int, posts: int) -> tuple[Apart, ...]:
    """Three pairs who may not be in the same eighth of the posts."""
    units = np.arange(posts) % 8
    pairs = []
    for unit in range(3):
        first, second = rng.choice(held, 2, replace=False)
        where = tuple(np.nonzero(units == unit)[0].tolist())
        pairs.append(Apart(int(first), where, int(second), where))
    return tuple(pairs)

"""Everybody against every post: the table that pages, rotation and the region work on; its retests and its truths."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from takar.placement.domain.bars import bars
from takar.placement.domain.points import Judge, excluded_by, points_of, tenure_points
from takar.placement.domain.posterior import Levels, Prior, estimate_prior, posterior
from takar.placement.domain.shares import below_chance, exact_columns, expected_columns
from takar.placement.domain.terms import Terms, terms_of
from takar.placement.domain.values import FitRules, Flags, Floats, Measured, Post, Whole
from takar.positions.public import FactTable


@dataclass(frozen=True, slots=True)
class FitTable:
    """`fit`: (n, m) expected fit 0 to 100, NaN without a profile, without a standard or with too little of it measured.

    `eligible`: (n, m), False where a Mutlak is not met, a bar or a floor holds; a person's own post is always eligible,
    because matching removes nobody. `to_check`: (n, m), something that would exclude is not known. `mean`, `sd`: (n, c)
    posterior of the true levels. fit = 100 x weight x expected share + added.
    """

    people: tuple[str, ...]
    positions: tuple[str, ...]
    fit: Floats
    eligible: Flags
    to_check: Flags
    levels: Levels
    errors: Floats
    group: Whole
    prior: Prior
    terms: Terms
    weight: Floats
    added: Floats

    @property
    def codes(self) -> tuple[str, ...]:
        return self.terms.codes

    @property
    def mean(self) -> Floats:
        return self.levels.mean

    @property
    def sd(self) -> Floats:
        return self.levels.sd

    def take(self, people: Sequence[int] | np.ndarray, positions: Sequence[int] | np.ndarray) -> FitTable:
        """The same numbers for fewer people and posts; the prior stays that of all."""
        rows, columns = np.asarray(people, dtype=np.intp), np.asarray(positions, dtype=np.intp)
        both = np.ix_(rows, columns)
        return replace(
            self,
            people=tuple(self.people[at] for at in rows),
            positions=tuple(self.positions[at] for at in columns),
            fit=self.fit[both],
            eligible=self.eligible[both],
            to_check=self.to_check[both],
            levels=self.levels.take(rows),
            errors=self.errors[rows],
            group=self.group[rows],
            terms=self.terms.take(columns),
            weight=self.weight[both],
            added=self.added[both],
        )


def fit_table(
    measured: Measured,
    posts: Sequence[Post],
    facts: FactTable | None,
    on: date,
    rules: FitRules,
    prior: Prior | None = None,
) -> FitTable:
    """Fit and eligibility of everybody of `measured` for each of `posts` on a day.

    `facts`: in the order of `measured.people`; None: nothing of the career counts and nobody is excluded. `prior`: that of a
    larger population, when these people are a part of it; its columns are `measured.codes`.
    """
    known_prior = prior or estimate_prior(measured)
    group = known_prior.places(measured.groups)
    errors = np.where(np.isnan(measured.levels), np.nan, measured.errors)
    levels = posterior(measured.levels, errors, group, known_prior)
    terms = terms_of(posts, measured.codes, rules, np.asarray(~np.isnan(known_prior.spread).all(axis=0)))
    weight, added, eligible, to_check = _career(len(measured.people), posts, facts, on, rules)
    eligible &= ~_below_floors(levels, terms, rules) | _own(posts, facts, eligible)
    table = FitTable(
        people=measured.people,
        positions=tuple(post.code for post in posts),
        fit=np.empty(0),
        eligible=eligible,
        to_check=to_check,
        levels=levels,
        errors=errors,
        group=group,
        prior=known_prior,
        terms=terms,
        weight=weight,
        added=added,
    )
    assessed = (~np.isnan(measured.levels)).astype(np.float64) @ terms.weight.T
    enough = (assessed * 100 >= rules.assessed_least - 1e-9) & terms.has_standard[None, :]
    return replace(table, fit=np.where(enough, _fits(table, levels), np.nan))


def _career(
    size: int, posts: Sequence[Post], facts: FactTable | None, on: date, rules: FitRules
) -> tuple[Floats, Floats, Flags, Flags]:
    shape = (size, len(posts))
    weight, added = np.ones(shape), np.zeros(shape)
    eligible, to_check = np.ones(shape, dtype=bool), np.zeros(shape, dtype=bool)
    if facts is None:
        return weight, added, eligible, to_check
    judge, tenure = Judge(facts, on), tenure_points(facts, on, rules.tenure_review_years)
    barred = np.logical_or.reduce(list(bars(facts, on, rules).values()))
    seen: dict[tuple[object, ...], tuple[Floats, Floats, Flags, Flags]] = {}
    for at, post in enumerate(posts):
        key = (
            tuple((one.kind, one.weight, tuple(one.values)) for one in post.requirements),
            post.job_class,
            post.family,
        )
        if key not in seen:
            verdicts = judge.verdicts(post)
            points, (failed, unsure) = points_of(verdicts, tenure, rules, size), excluded_by(verdicts, size)
            seen[key] = (points.weight, points.added, ~failed & ~barred, unsure)
        weight[:, at], added[:, at], eligible[:, at], to_check[:, at] = seen[key]
    eligible |= _own(posts, facts, eligible)
    return weight, added, eligible, to_check


def _own(posts: Sequence[Post], facts: FactTable | None, like: Flags) -> Flags:
    """Who holds which of these posts now."""
    found = np.zeros_like(like)
    if facts is None:
        return found
    place = {post.code: at for at, post in enumerate(posts)}
    for row in np.flatnonzero(facts.holds != ""):
        at = place.get(str(facts.holds[row]))
        if at is not None:
            found[row, at] = True
    return found


def _below_floors(levels: Levels, terms: Terms, rules: FitRules) -> Flags:
    """Whose true level lies below a floor of the post with the chance that the rules ask for."""
    found = np.zeros((levels.mean.shape[0], terms.floor.shape[0]), dtype=bool)
    for code in np.flatnonzero(~np.isnan(terms.floor).all(axis=0)):
        floors = terms.floor[:, code]
        for floor in np.unique(floors[~np.isnan(floors)]):
            chance = below_chance(levels.mean[:, code], levels.sd[:, code], float(floor))
            found |= np.outer(np.nan_to_num(chance) * 100 >= rules.floor_certainty, floors == floor)
    return found


def _fits(table: FitTable, levels: Levels) -> Floats:
    columns = expected_columns(levels.mean, levels.sd, table.terms.grid)
    return np.asarray(100 * table.weight * (columns @ table.terms.columns) + table.added)


def retest(table: FitTable, draws: np.random.Generator) -> Floats:
    """One retest of everybody: a true level from the posterior, a new error, shrunk again. (n, m), NaN as in `fit`."""
    return np.where(np.isnan(table.fit), np.nan, _fits(table, retest_levels(table, draws)))


def retest_levels(table: FitTable, draws: np.random.Generator) -> Levels:
    """What is known of everybody's levels after one retest."""
    again = true_levels(table.levels, 1, draws)[0] + table.errors * draws.standard_normal(table.errors.shape)
    return posterior(again, table.errors, table.group, table.prior)


def redraws(table: FitTable, seed: int) -> Iterator[Floats]:
    """Retests without end, one (n, m) at a time, for tables too large to hold many."""
    draws = np.random.default_rng(seed)
    while True:
        yield retest(table, draws)


def redraw(table: FitTable, k: int, seed: int) -> Floats:
    """`k` retests: (k, n, m) float64. What another measurement of the same people could have told."""
    found = np.empty((k, *table.fit.shape))
    for at, one in zip(range(k), redraws(table, seed), strict=False):
        found[at] = one
    return found


def truths(table: FitTable, k: int, seed: int) -> Floats:
    """`k` draws of what the true fits may be, given the data: (k, n, m). For chances to be best and intervals."""
    levels = true_levels(table.levels, k, np.random.default_rng(seed))
    fits = exact_columns(levels, table.terms.grid) @ table.terms.columns
    return np.where(np.isnan(table.fit), np.nan, 100 * table.weight * fits + table.added)


def true_levels(levels: Levels, k: int, draws: np.random.Generator) -> Floats:
    """`k` draws of the true levels: (k, n, c)."""
    people, codes = levels.mean.shape
    common = draws.standard_normal((k, people, 1))
    own = draws.standard_normal((k, people, codes))
    return np.asarray(levels.mean + levels.common * common + levels.own * own)

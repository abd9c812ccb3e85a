"""Abilities given the raters: weighted likelihood, finite for every total, and what a rating should have been."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from takar.psychometrics.facets.conditional import Parameters
from takar.psychometrics.values import Floats, Ints

_ROUNDS = 100
_STEP = 1.0
"""Longest step in logits."""


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """Ratings laid out in rows, `category` -1 for a value that the raters' scale does not know."""

    person: Ints
    rater: Ints
    item: Ints
    category: Ints
    persons: int


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """Of each rating: `mean`, `variance` and third central moment in categories, and `chance` (n, categories)."""

    chance: Floats
    mean: Floats
    variance: Floats
    third: Floats


def moments(location: Floats, step: Floats) -> Moments:
    """Of a rating at `location` = ability - severity - difficulty (n,), in logits."""
    category = np.arange(len(step) + 1)
    log_weight = location[:, None] * category - np.concatenate([[0.0], np.cumsum(step)])
    weight = np.exp(log_weight - log_weight.max(axis=1, keepdims=True))
    chance = weight / weight.sum(axis=1, keepdims=True)
    mean = chance @ category
    away = category - mean[:, None]
    variance, third = ((chance * away**power).sum(axis=1) for power in (2, 3))
    return Moments(chance, mean, variance, third)


def abilities(scored: Scored, at: Parameters) -> tuple[Floats, Floats]:
    """Weighted likelihood estimate and standard error of each person, in logits.

    The weight of Warm removes the outward bias of maximum likelihood and keeps the estimate finite when all ratings of a
    person are the lowest or the highest. The error takes the raters' severities as known and a person's ratings as independent
    given his ability: where competencies of one rater hang together it is too small.

    References
    ----------
    Warm (1989), Psychometrika 54, 427-450.
    """
    hardness = at.severity[scored.rater] + at.difficulty[scored.item]

    def collected(values: Floats) -> Floats:
        return np.asarray(np.bincount(scored.person, values, scored.persons), dtype=np.float64)

    ability = collected(hardness) / collected(np.ones(len(hardness)))
    information = np.ones(scored.persons)
    for _ in range(_ROUNDS):
        now = moments(ability[scored.person] - hardness, at.step)
        information = collected(now.variance)
        pull = collected(now.third) / (2 * information)
        step = np.clip((collected(scored.category - now.mean) + pull) / information, -_STEP, _STEP)
        ability = ability + step
        if np.abs(step).max() < 1e-9:
            break
    return ability, 1 / np.sqrt(information)

"""Golden files and simulated ratings for the tests of psychometrics."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np

from takar.psychometrics.public import Rating, Ratings

GOLDEN = Path(__file__).parents[1] / "golden" / "raters"


def golden(name: str) -> Any:
    return json.loads((GOLDEN / name).read_text())


def table(rows: Iterable[list[Any]]) -> Ratings:
    """From rows of person, rater, competency, value."""
    return Ratings.of(Rating(person, rater, item, value) for person, rater, item, value in rows)


def sheet(values: Iterable[Iterable[float | None]]) -> Ratings:
    """One competency, persons by raters; None is missing."""
    return Ratings.of(
        Rating(f"p{p:03}", f"r{r:02}", "c", value)
        for p, row in enumerate(values)
        for r, value in enumerate(row)
    )


def crossed(
    rng: np.random.Generator,
    persons: int,
    raters: int,
    each: int,
    *,
    person: float = 1.0,
    rater: float = 0.3,
    error: float = 0.7,
) -> Ratings:
    """One competency, `each` raters of a person drawn from `raters`; standard normal effects with these variances."""
    severity = rng.normal(0, np.sqrt(rater), raters)
    rows = []
    for p in range(persons):
        true = rng.normal(0, np.sqrt(person))
        rows += [
            Rating(f"p{p:03}", f"r{r:02}", "c", true + severity[r] + rng.normal(0, np.sqrt(error)))
            for r in rng.choice(raters, each, replace=False)
        ]
    return Ratings.of(rows)


def faceted(
    rng: np.random.Generator,
    persons: int,
    severity: Iterable[float],
    difficulty: Iterable[float],
    step: Iterable[float],
    each: int = 2,
    spread: float = 1.2,
) -> Ratings:
    """Ratings from 1 by the many-facet rating scale model."""
    severities, difficulties, steps = (np.array(list(of)) for of in (severity, difficulty, step))
    rows = []
    for p in range(persons):
        ability = rng.normal(0, spread)
        for r in rng.choice(len(severities), each, replace=False):
            for i, hard in enumerate(difficulties):
                log_weight = np.concatenate([[0.0], np.cumsum(ability - severities[r] - hard - steps)])
                chance = np.exp(log_weight - log_weight.max())
                value = 1.0 + rng.choice(len(chance), p=chance / chance.sum())
                rows.append(Rating(f"p{p:04}", f"r{r:02}", f"c{i}", value))
    return Ratings.of(rows)


def office(
    rng: np.random.Generator,
    persons: int,
    raters: int,
    habit: Callable[[str, float], float] = lambda rater, value: value,
    items: int = 9,
) -> Ratings:
    """Two raters for each person, nine competencies, whole ratings from 1 to 5; `habit` bends what a rater gives."""
    rows = []
    for p in range(persons):
        level, profile = rng.normal(3, 0.7), rng.normal(0, 0.6, items)
        for r in rng.choice(raters, 2, replace=False):
            name, whole = f"r{r:02}", rng.normal(0, 0.3)
            for i in range(items):
                value = habit(name, level + whole + profile[i] + rng.normal(0, 0.4))
                rows.append(Rating(f"p{p:04}", name, f"c{i}", float(np.clip(round(value), 1, 5))))
    return Ratings.of(rows)


def renamed(ratings: Ratings, rng: np.random.Generator) -> Ratings:
    """The same ratings under other names and in another order."""
    people, raters = rng.permutation(len(ratings.persons)), rng.permutation(len(ratings.raters))
    return Ratings.of(
        Rating(
            f"x{people[ratings.person[n]]:04}",
            f"y{raters[ratings.rater[n]]:03}",
            ratings.items[ratings.item[n]].competency,
            float(ratings.value[n]),
            ratings.items[ratings.item[n]].exercise,
        )
        for n in rng.permutation(len(ratings))
    )

"""A season of ratings: how long the figures about raters take. 2,901 people, 40 raters, 2 raters and 9 competencies each."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np

from takar.kernel.refusals import Refusal
from takar.psychometrics.public import (
    Item,
    Rating,
    Ratings,
    Scale,
    agreement,
    analyse,
    competency_errors,
    habits,
    krippendorff,
    study,
)

PEOPLE, RATERS, EACH, COMPETENCIES = 2901, 40, 2, 9


def season(rng: np.random.Generator) -> tuple[list[Rating], np.ndarray[Any, np.dtype[np.float64]]]:
    """Ratings from 1 to 5 by the many-facet model, 2 % without evidence, and the severities that made them."""
    severity = rng.normal(0, 0.5, RATERS)
    severity -= severity.mean()
    steps, difficulty = np.array([-2.0, -0.7, 0.7, 2.0]), np.linspace(-0.8, 0.8, COMPETENCIES)
    rows = []
    for p in range(PEOPLE):
        ability = rng.normal(0, 1.2)
        for r in rng.choice(RATERS, EACH, replace=False):
            location = ability - severity[r] - difficulty
            log_weight = np.cumsum(np.pad(location[:, None] - steps, ((0, 0), (1, 0))), axis=1)
            chance = np.exp(log_weight) / np.exp(log_weight).sum(axis=1, keepdims=True)
            values = 1 + (rng.random(COMPETENCIES)[:, None] > chance.cumsum(axis=1)).sum(axis=1)
            silent = rng.random(COMPETENCIES) < 0.02
            rows += [
                Rating(f"p{p:04}", f"r{r:02}", f"M.{c:02}", None if silent[c] else float(values[c]))
                for c in range(COMPETENCIES)
            ]
    return rows, severity


def run() -> list[str]:
    """Lines to print."""
    rows, severity = season(np.random.default_rng(2026))
    ratings, reading = _timed(lambda: Ratings.of(rows))
    facets, fitting = _timed(lambda: analyse(ratings))
    assert not isinstance(facets, Refusal)
    error = float(np.sqrt(np.mean((np.array([r.measure for r in facets.raters]) - severity) ** 2)))
    first = ratings.of_item(Item("", "M.00"))
    parts = [
        ("ICC of one competency with interval", lambda: agreement(first)),
        (
            "Krippendorff's alpha, 1,000 redraws",
            lambda: krippendorff(ratings, Scale.ORDINAL, np.random.default_rng(1)),
        ),
        ("variance components, person by rater by item", lambda: study(ratings)),
        ("error of each competency with interval", lambda: competency_errors(ratings)),
        ("habits of 40 raters", lambda: habits(ratings, 1, 5)),
    ]
    return [
        f"raters: {len(ratings):,} ratings of {PEOPLE:,} people by {RATERS} raters, read in {reading}",
        f"many-facet Rasch: {fitting}; severities off by {error:.3f} logit (root mean square)",
        *(f"{name}: {_timed(work)[1]}" for name, work in parts),
    ]


def _timed(work: Callable[[], Any]) -> tuple[Any, str]:
    """Wall clock and CPU: on a busy machine only the second compares."""
    start, cpu = time.perf_counter(), time.process_time()
    result = work()
    return result, f"{time.perf_counter() - start:.2f} s ({time.process_time() - cpu:.2f} s CPU)"


if __name__ == "__main__":
    print("\n".join(run()))

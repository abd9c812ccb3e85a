"""People whose true place is known: for calibration, in the tests and in the bench."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from takar.talent.domain.axes import Floats, Whole, band_index
from takar.talent.domain.chances import grouped_posterior, place_chances

EDGES = (60.0, 80.0)


@dataclass(frozen=True, slots=True)
class Cases:
    """`chances` (n, 9) as stated, `truth` (n,) the true place 0…8."""

    chances: Floats
    truth: Whole


def simulate(people: int, seed: int, groups: int = 3) -> Cases:
    """Three job classes with their own spread, errors that differ from person to person, priors estimated from the scores."""
    draw = np.random.default_rng(seed)
    group = draw.integers(0, groups, people)
    means = np.array([[72.0, 68.0], [76.0, 74.0], [66.0, 62.0]])[group % 3]
    shapes = np.array(
        [[[90.0, 35.0], [35.0, 110.0]], [[60.0, -10.0], [-10.0, 80.0]], [[120.0, 60.0], [60.0, 90.0]]]
    )
    roots = np.linalg.cholesky(shapes)[group % 3]
    true = means + np.einsum("nij,nj->ni", roots, draw.standard_normal((people, 2)))
    errors = draw.uniform(2.0, 8.0, (people, 2))
    observed = true + errors * draw.standard_normal((people, 2))
    found, _ = grouped_posterior(observed, errors, group, 30)
    truth = 3 * band_index(true[:, 0], EDGES, "lower") + band_index(true[:, 1], EDGES, "lower")
    return Cases(place_chances(found, EDGES, EDGES), truth)


def reliability_curve(cases: Cases, bins: int = 10) -> list[tuple[float, float, int]]:
    """(mean stated chance, share that came true, pairs) over all pairs of person and box, by tenths."""
    stated = cases.chances.ravel()
    came = (np.arange(9) == cases.truth[:, None]).ravel()
    at = np.minimum((stated * bins).astype(int), bins - 1)
    return [
        (float(stated[at == one].mean()), float(came[at == one].mean()), int((at == one).sum()))
        for one in range(bins)
        if (at == one).any()
    ]

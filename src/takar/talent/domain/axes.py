"""From components to the two axes, for many people at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from takar.talent.domain.values import BANDS, Cell

if TYPE_CHECKING:
    from takar.standards.public import TalentRules

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class AxisScores:
    """`score` (n,) rounded as printed, NaN where a required component is missing; `se` its standard error; `present` (n,)
    how many components there are."""

    score: Floats
    se: Floats
    present: Whole


def axis_scores(
    points: Floats, errors: Floats, weights: Floats, required: NDArray[np.bool_], decimals: int
) -> AxisScores:
    """Weighted mean over what is there: Σwp/Σw, its error √Σ(w/Σw)²e².

    `points` (n, c) on 0–100 with NaN for missing, `errors` (n, c), `weights` (c,), `required` (c,).
    """
    there = ~np.isnan(points)
    held = there * weights
    total = held.sum(axis=1)
    placed = there[:, required].all(axis=1) & (total > 0)
    total = np.where(placed, total, np.nan)
    score = (np.where(there, points, 0.0) * held).sum(axis=1) / total
    se = np.sqrt(((np.where(there, errors, 0.0) * held) ** 2).sum(axis=1)) / total
    return AxisScores(rounded(score, decimals), se, there.sum(axis=1))


def rounded(values: Floats, decimals: int) -> Floats:
    """Half up, as the scores are printed; the small step keeps 59.995 from falling short in binary."""
    scale = 10.0**decimals
    return np.floor(values * scale + 0.5 + 1e-7) / scale


def band_index(scores: Floats, edges: tuple[float, float], edge: str) -> Whole:
    """0, 1 or 2 for low, middle, high; a score exactly on an edge goes to the band that the rules name."""
    side = "left" if edge == "lower" else "right"
    return np.searchsorted(np.asarray(edges, float), scores, side=side)  # type: ignore[call-overload,no-any-return]


def edges_of(rules: TalentRules) -> tuple[tuple[float, float], tuple[float, float]]:
    """Edges of performance and of potential, as floats."""
    (a, b), (c, d) = rules.edges("performance"), rules.edges("potential")
    return (float(a), float(b)), (float(c), float(d))


def box_numbers(rules: TalentRules) -> Whole:
    """(9,) the agency's number of the box at 3·performance + potential."""
    return np.array([rules.box_at(p, q).number for p in BANDS for q in BANDS])


def scored(rules: TalentRules, axis: str, cells: Sequence[Sequence[Cell]]) -> AxisScores:
    """One axis of everybody; `cells` per person in the order of `rules.on_axis(axis)`."""
    parts = rules.on_axis(axis)
    points = np.array([[np.nan if c.points is None else c.points for c in row] for row in cells], float)
    errors = np.array([[c.error for c in row] for row in cells], float)
    shape = (len(cells), len(parts))
    return axis_scores(
        points.reshape(shape),
        errors.reshape(shape),
        np.array([float(one.weight) for one in parts]),
        np.array([one.missing == "required" for one in parts]),
        rules.decimals,
    )

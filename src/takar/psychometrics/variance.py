"""Variance components of crossed and nested designs, complete or not, by analysis of variance.

Henderson's first method, also called analogous ANOVA (Brennan 2001, section 7.1.1): for each effect take the sum over its cells
of (total of the cell)^2 / (ratings in the cell), find what each variance contributes to its expectation by counting, and
solve. All ratings are used. For complete data these are the classical ANOVA estimates. They are unbiased and may be negative.

An effect is named by the letters of its columns: in person by rater by item, `p`, `r`, `i`, `pr`, `pi`, `ri`, `pri`. A nested
effect carries the letters of what it is nested in: raters within tasks are `rt`. The last effect is the residual.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from takar.kernel.refusals import Refusal
from takar.psychometrics import refusing
from takar.psychometrics.values import Floats, Ints

CROSSED = ("p", "r", "i", "pr", "pi", "ri", "pri")
"""Person by rater by item."""

RATERS = ("p", "r", "pr")
"""Person by rater."""

OWN_RATERS = ("p", "pr")
"""Raters within persons: each person has raters of his own."""


class Cells:
    """Cells of each effect, counted once."""

    def __init__(self, columns: Mapping[str, Ints]) -> None:
        self.columns = columns
        self._cells: dict[str, Ints] = {}

    def of(self, effect: str) -> Ints:
        """Number of the cell of each row; the letters of `effect` in any order."""
        key = "".join(sorted(set(effect)))
        if key not in self._cells:
            self._cells[key] = self._number(key)
        return self._cells[key]

    def _number(self, key: str) -> Ints:
        number = np.zeros(len(next(iter(self.columns.values()))), dtype=np.int64)
        for letter in key:
            column = self.columns[letter]
            number = number * (int(column.max()) + 1) + column
            number = np.unique(number, return_inverse=True)[1].astype(np.int64)
        return number

    def share(self, of: str, within: str) -> float:
        """Sum over cells a of `within`, and cells b of `of`, of n_ab^2 / n_a."""
        joint = self.of(of + within)
        both = np.bincount(joint)
        outer = self.of(within)
        parent = np.zeros(len(both), dtype=np.int64)
        parent[joint] = outer
        return float((both**2 / np.bincount(outer)[parent]).sum())


def variance_components(
    values: Floats, columns: Mapping[str, Ints], effects: Sequence[str]
) -> dict[str, float] | Refusal:
    """Variance of each effect, in squared scale units.

    Parameters
    ----------
    values : Floats, shape (n,)
    columns
        For each letter, the position of each rating on that facet, shape (n,).
    effects
        Effects of the design, the residual last.

    Returns
    -------
    dict or Refusal
        Estimates as they come, negative ones included. A refusal if the design cannot separate the effects.

    References
    ----------
    Henderson (1953), Biometrics 9, 226-252; Brennan (2001), Generalizability Theory, chapter 7.
    """
    cells, count = Cells(columns), len(values)
    if count < len(effects) + 1:
        return refusing.not_separable(effects)
    centred = values - values.mean()
    sums = np.array([_sum_of_squares(centred, cells.of(effect)) for effect in effects] + [0.0])
    matrix = np.array([[cells.share(of, within) for of in effects] for within in effects])
    overall = np.array([float((np.bincount(cells.of(of)) ** 2).sum()) / count for of in effects])
    system = np.vstack([matrix, overall])
    # the grand mean contributes the same to every sum, so it goes out with the last row
    left, right = (system - system[-1])[:-1], (sums - sums[-1])[:-1]
    if np.linalg.matrix_rank(left / count, tol=1e-9) < len(effects):
        return refusing.not_separable(effects)
    found = np.linalg.solve(left, right)
    return {effect: float(value) for effect, value in zip(effects, found, strict=True)}


def _sum_of_squares(values: Floats, cells: Ints) -> float:
    return float((np.bincount(cells, values) ** 2 / np.bincount(cells)).sum())

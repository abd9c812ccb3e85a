"""Fit of raters, items and persons: how far ratings stray from what the model expects, given each person's total.

Residuals from estimated abilities are too small, the more so the fewer ratings a person has, so that mean squares fall below 1
for no reason. Given the total there is no ability to estimate, and 1 means what it says.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from takar.psychometrics.facets.design import Design
from takar.psychometrics.values import Floats, Ints


@dataclass(frozen=True, slots=True, eq=False)
class MeanSquares:
    """Of each element: 1 is as unpredictable as the model says, above 1 more erratic, below 1 more alike."""

    infit: Floats
    outfit: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Fits:
    """Of the raters, items and persons of a design."""

    raters: MeanSquares
    items: MeanSquares
    persons: MeanSquares


def fits(design: Design, chance: Floats) -> Fits:
    """Infit (weighted by information) and outfit (each rating alike) mean squares.

    Parameters
    ----------
    chance : Floats, shape (persons, slots, categories)
        Of each category, given the person's total (`conditional.Passes`).

    References
    ----------
    Wright & Masters (1982), Rating Scale Analysis, chapter 5; Christensen & Kreiner (2013), in Christensen, Kreiner & Mesbah,
    Rasch Models in Health, chapter 5, for residuals given the total.
    """
    category = np.arange(design.steps + 1)
    mean = chance @ category
    variance = chance @ category**2 - mean**2
    squared = (design.category - mean) ** 2
    person = np.broadcast_to(np.arange(len(chance))[:, None], design.there.shape)

    def of(codes: Ints) -> MeanSquares:
        rows = codes[design.there]
        count, own, spread = (
            np.bincount(rows),
            squared[design.there],
            np.maximum(variance[design.there], 1e-12),
        )
        return MeanSquares(
            np.bincount(rows, own) / np.bincount(rows, spread), np.bincount(rows, own / spread) / count
        )

    return Fits(of(design.rater), of(design.item), of(person))

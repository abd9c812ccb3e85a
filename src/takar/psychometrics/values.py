"""The words of this package: an estimate with its interval, and arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Ints: TypeAlias = npt.NDArray[np.int64]
Bools: TypeAlias = npt.NDArray[np.bool_]

LEVEL = 0.95
"""Confidence level of every interval unless the caller says otherwise."""

LEAST_PERSONS = 5
"""Fewer persons seen by two raters than this: too few to tell."""

LEAST_SHARED = 10
"""Fewer persons shared with other raters than this: nothing is said about one rater."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with the interval that belongs to it and the data that made it.

    `low` and `high` enclose the true value in `level` of all repetitions of the whole assessment. `method` names how the
    interval was made. `persons`, `raters`, `ratings` count what was used, after leaving out missing values.
    """

    value: float
    low: float
    high: float
    method: str
    persons: int
    raters: int
    ratings: int
    level: float = LEVEL

    def excludes(self, point: float) -> bool:
        """Is `point` outside the interval?"""
        return not self.low <= point <= self.high

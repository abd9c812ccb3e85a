"""What matching works on: rules, posts and people as it needs to see them. Nothing here knows where they are kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from takar.positions.public import Requires

Floats: TypeAlias = NDArray[np.float64]
Flags: TypeAlias = NDArray[np.bool_]
Whole: TypeAlias = NDArray[np.intp]

# The parts that add up to a fit; all but the first come from facts of the career.
PARTS = ("competencies", "experience", "education", "rank", "tenure")


class FitRules(Protocol):
    """The dated rules of a fit; `standards.PlacementRules` has the frozen versions. Shares and percents as Decimal."""

    @property
    def parts(self) -> Mapping[str, Decimal]:
        """Percent per part of `PARTS`; they add up to 100."""
        ...

    def weight_of(self, job_class: str, competency: str) -> Decimal:
        """How much a competency counts within its part; 1 where nothing is said."""
        ...

    def floor_of(self, job_class: str, competency: str) -> Decimal | None:
        """How many levels below the standard a critical competency may lie; None: not critical."""
        ...

    @property
    def floor_certainty(self) -> int:
        """Percent: a floor excludes only when the true level lies below it with at least this chance."""
        ...

    @property
    def assessed_least(self) -> int:
        """Percent of the standard's weight that must be measured; below it there is no fit."""
        ...

    @property
    def points_penting(self) -> Decimal: ...
    @property
    def points_perlu(self) -> Decimal: ...
    @property
    def tenure_least_years(self) -> int: ...
    @property
    def tenure_review_years(self) -> int: ...
    @property
    def retires_within_months(self) -> int: ...
    @property
    def barring_discipline(self) -> str:
        """The mildest level of a running discipline that bars: ringan, sedang or berat."""
        ...


class Post(Protocol):
    """A position as matching sees it (`positions.Position` is one)."""

    @property
    def code(self) -> str: ...
    @property
    def job_class(self) -> str: ...
    @property
    def family(self) -> str: ...
    @property
    def standard(self) -> Sequence[tuple[str, Decimal]]: ...
    @property
    def requirements(self) -> Sequence[Requires]: ...


@dataclass(frozen=True, slots=True)
class Measured:
    """Observed levels: (n, c), NaN where nothing was measured; `errors`: standard errors in levels, same shape.

    `groups`: the job class of each person, whose mean and spread his scores are shrunk towards.
    """

    people: tuple[str, ...]
    codes: tuple[str, ...]
    levels: Floats
    errors: Floats
    groups: tuple[str, ...]

"""What goes into a score and what comes out. All numbers are exact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol


class Named(Protocol):
    """A category or band of a ruleset."""

    @property
    def code(self) -> str: ...
    @property
    def name_id(self) -> str: ...
    @property
    def name_en(self) -> str: ...


class Category(Named, Protocol):
    @property
    def min(self) -> Decimal: ...


class Ruleset(Protocol):
    """The dated rules a score is computed by; `takar.standards` has the frozen versions."""

    @property
    def code(self) -> str: ...
    @property
    def version(self) -> str: ...
    @property
    def base(self) -> str: ...
    @property
    def rating_min(self) -> Decimal: ...
    @property
    def rating_max(self) -> Decimal: ...
    @property
    def rating_decimals(self) -> int: ...
    @property
    def level_rule(self) -> str: ...
    @property
    def jpm_cap(self) -> bool: ...
    @property
    def categories(self) -> Sequence[Category]: ...
    def rounded(self, value: Decimal, decimals: int) -> Decimal: ...
    def rating(self, value: Decimal) -> Decimal: ...
    def level_for(self, rating: Decimal) -> int: ...
    def total(self, ratings: Sequence[Decimal]) -> Decimal: ...
    def jpm(self, total: Decimal, standard_total: int) -> Decimal: ...
    def category_for(self, jpm: Decimal) -> Category: ...
    def band_for(self, score: Decimal) -> Named: ...


@dataclass(frozen=True, slots=True)
class Name:
    id: str
    en: str


@dataclass(frozen=True, slots=True)
class Standard:
    """The required level of each competency for one job class, in the order of the report."""

    label: str
    levels: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Key:
    """How answers to one item count: integer points per option."""

    item: str
    scale: str
    weights: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Rating:
    """One competency: `points` over `items` gives `rating`; `gap` = rating (or level) - required."""

    code: str
    name: Name
    required: int
    points: int
    items: int
    answered: int
    rating: Decimal
    level: int
    gap: Decimal


@dataclass(frozen=True, slots=True)
class Potential:
    """One potential aspect on 0-100 and its band."""

    code: str
    name: Name
    items: int
    answered: int
    score: Decimal
    band: Named


@dataclass(frozen=True, slots=True)
class Measured:
    """What a test of potential alone gives."""

    potential: tuple[Potential, ...]
    answered: int
    items: int


@dataclass(frozen=True, slots=True)
class Result:
    """Everything that is computed from one sitting."""

    ratings: tuple[Rating, ...]
    potential: tuple[Potential, ...]
    total: Decimal
    standard_total: int
    jpm: Decimal
    category: Category
    answered: int
    items: int

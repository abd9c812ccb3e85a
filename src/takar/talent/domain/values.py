"""What a talent map says of one person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Its value types are pure; only the door they come through is not.
    from takar.careers.public import History, Profile

AXES = ("performance", "potential")
# Order of the bands and of the nine chances: performance low to high, within it potential low to high.
BANDS = ("low", "middle", "high")


@dataclass(frozen=True, slots=True)
class Cell:
    """One component of one person: `points` on 0–100 or None with the reason `missing`; `error` is its standard error in
    points; `note` tells in short codes how the points came ("2025:baik=80")."""

    points: float | None
    error: float = 0.0
    note: tuple[str, ...] = ()
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A place on the map. Scores and errors in points 0–100; `box` is the agency's number, decided by the scores as printed.

    `chances`: probability that the true place is box 1…9, in the order of the numbers. `mean`, `sd`, `correlation`: where the
    true place is believed to lie, after shrinking. `components`: (code, cell) of all, the missing ones too.
    """

    nip: str
    performance: float
    potential: float
    performance_se: float
    potential_se: float
    box: int
    chances: tuple[float, ...]
    mean: tuple[float, float]
    sd: tuple[float, float]
    correlation: float
    components: tuple[tuple[str, Cell], ...]

    @property
    def sure(self) -> float:
        """The chance that the box is the true one."""
        return self.chances[self.box - 1]

    def present(self, codes: tuple[str, ...]) -> int:
        """How many of these components are there: n of N."""
        return sum(cell.points is not None for code, cell in self.components if code in codes)


@dataclass(frozen=True, slots=True)
class NotAssessed:
    """No place: `missing` are the codes of the required components that are not there, with the reason of each."""

    nip: str
    missing: tuple[tuple[str, str], ...]
    components: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What the points are made of. `history` and `profile` as careers tells them, None when nothing is on record.

    `standard`: (competency, level) of the person's own post or class; `fields`: fields of study that his post asks for.
    """

    nip: str
    history: History | None
    profile: Profile | None
    education: str = ""
    post_since: date | None = None
    standard: tuple[tuple[str, Decimal], ...] = ()
    fields: tuple[str, ...] = ()

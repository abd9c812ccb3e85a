"""One person in all the numbers of a programme. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

from takar.accounts.public import Ability

# Numbers that name people by how they came, and those that tell of results, need an ability of their own.
OF_ATTENDANCE = ("present", "absent", "excused", "awaiting", "out", "rebooked")
OF_RESULTS = ("sealed", "released")
ABILITY_OF = dict.fromkeys(OF_ATTENDANCE, Ability.READ_ATTENDANCE) | dict.fromkeys(
    OF_RESULTS, Ability.READ_RESULTS
)


@dataclass(frozen=True, slots=True)
class Steps:
    """How far somebody came. `awaiting`: absent, and nobody has decided yet; `out`: confirmed [gugur].

    `waiting`: confirmed and without a place in an adopted plan.
    """

    nominated: bool = False
    confirmed: bool = False
    waiting: bool = False
    planned: bool = False
    announced: bool = False
    present: bool = False
    absent: bool = False
    excused: bool = False
    awaiting: bool = False
    out: bool = False
    rebooked: bool = False
    sat: bool = False
    sealed: bool = False
    released: bool = False

    def joined(self, other: Steps) -> Steps:
        """Both together: what happened in either."""
        return Steps(**{name: getattr(self, name) or getattr(other, name) for name in NAMES})


NAMES = tuple(field.name for field in fields(Steps))
# The way from the roll to the result, for the picture.
WAY = ("nominated", "confirmed", "planned", "announced", "present", "sat", "sealed", "released")


@dataclass(frozen=True, slots=True)
class Line:
    """A person with his steps; `batch` is the id of the batch he has a place in now, or "". `place`: its id."""

    nip: str
    name: str
    unit: str
    phase: int
    status: str
    batch: str
    number: int
    steps: Steps


def counted(lines: Iterable[Line]) -> dict[str, int]:
    """How many people by step."""
    counts = dict.fromkeys(NAMES, 0)
    for line in lines:
        for name in NAMES:
            counts[name] += getattr(line.steps, name)
    return counts

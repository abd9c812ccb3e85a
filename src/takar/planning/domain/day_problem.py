"""What the timetable of a batch's days is asked for: hours, breaks, rooms, tools, groups. Times are of the place of the batch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time


@dataclass(frozen=True, slots=True)
class Hours:
    """One day of the batch: open from `opens` to `closes`, without `breaks` (start, end)."""

    opens: time
    closes: time
    breaks: tuple[tuple[time, time], ...] = ()


@dataclass(frozen=True, slots=True)
class Venue:
    """A room: seats, what kinds of activity it is for (empty: any), what stands in it."""

    id: str
    seats: int
    kinds: frozenset[str] = frozenset()
    equipment: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """A method: `minutes` each time; `together`: "all" at once, a "group", or "one" person at a time.

    `day`: 1, 2, 3 or 0 for any day; `order`: of tools with the same `day`, a lower order is over before a higher one
    begins, for each person (0: any time). `panels`: how many can be held at once (0: as many as there are rooms).
    `rated`: the person's raters must be free for it.
    """

    code: str
    kind: str
    minutes: int
    together: str = "all"
    day: int = 0
    order: int = 0
    panels: int = 0
    equipment: frozenset[str] = frozenset()
    rated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DayProblem:
    """The days of one batch. `groups`: everybody once, first is group 1. `raters`: assessors of a person.

    `step`: minutes of the grid on which activities begin; `turnover`: minutes between two activities in a room.
    """

    days: tuple[Hours, ...]
    rooms: tuple[Venue, ...]
    tools: tuple[Tool, ...]
    groups: tuple[tuple[str, ...], ...]
    raters: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    step: int = 5
    turnover: int = 0

    @property
    def people(self) -> tuple[str, ...]:
        return tuple(person for group in self.groups for person in group)

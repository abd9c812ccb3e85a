"""What other contexts see of the days: values without a database behind them. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from takar.attendance.domain.days import PersonDay
from takar.attendance.domain.facts import Rebooked
from takar.attendance.domain.outs import Out
from takar.attendance.domain.rules import Person


@dataclass(frozen=True, slots=True)
class Presence:
    """A person of a batch: his days, whether he is out, and his new place."""

    person: Person
    days: tuple[PersonDay, ...]
    out: Out | None
    rebooked: Rebooked | None

    def day(self, ordinal: int) -> PersonDay | None:
        return next((one for one in self.days if one.day == ordinal), None)


@dataclass(frozen=True, slots=True)
class IncidentView:
    """`cause`: power | network | illness | room | other; `whom`: all | room | group | people; `until` None while it lasts."""

    entry: int
    day: int
    cause: str
    note: str
    whom: str
    room: str
    group: int
    numbers: tuple[str, ...]
    starts: datetime
    until: datetime | None
    lost: bool
    by: str


@dataclass(frozen=True, slots=True)
class SignatureView:
    """Who signed which sheet (`activity` None: of the day) and when. `changed`: the sheet says something else today.

    `corrections`: made after it was first signed. `log_index`: where the log holds the day; None while it does not.
    """

    day: int
    activity: int | None
    by: str
    name: str
    at: datetime
    changed: bool
    corrections: int
    log_index: int | None


@dataclass(frozen=True, slots=True)
class BatchToday:
    """A batch on one of its days. `counts`: people by status; `missing`: awaited now and not here."""

    batch: str
    number: int
    programme: str
    title: str
    day: int
    date: date
    counts: Mapping[str, int]
    missing: int
    open_incidents: int
    signed: bool

    @property
    def awaited(self) -> int:
        return sum(self.counts.values())

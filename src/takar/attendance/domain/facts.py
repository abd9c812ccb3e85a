"""What can be noted of a day. One class per kind; each is the `body` of an entry. Pure.

`activity` is the id of an activity, or None for the whole day. Times inside a body are milliseconds (UTC).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, ClassVar, cast

from takar.kernel.canonical import Json

CAUSES = ("power", "network", "illness", "room", "other")
WHOM = ("all", "room", "group", "people")


@dataclass(frozen=True, slots=True)
class Arrived:
    """Somebody is there."""

    kind: ClassVar[str] = "arrived"
    activity: int | None = None
    means: str = ""


@dataclass(frozen=True, slots=True)
class Left:
    """Somebody went. `finished`: he had completed what was going on."""

    kind: ClassVar[str] = "left"
    activity: int | None = None
    finished: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Absent:
    """Somebody did not come. `document`: name of a kept file, or ""; `document_name`: what it was called."""

    kind: ClassVar[str] = "absent"
    reason: str
    activity: int | None = None
    document: str = ""
    document_name: str = ""


@dataclass(frozen=True, slots=True)
class Corrected:
    """Entry `entry` counts no more, or (`counts`) it does although it came after signing or was taken back."""

    kind: ClassVar[str] = "corrected"
    entry: int
    reason: str
    counts: bool = False


@dataclass(frozen=True, slots=True)
class Incident:
    """Something that nobody called to the assessment is to blame for. It begins at the entry's moment.

    `whom`: all, a room (`room`), a group (`group`) or people (`nips`). `until_ms`: None while it lasts.
    `lost`: what was going on could not be completed and must be held again.
    """

    kind: ClassVar[str] = "incident"
    cause: str
    note: str
    whom: str = "all"
    room: str = ""
    group: int = 0
    nips: tuple[str, ...] = ()
    until_ms: int | None = None
    lost: bool = False


@dataclass(frozen=True, slots=True)
class IncidentClosed:
    """The incident noted as entry `entry` ended at this entry's moment."""

    kind: ClassVar[str] = "incident_closed"
    entry: int
    note: str = ""
    lost: bool = False


@dataclass(frozen=True, slots=True)
class Signed:
    """Somebody signed the sheet of an activity or a day. `sheet`: digest of what it said then; `ends_ms`: until when it tells."""

    kind: ClassVar[str] = "signed"
    sheet: str
    ends_ms: int
    activity: int | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class OutConfirmed:
    """A person decided that he is out [gugur] because of these days."""

    kind: ClassVar[str] = "out_confirmed"
    days: tuple[int, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class OutLifted:
    """A person decided that he is not out because of these days, or no longer."""

    kind: ClassVar[str] = "out_lifted"
    days: tuple[int, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Rebooked:
    """He has a place in another batch. `tools`: only these are repeated; () = the whole set."""

    kind: ClassVar[str] = "rebooked"
    batch: str
    place: int
    number: str
    first_day: str
    reason: str
    tools: tuple[str, ...] = ()

    @property
    def first_date(self) -> date:
        return date.fromisoformat(self.first_day)


Fact = (
    Arrived
    | Left
    | Absent
    | Corrected
    | Incident
    | IncidentClosed
    | Signed
    | OutConfirmed
    | OutLifted
    | Rebooked
)
Claim = Arrived | Left | Absent
KINDS: dict[str, type[Any]] = {
    one.kind: one
    for one in (
        Arrived,
        Left,
        Absent,
        Corrected,
        Incident,
        IncidentClosed,
        Signed,
        OutConfirmed,
        OutLifted,
        Rebooked,
    )
}


def body_of(fact: Fact) -> dict[str, Json]:
    """As it is kept: plain JSON."""
    return {name: list(v) if isinstance(v, tuple) else v for name, v in asdict(fact).items()}


def fact_of(kind: str, body: Mapping[str, Any]) -> Fact:
    """As it was noted. Raises KeyError for an unknown kind, TypeError for a body that lacks a field."""
    made = KINDS[kind]
    known = {field.name for field in fields(made)}
    given = {name: tuple(v) if isinstance(v, list) else v for name, v in body.items() if name in known}
    return cast(Fact, made(**given))

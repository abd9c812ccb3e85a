"""What people ask to be noted. Pure.

All carry who (`by`), when it was entered (`now`, aware) and `request`: a random id, the same when the same click is sent again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from takar.attendance.domain.facts import Claim, Incident, IncidentClosed


@dataclass(frozen=True, slots=True, kw_only=True)
class _Command:
    by: str
    now: datetime
    request: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(_Command):
    """Note an arrival, a leaving or an absence at `moment`. `correction`: the reason, when the sheet is signed already."""

    day: int
    nip: str
    moment: datetime
    claim: Claim
    correction: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correct(_Command):
    """Entry `entry` counts no more, or (`counts`) does count."""

    entry: int
    reason: str
    counts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(_Command):
    """An incident that began at `moment`."""

    day: int
    moment: datetime
    incident: Incident


@dataclass(frozen=True, slots=True, kw_only=True)
class EndIncident(_Command):
    """The incident is over since `moment`."""

    moment: datetime
    closed: IncidentClosed


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign(_Command):
    """Sign the sheet of a day, or of one activity. `name`: the signer as it is printed."""

    day: int
    activity: int | None = None
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmOut(_Command):
    nip: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LiftOut(_Command):
    nip: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebook(_Command):
    """His new place: batch, place id, number and first day (ISO)."""

    nip: str
    batch: str
    place: int
    number: str
    first_day: str
    reason: str


Command = Note | Correct | Report | EndIncident | Sign | ConfirmOut | LiftOut | Rebook

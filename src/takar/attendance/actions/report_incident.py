"""Note an incident, and its end."""

from __future__ import annotations

from datetime import datetime

from takar.attendance.actions.keep import Kept, keep
from takar.attendance.domain.commands import EndIncident, Report
from takar.attendance.domain.facts import Incident, IncidentClosed
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal


def report_incident(
    batch: str,
    day: int,
    incident: Incident,
    *,
    moment: datetime,
    request: str,
    actor: str,
    clock: Clock = utc_now,
) -> Kept | Refusal:
    """An incident since `moment`. Nobody whom it keeps away is absent."""
    command = Report(by=actor, now=clock(), request=request, day=day, moment=moment, incident=incident)
    return keep(batch, command, action="attendance.incident", reason=incident.note)


def close_incident(
    batch: str,
    closed: IncidentClosed,
    *,
    moment: datetime,
    request: str,
    actor: str,
    clock: Clock = utc_now,
) -> Kept | Refusal:
    """It ended at `moment`."""
    command = EndIncident(by=actor, now=clock(), request=request, moment=moment, closed=closed)
    return keep(batch, command, action="attendance.incident_close", reason=closed.note)

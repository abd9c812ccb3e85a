"""Note that somebody did not come, or went."""

from __future__ import annotations

from datetime import datetime

from takar.attendance.actions.keep import Kept, keep
from takar.attendance.domain.commands import Note
from takar.attendance.domain.facts import Absent, Left
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal


def mark_absent(
    batch: str,
    nip: str,
    day: int,
    absent: Absent,
    *,
    moment: datetime,
    request: str,
    actor: str,
    correction: str = "",
    clock: Clock = utc_now,
) -> Kept | Refusal:
    """Absent from the day, or from one activity. Refuses REASON_MISSING, ALREADY_PRESENT, NOT_BEGUN, SHEET_SIGNED …"""
    command = Note(
        by=actor,
        now=clock(),
        request=request,
        day=day,
        nip=nip,
        moment=moment,
        claim=absent,
        correction=correction,
    )
    return keep(batch, command, action="attendance.absent", reason=correction or absent.reason)


def mark_left(
    batch: str,
    nip: str,
    day: int,
    left: Left,
    *,
    moment: datetime,
    request: str,
    actor: str,
    correction: str = "",
    clock: Clock = utc_now,
) -> Kept | Refusal:
    """He went at `moment`. Refuses NOT_ARRIVED, SHEET_SIGNED …"""
    command = Note(
        by=actor,
        now=clock(),
        request=request,
        day=day,
        nip=nip,
        moment=min(moment, clock()),
        claim=left,
        correction=correction,
    )
    return keep(batch, command, action="attendance.leave", reason=correction or left.reason)

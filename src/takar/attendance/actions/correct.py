"""Take an entry back, or let it count."""

from __future__ import annotations

from takar.attendance.actions.keep import Kept, keep
from takar.attendance.domain.commands import Correct
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal


def correct_entry(
    batch: str,
    entry: int,
    *,
    reason: str,
    request: str,
    actor: str,
    counts: bool = False,
    clock: Clock = utc_now,
) -> Kept | Refusal:
    """The entry counts no more, or does (`counts`). Refuses NOT_CORRECTABLE, REASON_MISSING, ALREADY_CORRECTED."""
    command = Correct(by=actor, now=clock(), request=request, entry=entry, reason=reason, counts=counts)
    return keep(batch, command, action="attendance.correct", reason=reason)

"""A person decides who is out [gugur]."""

from __future__ import annotations

from takar.attendance.actions.keep import Kept, keep
from takar.attendance.domain.commands import ConfirmOut, LiftOut
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal


def confirm_out(
    batch: str, nip: str, *, reason: str, request: str, actor: str, clock: Clock = utc_now
) -> Kept | Refusal:
    """Refuses OUT_NOT_PROPOSED, REASON_MISSING, OUT_OWN_RECORD (who noted the absence does not decide)."""
    command = ConfirmOut(by=actor, now=clock(), request=request, nip=nip, reason=reason)
    return keep(batch, command, action="attendance.out", reason=reason)


def lift_out(
    batch: str, nip: str, *, reason: str, request: str, actor: str, clock: Clock = utc_now
) -> Kept | Refusal:
    """Turn the proposal down, or take the decision back."""
    command = LiftOut(by=actor, now=clock(), request=request, nip=nip, reason=reason)
    return keep(batch, command, action="attendance.lift", reason=reason)

from __future__ import annotations

from takar.accounts.models import Change
from takar.kernel.canonical import Json
from takar.kernel.clock import Clock, utc_now


def record_change(
    actor: str,
    action: str,
    subject: str,
    *,
    reason: str = "",
    before: Json = None,
    after: Json = None,
    clock: Clock = utc_now,
) -> None:
    """Add one line to the trail. Call it inside the transaction of the change itself."""
    Change.objects.create(
        at=clock(), actor=actor, action=action, subject=subject, reason=reason, before=before, after=after
    )

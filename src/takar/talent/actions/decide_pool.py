"""Put a person into the talent pool, or take one out of it, against what the rule says."""

from __future__ import annotations

from django.db import transaction

from takar.accounts.public import record_change
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.talent.models import MapPerson, PoolDecision, TalentMap
from takar.talent.refusals import NOT_ON_MAP, REASON_MISSING


def decide_pool(
    drawn: TalentMap, nip: str, inside: bool, reason: str, *, actor: str, clock: Clock = utc_now
) -> PoolDecision | Refusal:
    """Refuses TALENT_NOT_ON_MAP, TALENT_REASON_MISSING."""
    if not MapPerson.objects.filter(map=drawn, nip=nip).exists():
        return NOT_ON_MAP
    if not reason.strip():
        return REASON_MISSING
    with transaction.atomic():
        made = PoolDecision.objects.create(
            map=drawn,
            nip=nip,
            inside=inside,
            reason=reason.strip()[:500],
            decided_by=actor,
            decided_at=clock(),
        )
        record_change(
            actor,
            "talent.pool",
            f"person:{nip}",
            reason=made.reason,
            after={"inside": inside, "map": drawn.pk},
            clock=clock,
        )
    return made

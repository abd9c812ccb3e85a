"""Put a line into a person's development plan, and say how it goes."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from takar.accounts.public import record_change
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.talent.domain.development import Proposal
from takar.talent.models import Development, Progress
from takar.talent.refusals import NO_GAP, STATE_UNKNOWN, WORDS_MISSING


def plan_development(
    nip: str, proposal: Proposal | None, what: str, responsible: str, due_on: date | None, *, actor: str,
    clock: Clock = utc_now,
) -> Development | Refusal:  # fmt: skip
    """`proposal` is the gap that it closes. Refuses TALENT_NO_GAP, TALENT_WORDS_MISSING."""
    if proposal is None:
        return NO_GAP
    if not what.strip() or not responsible.strip() or due_on is None:
        return WORDS_MISSING
    with transaction.atomic():
        made = Development.objects.create(
            nip=nip,
            competency=proposal.competency,
            level=proposal.level,
            wanted=proposal.wanted,
            kind=proposal.kind.code,
            what=what.strip()[:300],
            responsible=responsible.strip()[:200],
            due_on=due_on,
            recorded_by=actor,
            recorded_at=clock(),
        )
        record_change(
            actor,
            "talent.develop",
            f"person:{nip}",
            after={"competency": made.competency, "what": made.what, "due_on": due_on.isoformat()},
            clock=clock,
        )
    return made


def move_development(
    row: Development, state: str, note: str, *, actor: str, clock: Clock = utc_now
) -> Refusal | None:
    """Set its state. Refuses TALENT_STATE_UNKNOWN."""
    if state not in Progress.values:
        return STATE_UNKNOWN
    with transaction.atomic():
        before, row.state, row.note = row.state, state, note.strip()[:500]
        row.save(update_fields=["state", "note"])
        record_change(
            actor,
            "talent.develop_state",
            f"person:{row.nip}",
            reason=row.note,
            before={"state": before},
            after={"what": row.what, "state": state},
            clock=clock,
        )
    return None

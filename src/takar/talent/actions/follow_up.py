"""Record what is done for a person after a map, and how it goes."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from takar.accounts.public import record_change
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.talent.models import FollowUp, MapPerson, Progress, TalentMap
from takar.talent.refusals import NOT_ON_MAP, STATE_UNKNOWN, WORDS_MISSING


def record_follow_up(
    drawn: TalentMap, nip: str, what: str, responsible: str, due_on: date | None, *, actor: str,
    clock: Clock = utc_now,
) -> FollowUp | Refusal:  # fmt: skip
    """Refuses TALENT_NOT_ON_MAP, TALENT_WORDS_MISSING."""
    if not MapPerson.objects.filter(map=drawn, nip=nip).exists():
        return NOT_ON_MAP
    if not what.strip() or not responsible.strip() or due_on is None:
        return WORDS_MISSING
    with transaction.atomic():
        made = FollowUp.objects.create(
            nip=nip,
            map=drawn,
            what=what.strip()[:500],
            responsible=responsible.strip()[:200],
            due_on=due_on,
            recorded_by=actor,
            recorded_at=clock(),
        )
        record_change(
            actor,
            "talent.follow_up",
            f"person:{nip}",
            after={"what": made.what, "responsible": made.responsible, "due_on": due_on.isoformat()},
            clock=clock,
        )
    return made


def move_follow_up(
    row: FollowUp, state: str, note: str, *, actor: str, clock: Clock = utc_now
) -> Refusal | None:
    """Set its state. Refuses TALENT_STATE_UNKNOWN."""
    if state not in Progress.values:
        return STATE_UNKNOWN
    with transaction.atomic():
        before, row.state, row.note = row.state, state, note.strip()[:500]
        row.save(update_fields=["state", "note"])
        record_change(
            actor,
            "talent.follow_up_state",
            f"person:{row.nip}",
            reason=row.note,
            before={"state": before},
            after={"what": row.what, "state": state},
            clock=clock,
        )
    return None

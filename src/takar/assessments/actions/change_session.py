"""Change day, time, room or size of a session of a draft."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from takar.accounts.public import record_change
from takar.assessments.actions.add_session import refuse_session, title_taken
from takar.assessments.actions.locked import draft_of
from takar.assessments.domain.drafts import SessionDraft
from takar.assessments.models import Session
from takar.assessments.refusals import UNKNOWN_SESSION
from takar.kernel.canonical import Json
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal


def change_session(
    session: str, draft: SessionDraft, actor: str, *, clock: Clock = utc_now
) -> Refusal | None:
    """Its participants, seats and PIN stay. Refuses SESSION_TIMES, SESSION_TITLE_TAKEN, ASSESSMENT_FIXED, …"""
    fault = refuse_session(draft)
    if fault:
        return fault
    with transaction.atomic():
        row = Session.objects.filter(pk=session).first()
        if row is None:
            return UNKNOWN_SESSION
        owner = draft_of(row.assessment_id)
        if isinstance(owner, Refusal):
            return owner
        before = _told(row)
        row.title, row.room = draft.title.strip(), draft.room.strip()
        row.opens, row.closes, row.capacity = draft.opens, draft.closes, draft.capacity
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError:
            return title_taken(draft.title)
        record_change(
            actor, "session.change", f"session:{row.id}", before=before, after=_told(row), clock=clock
        )
    return None


def _told(row: Session) -> dict[str, Json]:
    return {
        "title": row.title,
        "room": row.room,
        "opens": row.opens.isoformat(),
        "closes": row.closes.isoformat(),
        "capacity": row.capacity,
    }

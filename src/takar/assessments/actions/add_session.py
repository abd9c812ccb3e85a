"""Add or drop a session of a draft."""

from __future__ import annotations

import base64
import secrets

from django.db import IntegrityError, transaction

from takar.accounts.public import record_change
from takar.assessments.actions.locked import draft_of
from takar.assessments.domain.drafts import SessionDraft
from takar.assessments.models import Session
from takar.assessments.refusals import UNKNOWN_SESSION
from takar.kernel.canonical import Json
from takar.kernel.clock import Clock, utc_now
from takar.kernel.ids import RandomBytes, new_id
from takar.kernel.refusals import Refusal

PIN_DIGITS = 6


def add_session(
    assessment: str,
    draft: SessionDraft,
    actor: str,
    *,
    clock: Clock = utc_now,
    random_bytes: RandomBytes = secrets.token_bytes,
) -> str | Refusal:
    """The id of the new session, with a PIN drawn for it. Refuses SESSION_TIMES, SESSION_TITLE_TAKEN, …"""
    fault = refuse_session(draft)
    if fault:
        return fault
    with transaction.atomic():
        owner = draft_of(assessment)
        if isinstance(owner, Refusal):
            return owner
        row = Session(
            id=new_id(random_bytes),
            assessment=owner,
            title=draft.title.strip(),
            room=draft.room.strip(),
            opens=draft.opens,
            closes=draft.closes,
            capacity=draft.capacity,
            pin=new_pin(random_bytes),
            pin_salt=_salt(random_bytes),
            nip_salt=_salt(random_bytes),
        )
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            return title_taken(draft.title)
        # The PIN itself never goes into the trail: more people read the trail than may know PINs.
        after: dict[str, Json] = {"title": row.title, "room": row.room, "opens": row.opens.isoformat()}
        record_change(actor, "session.add", f"session:{row.id}", after=after, clock=clock)
    return row.id


def remove_session(session: str, actor: str, *, clock: Clock = utc_now) -> Refusal | None:
    """Drop a session of a draft; its participants wait for a seat again."""
    with transaction.atomic():
        row = Session.objects.filter(pk=session).first()
        if row is None:
            return UNKNOWN_SESSION
        owner = draft_of(row.assessment_id)
        if isinstance(owner, Refusal):
            return owner
        row.participants.update(session=None, seat="")
        row.delete()
        record_change(actor, "session.remove", f"session:{session}", before={"title": row.title}, clock=clock)
    return None


def new_pin(random_bytes: RandomBytes) -> str:
    """Six digits, each equally likely."""
    return f"{int.from_bytes(random_bytes(8), 'big') % 10**PIN_DIGITS:0{PIN_DIGITS}d}"


def _salt(random_bytes: RandomBytes) -> str:
    return base64.b64encode(random_bytes(16)).decode()


def refuse_session(draft: SessionDraft) -> Refusal | None:
    """What no session may be."""
    if draft.closes > draft.opens and 1 <= draft.capacity <= 1000 and draft.title.strip():
        return None
    return Refusal(
        "SESSION_TIMES",
        "Isilah nama sesi, 1 sampai 1.000 kursi, dan jam tutup yang lebih lambat daripada jam buka.",
        "Give the session a name, 1 to 1,000 seats, and a closing time later than its opening.",
    )


def title_taken(title: str) -> Refusal:
    return Refusal(
        "SESSION_TITLE_TAKEN",
        f"Sesi bernama {title} sudah ada dalam kegiatan ini; beri nama lain.",
        f"This assessment already has a session called {title}; choose another name.",
    )

"""Give every participant a session and a seat."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from takar.accounts.public import record_change
from takar.assessments.actions.locked import draft_of
from takar.assessments.domain.drafts import Assigned
from takar.assessments.domain.seating import Room, assign_places
from takar.assessments.models import Assessment, Participant
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal


def assign_sessions(
    assessment: str,
    actor: str,
    *,
    wishes: Mapping[str, str] | None = None,
    again: bool = False,
    clock: Clock = utc_now,
) -> Assigned | Refusal:
    """Seat whoever has no seat, by number. `wishes` maps NIP to a session's title (column Batch/Sesi of a file).

    With `again` everyone is seated afresh. Refuses ASSESSMENT_UNKNOWN, ASSESSMENT_FIXED.
    """
    with transaction.atomic():
        row = draft_of(assessment)
        if isinstance(row, Refusal):
            return row
        if again:
            row.participants.update(session=None, seat="")
        waiting = list(row.participants.filter(session=None).order_by("number"))
        asked = {p.sitting: title for p in waiting if (title := (wishes or {}).get(p.nip, ""))}
        places = assign_places([p.sitting for p in waiting], _rooms(row), asked)
        for participant in waiting:
            place = places.get(participant.sitting)
            if place:
                participant.session_id, participant.seat = place.session, place.seat
        Participant.objects.bulk_update(
            [p for p in waiting if p.session_id], ["session", "seat"], batch_size=200
        )
        done = Assigned(len(places), len(waiting) - len(places))
        after = {"seated": done.seated, "waiting": done.waiting}
        record_change(actor, "sessions.assign", f"assessment:{row.id}", after=dict(after), clock=clock)
    return done


def _rooms(row: Assessment) -> list[Room]:
    taken: dict[str, list[str]] = {}
    for session, seat in row.participants.exclude(session=None).values_list("session_id", "seat"):
        taken.setdefault(session, []).append(seat)
    return [
        Room(session.id, session.title, session.capacity, tuple(taken.get(session.id, ())))
        for session in row.sessions.all()
    ]

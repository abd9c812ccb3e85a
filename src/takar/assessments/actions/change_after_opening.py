"""The two changes that are allowed after opening, each by a new version of the ticket and with a reason."""

from __future__ import annotations

from django.db import transaction

from takar.accounts.public import record_change
from takar.assessments.actions.issue_tickets import issue_ticket
from takar.assessments.actions.locked import open_of
from takar.assessments.domain.seating import Room, free_seats
from takar.assessments.domain.values import ParticipantView
from takar.assessments.models import Assessment, Participant, Session
from takar.assessments.ports import ExamStore
from takar.assessments.queries import participant_view
from takar.assessments.refusals import REASON_MISSING, UNKNOWN_PARTICIPANT, UNKNOWN_SESSION
from takar.assessments.wiring import exam_store
from takar.kernel.canonical import Json
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal

MOST_EXTRA_MINUTES = 240


def set_extra_minutes(
    sitting: str,
    minutes: int,
    reason: str,
    actor: str,
    *,
    clock: Clock = utc_now,
    store: ExamStore | None = None,
) -> ParticipantView | Refusal:
    """Give one participant extra working time (an accommodation), before or after opening."""
    if not reason.strip():
        return REASON_MISSING
    if not 0 <= minutes <= MOST_EXTRA_MINUTES:
        return _minutes()
    with transaction.atomic():
        row = _participant(sitting)
        if isinstance(row, Refusal):
            return row
        before = {"extra_minutes": row.extra_minutes}
        row.extra_minutes, row.extra_reason = minutes, reason.strip()
        row.save(update_fields=["extra_minutes", "extra_reason"])
        after: dict[str, Json] = {"extra_minutes": minutes}
        _trail(actor, "participant.extra_minutes", row, reason, dict(before), after, clock)
        _reissue(row.session, store)
    return participant_view(row)


def move_participant(
    sitting: str,
    session: str,
    reason: str,
    actor: str,
    *,
    clock: Clock = utc_now,
    store: ExamStore | None = None,
) -> ParticipantView | Refusal:
    """Move one participant to another session, to its first free seat. Refuses SESSION_FULL, SITTING_BEGUN."""
    if not reason.strip():
        return REASON_MISSING
    with transaction.atomic():
        row = _participant(sitting)
        if isinstance(row, Refusal):
            return row
        target = Session.objects.filter(pk=session, assessment=row.assessment_id, closed_at=None).first()
        if target is None:
            return UNKNOWN_SESSION
        seats = free_seats(_room(target))
        if not seats:
            return _full(target)
        begun = _begun(row, clock)
        if begun:
            return begun
        origin, before = row.session, {"session": row.session_id, "seat": row.seat}
        row.session, row.seat = target, seats[0]
        row.save(update_fields=["session", "seat"])
        after: dict[str, Json] = {"session": target.id, "seat": row.seat}
        _trail(actor, "participant.move", row, reason, dict(before), after, clock)
        for one in (origin, target):
            _reissue(one, store)
    return participant_view(row)


def _participant(sitting: str) -> Participant | Refusal:
    row = Participant.objects.select_related("session", "assessment").filter(sitting=sitting).first()
    if row is None:
        return UNKNOWN_PARTICIPANT
    if row.assessment.status == Assessment.Status.DRAFT and not row.assessment.log_entries.exists():
        return row
    fault = open_of(row.assessment_id)
    return fault if isinstance(fault, Refusal) else row


def _begun(row: Participant, clock: Clock) -> Refusal | None:
    """Once his session is open he may be sitting already; his answers belong to that session."""
    if row.session is None or row.assessment.status == Assessment.Status.DRAFT or row.session.opens > clock():
        return None
    return Refusal(
        "SITTING_BEGUN",
        f"{row.session.title} sudah dibuka sehingga peserta mungkin sudah mengerjakan; pindahkan kursinya "
        "lewat halaman pengawas.",
        f"{row.session.title} is already open, so the participant may be sitting; move the seat on the "
        "proctor's page.",
    )


def _room(session: Session) -> Room:
    taken = tuple(session.participants.values_list("seat", flat=True))
    return Room(session.id, session.title, session.capacity, taken)


def _reissue(session: Session | None, store: ExamStore | None) -> None:
    if session is not None and session.ticket_version:
        issue_ticket(Session.objects.get(pk=session.pk), store or exam_store())


def _trail(
    actor: str, action: str, row: Participant, reason: str, before: Json, after: Json, clock: Clock
) -> None:
    subject = f"assessment:{row.assessment_id}/{row.number}"
    record_change(actor, action, subject, reason=reason.strip(), before=before, after=after, clock=clock)


def _minutes() -> Refusal:
    return Refusal(
        "EXTRA_MINUTES",
        f"Tambahan waktu harus 0 sampai {MOST_EXTRA_MINUTES} menit.",
        f"Extra time must be 0 to {MOST_EXTRA_MINUTES} minutes.",
    )


def _full(target: Session) -> Refusal:
    return Refusal(
        "SESSION_FULL",
        f"{target.title} sudah penuh ({target.capacity} kursi); pilih sesi lain.",
        f"{target.title} is full ({target.capacity} seats); choose another session.",
    )

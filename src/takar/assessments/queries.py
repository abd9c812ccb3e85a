"""Reads of assessments, sessions and participants."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Count

from takar.assessments.domain.values import (
    AssessmentView,
    LegalBasis,
    OpeningView,
    ParticipantView,
    SessionView,
    Visibility,
)
from takar.assessments.models import Assessment, LogEntry, Opening, Participant, Session
from takar.ledger.public import COMPETENCIES

COMMIT = "event.commit"


def assessments() -> tuple[AssessmentView, ...]:
    """All assessments, newest first."""
    rows = list(Assessment.objects.all())
    indexes = dict(LogEntry.objects.filter(kind=COMMIT).values_list("assessment_id", "index"))
    return tuple(assessment_view(row, indexes.get(row.id)) for row in rows)


def assessment(assessment_id: str) -> AssessmentView | None:
    row = Assessment.objects.filter(pk=assessment_id).first()
    return assessment_view(row, commit_index(row.id)) if row else None


def commit_index(assessment_id: str) -> int | None:
    """Where the assessment's event.commit stands in the log; None while it does not."""
    return (
        LogEntry.objects.filter(assessment=assessment_id, kind=COMMIT).values_list("index", flat=True).first()
    )


def opening(assessment_id: str) -> OpeningView | None:
    """What was frozen at opening; None before."""
    row = Opening.objects.filter(assessment=assessment_id).first()
    if row is None:
        return None
    return OpeningView(
        rules=row.rules,
        names=row.names,
        roster=row.roster,
        roster_root=row.roster_root,
        form_root=row.form_root,
        key_root=row.key_root,
        ruleset_digest=row.ruleset_digest,
        at=row.at,
    )


def judged_by_meetings() -> tuple[str, ...]:
    """Opened assessments whose committed rules leave the competencies to assessor meetings, beside a test of potential."""
    found = Opening.objects.filter(rules__judged=COMPETENCIES).order_by("assessment_id")
    return tuple(found.values_list("assessment_id", flat=True))


def commit_leaf(assessment_id: str) -> str | None:
    """The exact text of the event.commit leaf."""
    return (
        LogEntry.objects.filter(assessment=assessment_id, kind=COMMIT).values_list("leaf", flat=True).first()
    )


def session(session_id: str) -> SessionView | None:
    return next(iter(_session_views(id=session_id)), None)


def sessions_of(assessment_id: str) -> tuple[SessionView, ...]:
    """In the order of their opening."""
    return _session_views(assessment=assessment_id)


def sessions_open(now: datetime) -> tuple[SessionView, ...]:
    """Sessions of opened assessments whose window holds `now` and which nobody has closed."""
    return _session_views(
        assessment__status=Assessment.Status.OPEN, opens__lte=now, closes__gte=now, closed_at=None
    )


def sessions_of_opened() -> tuple[SessionView, ...]:
    """Every session of every opened assessment, whatever the time."""
    return _session_views(assessment__status=Assessment.Status.OPEN)


def participants_of(session_id: str) -> tuple[ParticipantView, ...]:
    """The participants of one session, by number."""
    return tuple(
        participant_view(p) for p in Participant.objects.filter(session=session_id).order_by("number")
    )


def participants_in(assessment_id: str) -> tuple[ParticipantView, ...]:
    """All participants of one assessment, by number."""
    rows = Participant.objects.filter(assessment=assessment_id).order_by("number")
    return tuple(participant_view(row) for row in rows)


def participant(sitting: str) -> ParticipantView | None:
    row = Participant.objects.filter(sitting=sitting).first()
    return participant_view(row) if row else None


def participants(sittings: Sequence[str]) -> dict[str, ParticipantView]:
    """By sitting id; unknown ids are left out."""
    return {p.sitting: participant_view(p) for p in Participant.objects.filter(sitting__in=sittings)}


def assessment_view(row: Assessment, index: int | None) -> AssessmentView:
    return AssessmentView(
        id=row.id,
        event=row.event,
        title=row.title,
        purpose=row.purpose,  # type: ignore[arg-type]
        status=row.status,  # type: ignore[arg-type]
        organiser=row.organiser,
        location=row.location,
        zone=row.zone,
        legal_basis=LegalBasis(row.legal_kind, row.legal_number, row.legal_date, row.legal_about),
        ruleset_code=row.ruleset_code,
        ruleset_version=row.ruleset_version,
        form=row.form,
        visibility=visibility_of(row),
        objection_days=row.objection_days,
        commit_index=index,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        released_at=row.released_at,
    )


def visibility_of(row: Assessment) -> Visibility:
    return Visibility(
        when=row.visible_when,  # type: ignore[arg-type]
        levels=row.show_levels,
        jpm=row.show_jpm,
        category=row.show_category,
        potential=row.show_potential,
        held_until=row.held_until,
    )


def participant_view(row: Participant) -> ParticipantView:
    return ParticipantView(
        sitting=row.sitting,
        pseudonym=row.pseudonym,
        assessment=row.assessment_id,
        session=row.session_id,
        number=row.number,
        seat=row.seat,
        nip=row.nip,
        name=row.name,
        post=row.post,
        unit=row.unit,
        golongan=row.golongan,
        job_class=row.job_class,
        standard_code=row.standard_code,
        standard_version=row.standard_version,
        extra_minutes=row.extra_minutes,
        extra_reason=row.extra_reason,
    )


def _session_views(**filters: object) -> tuple[SessionView, ...]:
    rows = Session.objects.filter(**filters).select_related("assessment").annotate(n=Count("participants"))
    known: dict[str, AssessmentView] = {}
    for row in rows:
        if row.assessment_id not in known:
            known[row.assessment_id] = assessment_view(row.assessment, commit_index(row.assessment_id))
    return tuple(_session_view(row, known[row.assessment_id], row.n) for row in rows)


def _session_view(row: Session, owner: AssessmentView, participants: int) -> SessionView:
    return SessionView(
        id=row.id,
        assessment=owner,
        title=row.title,
        room=row.room,
        opens=row.opens,
        closes=row.closes,
        capacity=row.capacity,
        pin=row.pin,
        ticket_version=row.ticket_version,
        participants=participants,
        closed_at=row.closed_at,
    )

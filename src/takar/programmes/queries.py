"""Reads of programmes and nominees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.db.models import Count

from takar.programmes.domain.values import LetterView, NomineeView, PhaseView, ProgrammeView
from takar.programmes.models import Letter, Nominee, Phase, Programme


def programmes() -> tuple[ProgrammeView, ...]:
    """All programmes, the newest first."""
    return tuple(programme_view(row) for row in Programme.objects.prefetch_related("phases"))


def programme(id: str) -> ProgrammeView | None:
    row = Programme.objects.prefetch_related("phases").filter(pk=id).first()
    return programme_view(row) if row else None


def nominees_of(
    programme: str, *, phase: int | None = None, status: Iterable[str] | None = None
) -> tuple[NomineeView, ...]:
    """Nominees by name; all of them, or those of a phase or with one of these statuses."""
    rows = Nominee.objects.filter(programme=programme).select_related("phase", "letter")
    if phase is not None:
        rows = rows.filter(phase__number=phase)
    if status is not None:
        rows = rows.filter(status__in=list(status))
    return tuple(nominee_view(row) for row in rows)


def nominee_of(programme: str, nip: str) -> NomineeView | None:
    """This person in this programme, whatever became of the call."""
    row = Nominee.objects.filter(programme=programme, nip=nip).select_related("phase", "letter").first()
    return nominee_view(row) if row else None


def nominee_counts(programme: str) -> Counter[tuple[int, str]]:
    """How many nominees by (phase number, status)."""
    rows = Nominee.objects.filter(programme=programme).values_list("phase__number", "status")
    return Counter((phase, status) for phase, status in rows)


def programme_view(row: Programme) -> ProgrammeView:
    return ProgrammeView(
        id=row.pk,
        title=row.title,
        purpose=row.purpose,
        method=row.method,
        status=row.status,
        organiser=row.organiser,
        location=row.location,
        zone=row.zone,
        legal_kind=row.legal_kind,
        legal_number=row.legal_number,
        legal_date=row.legal_date,
        legal_about=row.legal_about,
        ruleset=(row.ruleset_code, row.ruleset_version),
        conduct=(row.conduct_code, row.conduct_version),
        form=row.form,
        visibility=row.visibility,
        objection_days=row.objection_days,
        target_class=row.target_class,
        phases=tuple(phase_view(phase) for phase in row.phases.all()),
    )


def nominee_view(row: Nominee) -> NomineeView:
    return NomineeView(
        id=row.pk,
        programme=row.programme_id,
        phase=row.phase.number,
        nip=row.nip,
        name=row.name,
        post=row.post,
        agency=row.agency,
        unit=row.unit,
        golongan=row.golongan,
        job_class=row.job_class,
        eselon=row.eselon,
        cause=row.cause,
        due_on=row.due_on,
        status=row.status,
        reason=row.reason,
        replaces=row.replaces_id,
        invited_at=row.invited_at,
        letter_number=row.letter.number if row.letter else "",
        answered_at=row.answered_at,
    )


def phase_view(row: Phase) -> PhaseView:
    return PhaseView(
        programme=row.programme_id,
        number=row.number,
        title=row.title,
        quota=row.quota,
        funding=row.funding,
        first_day=row.first_day,
        last_day=row.last_day,
    )


def letters_of(programme: str) -> tuple[LetterView, ...]:
    """Letters of invitation in the order of their days."""
    rows = Letter.objects.filter(programme=programme).annotate(people=Count("nominees"))
    return tuple(letter_view(row, row.people) for row in rows)


def letter_view(row: Letter, people: int | None = None) -> LetterView:
    return LetterView(
        number=row.number,
        day=row.day,
        signer_name=row.signer_name,
        signer_nip=row.signer_nip,
        signer_post=row.signer_post,
        place=row.place,
        answer_by=row.answer_by,
        people=row.nominees.count() if people is None else people,
    )

"""Add, change and remove the phases of a programme."""

from __future__ import annotations

from django.db import transaction

from takar.accounts.public import record_change
from takar.kernel.canonical import Json
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.programmes.domain.decide import decide
from takar.programmes.domain.drafts import PhaseDraft, phase_fault
from takar.programmes.domain.refusals import PHASE_IN_USE, PHASE_NUMBER_TAKEN, REASON_MISSING, UNKNOWN_PHASE
from takar.programmes.domain.roll import SetQuota
from takar.programmes.domain.values import PhaseView
from takar.programmes.models import Phase, Programme
from takar.programmes.queries import phase_view
from takar.programmes.rolls import open_programme, roll_of


def add_phase(
    programme: str, draft: PhaseDraft, actor: str, *, clock: Clock = utc_now
) -> PhaseView | Refusal:
    """Refuses PROGRAMME_UNKNOWN, PROGRAMME_DONE, PHASE_NUMBER_TAKEN, FIELD_MISSING, QUOTA_TOO_SMALL, PHASE_DAYS."""
    with transaction.atomic():
        row = open_programme(programme)
        if isinstance(row, Refusal):
            return row
        fault = phase_fault(draft)
        if fault:
            return fault
        if row.phases.filter(number=draft.number).exists():
            return PHASE_NUMBER_TAKEN
        phase = Phase(programme=row, number=draft.number)
        _fill(phase, draft)
        phase.save(force_insert=True)
        _record(actor, "programme.phase.add", row, phase, None, "", clock)
    return phase_view(phase)


def change_phase(
    programme: str, draft: PhaseDraft, actor: str, *, reason: str = "", clock: Clock = utc_now
) -> PhaseView | Refusal:
    """Change the phase with this number; the quota never goes below those who hold a seat.

    Refuses what `add_phase` refuses, PHASE_UNKNOWN, and REASON_MISSING once somebody of the phase was invited.
    """
    with transaction.atomic():
        row = open_programme(programme)
        if isinstance(row, Refusal):
            return row
        phase = row.phases.filter(number=draft.number).first()
        fault = _change_fault(phase, draft, reason)
        if fault or phase is None:
            return fault or UNKNOWN_PHASE
        before = _trail(phase)
        _fill(phase, draft)
        phase.save()
        _record(actor, "programme.phase.change", row, phase, before, reason, clock)
    return phase_view(phase)


def remove_phase(programme: str, number: int, actor: str, *, clock: Clock = utc_now) -> Refusal | None:
    """Only while nobody was ever called to it. Refuses PHASE_UNKNOWN, PHASE_IN_USE."""
    with transaction.atomic():
        row = open_programme(programme)
        if isinstance(row, Refusal):
            return row
        phase = row.phases.filter(number=number).first()
        if phase is None:
            return UNKNOWN_PHASE
        if phase.nominees.exists():
            return PHASE_IN_USE
        _record(actor, "programme.phase.remove", row, None, _trail(phase), "", clock)
        phase.delete()
    return None


def _change_fault(phase: Phase | None, draft: PhaseDraft, reason: str) -> Refusal | None:
    if phase is None:
        return UNKNOWN_PHASE
    fault = phase_fault(draft)
    if fault:
        return fault
    if phase.nominees.exclude(invited_at=None).exists() and not reason.strip():
        return REASON_MISSING
    decided = decide(roll_of(phase.programme_id), SetQuota(draft.number, draft.quota))
    return decided if isinstance(decided, Refusal) else None


def _fill(phase: Phase, draft: PhaseDraft) -> None:
    phase.title, phase.funding = " ".join(draft.title.split()), " ".join(draft.funding.split())
    phase.quota, phase.first_day, phase.last_day = draft.quota, draft.first_day, draft.last_day


def _trail(phase: Phase) -> dict[str, Json]:
    return {
        "phase": phase.number,
        "title": phase.title,
        "quota": phase.quota,
        "funding": phase.funding,
        "first_day": phase.first_day.isoformat(),
        "last_day": phase.last_day.isoformat(),
    }


def _record(
    actor: str, action: str, row: Programme, phase: Phase | None, before: Json, reason: str, clock: Clock
) -> None:
    after = _trail(phase) if phase else None
    record_change(
        actor, action, f"programme:{row.pk}", reason=reason, before=before, after=after, clock=clock
    )

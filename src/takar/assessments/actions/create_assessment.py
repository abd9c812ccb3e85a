"""Make an assessment, or change one that is not committed yet."""

from __future__ import annotations

import secrets

from django.db import transaction

from takar.accounts.public import record_change
from takar.assessments.actions.locked import draft_of
from takar.assessments.domain.drafts import AssessmentDraft
from takar.assessments.domain.values import AssessmentView
from takar.assessments.models import Assessment
from takar.assessments.queries import assessment_view
from takar.kernel.canonical import Json
from takar.kernel.clock import Clock, utc_now
from takar.kernel.ids import RandomBytes, new_id
from takar.kernel.refusals import Refusal
from takar.ledger.public import new_event_id


def create_assessment(
    draft: AssessmentDraft,
    actor: str,
    *,
    clock: Clock = utc_now,
    random_bytes: RandomBytes = secrets.token_bytes,
) -> AssessmentView | Refusal:
    """A new draft. Refuses FIELD_MISSING."""
    fault = _fault(draft)
    if fault:
        return fault
    with transaction.atomic():
        row = Assessment(id=new_id(random_bytes), event=new_event_id(random_bytes), created_at=clock())
        _fill(row, draft)
        row.save(force_insert=True)
        record_change(actor, "assessment.create", f"assessment:{row.id}", after=_trail(row), clock=clock)
    return assessment_view(row, None)


def change_assessment(
    assessment: str, draft: AssessmentDraft, actor: str, *, clock: Clock = utc_now
) -> AssessmentView | Refusal:
    """Change a draft. Refuses ASSESSMENT_UNKNOWN, ASSESSMENT_FIXED, FIELD_MISSING."""
    fault = _fault(draft)
    if fault:
        return fault
    with transaction.atomic():
        row = draft_of(assessment)
        if isinstance(row, Refusal):
            return row
        before = _trail(row)
        _fill(row, draft)
        row.save()
        record_change(
            actor, "assessment.change", f"assessment:{row.id}", before=before, after=_trail(row), clock=clock
        )
    return assessment_view(row, None)


_NEEDED = {
    "title": ("nama kegiatan", "the title"),
    "organiser": ("penyelenggara", "the organiser"),
    "location": ("tempat", "the location"),
}


def _fault(draft: AssessmentDraft) -> Refusal | None:
    basis = draft.legal_basis
    if not (basis.kind.strip() and basis.number.strip() and basis.about.strip()):
        return _missing("legal_basis", ("dasar hukum (jenis, nomor, perihal)", "the legal basis"))
    for field, names in _NEEDED.items():
        if not getattr(draft, field).strip():
            return _missing(field, names)
    return None


def _missing(field: str, names: tuple[str, str]) -> Refusal:
    return Refusal(
        "FIELD_MISSING",
        f"Isian {names[0]} masih kosong; lengkapi, lalu simpan lagi.",
        f"Fill in {names[1]}, then save again.",
        {"field": field},
    )


def _fill(row: Assessment, draft: AssessmentDraft) -> None:
    basis, policy = draft.legal_basis, draft.visibility
    row.title, row.purpose, row.zone = draft.title.strip(), draft.purpose, draft.zone
    row.organiser, row.location = draft.organiser.strip(), draft.location.strip()
    row.legal_kind, row.legal_number = basis.kind.strip(), basis.number.strip()
    row.legal_date, row.legal_about = basis.day, basis.about.strip()
    row.ruleset_code, row.ruleset_version = draft.ruleset_code, draft.ruleset_version
    row.form, row.objection_days = draft.form, draft.objection_days
    row.visible_when, row.held_until = policy.when, policy.held_until
    row.show_levels, row.show_jpm = policy.levels, policy.jpm
    row.show_category, row.show_potential = policy.category, policy.potential


def _trail(row: Assessment) -> Json:
    left_out = {"id", "event", "created_at", "opened_at", "closed_at", "released_at", "status"}
    fields = [field.attname for field in row._meta.concrete_fields if field.attname not in left_out]
    values = {name: getattr(row, name) for name in fields}
    return {
        name: value if isinstance(value, str | int | bool) or value is None else value.isoformat()
        for name, value in values.items()
    }

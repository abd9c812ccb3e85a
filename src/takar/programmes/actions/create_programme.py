"""Make a programme, or change one."""

from __future__ import annotations

import secrets

from django.db import transaction

from takar.accounts.public import record_change
from takar.kernel.canonical import Json
from takar.kernel.clock import Clock, utc_now
from takar.kernel.ids import RandomBytes, new_id
from takar.kernel.refusals import Refusal
from takar.programmes.domain.drafts import ProgrammeDraft, change_fault, fault_of
from takar.programmes.domain.refusals import TITLE_TAKEN
from takar.programmes.domain.values import ProgrammeView
from takar.programmes.models import Programme
from takar.programmes.queries import programme_view
from takar.programmes.rolls import open_programme

_PLAIN = (
    "title", "purpose", "method", "organiser", "location", "legal_kind", "legal_number", "legal_date", "legal_about",
    "zone", "form", "visibility", "objection_days", "target_class",
)  # fmt: skip


def create_programme(
    draft: ProgrammeDraft,
    actor: str,
    *,
    clock: Clock = utc_now,
    random_bytes: RandomBytes = secrets.token_bytes,
) -> ProgrammeView | Refusal:
    """A programme without phases. Refuses FIELD_MISSING, PROGRAMME_TITLE_TAKEN."""
    fault = fault_of(draft)
    if fault:
        return fault
    with transaction.atomic():
        row = Programme(id=new_id(random_bytes), created_at=clock())
        _fill(row, draft)
        if _title_taken(row):
            return TITLE_TAKEN
        row.save(force_insert=True)
        record_change(actor, "programme.create", f"programme:{row.pk}", after=_trail(row), clock=clock)
    return programme_view(row)


def change_programme(
    programme: str, draft: ProgrammeDraft, actor: str, *, reason: str = "", clock: Clock = utc_now
) -> ProgrammeView | Refusal:
    """Change it. Refuses PROGRAMME_UNKNOWN, PROGRAMME_DONE, FIELD_MISSING, PROGRAMME_TITLE_TAKEN.

    Once somebody was invited also PROGRAMME_FIELD_FIXED, PROMISE_BROKEN and REASON_MISSING.
    """
    with transaction.atomic():
        row = open_programme(programme)
        if isinstance(row, Refusal):
            return row
        fault = change_fault(draft_of(row), draft, row.letters.exists(), reason)
        if fault:
            return fault
        before = _trail(row)
        _fill(row, draft)
        if _title_taken(row):
            return TITLE_TAKEN
        row.save()
        record_change(
            actor, "programme.change", f"programme:{row.pk}", reason=reason, before=before, after=_trail(row),
            clock=clock,
        )  # fmt: skip
    return programme_view(row)


def draft_of(row: Programme) -> ProgrammeDraft:
    """What was entered, as it stands."""
    return ProgrammeDraft(
        **{name: getattr(row, name) for name in _PLAIN},
        ruleset=(row.ruleset_code, row.ruleset_version),
        conduct=(row.conduct_code, row.conduct_version),
    )


def _title_taken(row: Programme) -> bool:
    return Programme.objects.filter(title=row.title).exclude(pk=row.pk).exists()


def _fill(row: Programme, draft: ProgrammeDraft) -> None:
    for name in _PLAIN:
        value = getattr(draft, name)
        setattr(row, name, " ".join(value.split()) if isinstance(value, str) else value)
    row.ruleset_code, row.ruleset_version = draft.ruleset
    row.conduct_code, row.conduct_version = draft.conduct


def _trail(row: Programme) -> Json:
    kept = {name: getattr(row, name) for name in _PLAIN} | {
        "legal_date": row.legal_date.isoformat(),
        "ruleset": f"{row.ruleset_code}/{row.ruleset_version}",
        "conduct": f"{row.conduct_code}/{row.conduct_version}",
    }
    return {**kept}

"""Say that a programme is done, or open it again."""

from __future__ import annotations

from django.db import transaction

from takar.accounts.public import record_change
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.programmes.domain.refusals import REASON_MISSING, STATUS_SAME
from takar.programmes.models import Programme
from takar.programmes.rolls import locked


def finish_programme(programme: str, actor: str, reason: str, *, clock: Clock = utc_now) -> Refusal | None:
    """From now on the roll does not change. Refuses PROGRAMME_UNKNOWN, REASON_MISSING, PROGRAMME_STATUS_SAME."""
    return _set(programme, True, actor, reason, clock)


def reopen_programme(programme: str, actor: str, reason: str, *, clock: Clock = utc_now) -> Refusal | None:
    """Let the roll change again. Refuses PROGRAMME_UNKNOWN, REASON_MISSING, PROGRAMME_STATUS_SAME."""
    return _set(programme, False, actor, reason, clock)


def _set(programme: str, done: bool, actor: str, reason: str, clock: Clock) -> Refusal | None:
    with transaction.atomic():
        row = locked(programme)
        if isinstance(row, Refusal):
            return row
        if not reason.strip():
            return REASON_MISSING
        if (row.status == Programme.Status.DONE) == done:
            return STATUS_SAME
        row.status = Programme.Status.DONE if done else _open_status(row)
        row.save(update_fields=["status"])
        action = "programme.finish" if done else "programme.reopen"
        record_change(actor, action, f"programme:{row.pk}", reason=reason, after=row.status, clock=clock)
    return None


def _open_status(row: Programme) -> str:
    return Programme.Status.RUNNING if row.letters.exists() else Programme.Status.PREPARING

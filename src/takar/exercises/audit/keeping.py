"""Audits that were made: kept encrypted, read by whoever may know what sheets say."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from takar.accounts.public import record_change
from takar.assessments.public import vault
from takar.exercises.audit.models import RoundAudit
from takar.exercises.audit.run import audit_ratings
from takar.exercises.models import ListedRater, Round
from takar.exercises.rounds.appending import WHOLE
from takar.exercises.storage.sealed import STILL_BLIND
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal


@dataclass(frozen=True, slots=True)
class AuditLine:
    """What everybody who may audit can see: when, by whom, how many findings."""

    number: int
    owner: str
    title: str
    by: str
    at: datetime
    ended_at: datetime
    checked: int
    found: int
    log_size: int


def make_audit(
    owner: str, by: str, progress: Callable[[int, int], None], clock: Clock = utc_now
) -> AuditLine | Refusal:
    """Audit a round and keep what was found. Refuses what `audit_ratings` refuses."""
    began = clock()
    done = audit_ratings(owner, by, progress=progress)
    if isinstance(done, Refusal):
        return done
    row = Round.objects.get(pk=owner)
    listed = {"salt": secrets.token_hex(8), "findings": [dict(one.as_json()) for one in done.findings]}
    body = vault().opened(row.event, WHOLE, make=True).encrypt("audit", listed)  # type: ignore[arg-type]
    with transaction.atomic():
        kept = RoundAudit.objects.create(
            round=row, by=by, at=began, ended_at=clock(), checked=done.checked, findings=body,
            found=len(done.findings), log_size=done.log_size,
        )  # fmt: skip
        after: Any = {"findings": len(done.findings), "checked": done.checked}
        record_change(by, "audit.ratings", f"round:{owner}", after=after, clock=clock)
    return _line(kept)


def audits() -> dict[str, AuditLine]:
    """The newest audit of each round."""
    rows = RoundAudit.objects.select_related("round").order_by("at", "pk")
    return {row.round_id: _line(row) for row in rows}


def audit_of(number: int, reader: str) -> tuple[AuditLine, list[dict[str, str]]] | Refusal | None:
    """An audit with its findings; None for an unknown number. Refused to whoever rates in that round."""
    row = RoundAudit.objects.select_related("round").filter(pk=number).first()
    if row is None:
        return None
    if ListedRater.objects.filter(round=row.round, username=reader).exists():
        return STILL_BLIND
    kept = vault().opened(row.round.event, WHOLE).decrypt("audit", bytes(row.findings))
    assert isinstance(kept, dict)
    findings: Any = kept["findings"]
    return _line(row), findings


def _line(row: RoundAudit) -> AuditLine:
    return AuditLine(
        number=row.pk,
        owner=row.round_id,
        title=row.round.title,
        by=row.by,
        at=row.at,
        ended_at=row.ended_at,
        checked=row.checked,
        found=row.found,
        log_size=row.log_size,
    )

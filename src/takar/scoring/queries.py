"""Reads of outcomes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from takar.scoring.models import Audit, Outcome


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """One frozen outcome. `full` holds every number in the shape of docs/interfaces.md 7, held or not.

    `receipt` is the text of the .tlog-proof file. Show `full` only to readers with READ_RESULTS.
    """

    sitting: str
    assessment: str
    status: str
    full: dict[str, Any]
    receipt: str
    receipt_name: str
    code: str
    sealed_at: datetime


def outcome_of(sitting: str) -> OutcomeView | None:
    row = Outcome.objects.filter(sitting=sitting).first()
    return _view(row) if row else None


def outcomes_of(assessment: str) -> tuple[OutcomeView, ...]:
    """Every sealed outcome of one assessment, in the order of sealing."""
    return tuple(
        _view(row) for row in Outcome.objects.filter(assessment=assessment).order_by("sealed_at", "id")
    )


def sealed_sittings(assessment: str) -> tuple[str, ...]:
    """Who has a sealed outcome, in the order of sealing, without loading results and receipts."""
    found = Outcome.objects.filter(assessment=assessment).order_by("sealed_at", "id")
    return tuple(found.values_list("sitting", flat=True))


def sealed_unaudited() -> int:
    """Assessments with sealed outcomes that nobody has audited."""
    audited = Audit.objects.values("assessment")
    return Outcome.objects.exclude(assessment__in=audited).values("assessment").distinct().count()


def _view(row: Outcome) -> OutcomeView:
    return OutcomeView(
        sitting=row.sitting,
        assessment=row.assessment,
        status=row.status,
        full=row.body,
        receipt=row.receipt,
        receipt_name=row.receipt_name,
        code=row.code,
        sealed_at=row.sealed_at,
    )

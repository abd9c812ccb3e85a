"""Load a row under a lock, if the change is still allowed."""

from __future__ import annotations

from takar.assessments.models import Assessment
from takar.assessments.refusals import FIXED, NOT_OPEN, UNKNOWN_ASSESSMENT
from takar.kernel.refusals import Refusal


def draft_of(assessment: str) -> Assessment | Refusal:
    """The assessment, locked, if nothing of it is committed yet. Call inside a transaction."""
    row = Assessment.objects.select_for_update().filter(pk=assessment).first()
    if row is None:
        return UNKNOWN_ASSESSMENT
    if row.status != Assessment.Status.DRAFT or row.log_entries.exists():
        return FIXED
    return row


def open_of(assessment: str) -> Assessment | Refusal:
    """The assessment, locked, if it is open. Call inside a transaction."""
    row = Assessment.objects.select_for_update().filter(pk=assessment).first()
    if row is None:
        return UNKNOWN_ASSESSMENT
    return row if row.status == Assessment.Status.OPEN else NOT_OPEN

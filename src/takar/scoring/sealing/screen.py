"""What the assessor meeting found, on the screen of the participant."""

from __future__ import annotations

from takar.assessments.public import Visibility, shown_parts
from takar.kernel.clock import milliseconds
from takar.ledger.public import Log, policy_text, verify
from takar.scoring.domain.meeting import with_meeting
from takar.scoring.domain.outcome import Document
from takar.scoring.models import MeetingResult


def show_meeting(seen: Document, row: MeetingResult, policy: Visibility, log: Log) -> Document:
    """The document that the exam store keeps, with the meeting's part as far as the committed policy allows."""
    evidence: Document = {
        "index": row.index,
        "signed_ms": milliseconds(row.signed_at),
        "code": row.code,
        "receipt": row.receipt,
        "receipt_name": row.receipt_name,
        "verdict": verify(row.receipt, policy_text(log.key.vkey)).verdict,
    }
    return with_meeting(seen, row.body, frozenset(shown_parts(policy)), evidence)

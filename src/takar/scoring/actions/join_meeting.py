"""Put beside a test of potential what the assessor meeting found: in the office first, then on the participant's screen."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from takar.assessments.public import evidence_log
from takar.delivery.public import Journal, open_journal
from takar.kernel.clock import Clock, utc_now
from takar.ledger.public import COMPETENCIES, Log, Receipt
from takar.scoring.domain.meeting import meeting_document
from takar.scoring.models import MeetingResult, Outcome
from takar.scoring.sealing.frozen import frozen_rules
from takar.scoring.sealing.screen import show_meeting


@dataclass(frozen=True, slots=True)
class Found:
    """A signed outcome that stands in the log. `fields`: what its leaf discloses; `receipt` opens what its owner may see."""

    index: int
    signed_at: datetime
    fields: Mapping[str, Any]
    receipt: Receipt


def join_meeting(sitting: str, found: Found, *, clock: Clock = utc_now) -> bool:
    """Keep it once. `show_meetings` carries it to the screen, unless results are held: then their release shows both.

    False for a sitting that is not sealed, or whose rules leave the competencies to no meeting.
    """
    outcome = Outcome.objects.filter(sitting=sitting).first()
    if outcome is None or frozen_rules(outcome.assessment).judged != COMPETENCIES:
        return False
    frozen = frozen_rules(outcome.assessment)
    with transaction.atomic():
        MeetingResult.objects.get_or_create(
            sitting=sitting,
            defaults={
                "assessment": outcome.assessment,
                "index": found.index,
                "body": meeting_document(found.fields, frozen.ruleset, frozen.names),
                "receipt": found.receipt.text,
                "receipt_name": found.receipt.name,
                "code": found.receipt.code,
                "signed_at": found.signed_at,
                "at": clock(),
            },
        )
    return True


def show_meetings(*, clock: Clock = utc_now) -> int:
    """Carry to the screens what stands beside a shown test and is not there yet; returns how many. May be run again."""
    shown = Outcome.objects.filter(status=Outcome.Status.SHOWN).values("sitting")
    waiting = list(MeetingResult.objects.filter(shown_at=None, sitting__in=shown))
    if not waiting:
        return 0
    journal, log = open_journal(settings.TAKAR.exam_db), evidence_log()
    try:
        return sum(_show(row, journal, log, clock) for row in waiting)
    finally:
        journal.close()


def _show(row: MeetingResult, journal: Journal, log: Log, clock: Clock) -> bool:
    screen = journal.outcome(row.sitting)
    if screen is None:
        return False
    policy = frozen_rules(row.assessment).assessment.visibility
    seen = json.loads(screen.body)
    if "meeting" not in seen:
        whole = show_meeting(seen, row, policy, log)
        journal.put_outcome(row.sitting, json.dumps(whole, ensure_ascii=False), screen.at_ms)
    MeetingResult.objects.filter(pk=row.pk, shown_at=None).update(shown_at=clock())
    return True

"""A test of potential and the meeting that found the competencies, brought together for the participant and the registers.

Tests and meetings do not know each other, so this is done here: whatever meeting's outcome stands in the log is put beside
its sealed test, whichever of the two was there first.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from datetime import datetime

from django.db import close_old_connections

from takar.assessments.public import assessment, judged_by_meetings, participants_in, shown_parts
from takar.exercises.public import final_fields, finals_in_log, integration_of, record_profile, result_receipt
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.ledger.public import Shredded
from takar.scoring.public import Found, join_meeting, joined, sealed_sittings, show_meetings

log = logging.getLogger(__name__)


def join_due(clock: Clock = utc_now) -> tuple[str, ...]:
    """One pass over the assessments whose competencies people judge; names those that could not be brought together."""
    failed = [key for key in judged_by_meetings() if not _joined(key, clock)]
    show_meetings(clock=clock)
    return tuple(failed)


def _joined(owner: str, clock: Clock) -> bool:
    try:
        join_assessment(owner, clock)
    except Exception:
        log.exception("meetings of %s could not be put beside their tests", owner)
        close_old_connections()
        return False
    return True


def join_assessment(owner: str, clock: Clock = utc_now) -> int:
    """How many outcomes of meetings were put beside their sealed test now."""
    waiting = set(sealed_sittings(owner)) - joined(owner).keys()
    if not waiting:
        return 0
    found, view = finals_in_log(owner), assessment(owner)
    parts = shown_parts(view.visibility) if view else ()
    due = [one for one in participants_in(owner) if one.nip in found and one.sitting in waiting]
    return sum(_join(owner, one.nip, one.sitting, found[one.nip], parts, clock) for one in due)


def _join(
    owner: str,
    nip: str,
    sitting: str,
    leaf: tuple[int, datetime],
    parts: Collection[str],
    clock: Clock,
) -> bool:
    try:
        fields, receipt = final_fields(owner, nip), result_receipt(owner, nip, parts=parts)
    except Shredded:
        return False
    if isinstance(fields, Refusal) or isinstance(receipt, Refusal):
        return False
    index, signed_at = leaf
    if not join_meeting(sitting, Found(index, signed_at, fields, receipt), clock=clock):
        return False
    meeting = integration_of(owner, nip)
    if meeting:
        record_profile(meeting, clock)
    return True

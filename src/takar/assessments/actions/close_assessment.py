"""Close an assessment: the log gets the counts of everything it holds and a root over all scores."""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime

from django.db import models, transaction

from takar.accounts.public import record_change
from takar.assessments.actions.locked import open_of
from takar.assessments.actions.log_once import log_counted
from takar.assessments.domain.values import AssessmentView
from takar.assessments.models import Assessment, Session
from takar.assessments.queries import assessment_view, commit_index
from takar.assessments.refusals import REASON_MISSING
from takar.assessments.wiring import evidence_log
from takar.kernel.canonical import Json
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.ledger.public import Log, leaves, tree_root

CLOSE = "event.close"


def close_assessment(
    assessment: str, actor: str, reason: str, *, clock: Clock = utc_now, log: Log | None = None
) -> AssessmentView | Refusal:
    """Close an open assessment. Refuses ASSESSMENT_NOT_OPEN, REASON_MISSING, SESSIONS_RUNNING, SESSIONS_NOT_SEALED."""
    if not reason.strip():
        return REASON_MISSING
    row = _closable(assessment, clock())
    if isinstance(row, Refusal):
        return row
    book = log or evidence_log()
    index = log_counted(book, row, CLOSE, lambda first: _leaf(book, row, first, clock()), clock)
    if isinstance(index, Refusal):
        return index
    return _closed(row.id, actor, reason.strip(), index, clock)


@transaction.atomic
def _closable(assessment: str, now: datetime) -> Assessment | Refusal:
    row = open_of(assessment)
    if isinstance(row, Refusal):
        return row
    return _running(row, now) or row


def _closed(assessment: str, actor: str, reason: str, index: int, clock: Clock) -> AssessmentView:
    with transaction.atomic():
        row = Assessment.objects.select_for_update().get(pk=assessment)
        if row.status == Assessment.Status.OPEN:
            row.status, row.closed_at = Assessment.Status.CLOSED, clock()
            row.save(update_fields=["status", "closed_at"])
            subject = f"assessment:{row.id}"
            after: dict[str, Json] = {"log_index": index}
            record_change(actor, "assessment.close", subject, reason=reason, after=after, clock=clock)
    return assessment_view(row, commit_index(row.id))


def _leaf(log: Log, row: Assessment, first: int, now: datetime) -> bytes | Refusal:
    """What the log holds of this event before `first`, as its last word; refused while a session is open in it."""
    start = commit_index(row.id)
    assert start is not None  # it is open, so it was committed
    counts: Counter[str] = Counter()
    finals: list[bytes] = []
    unshut: dict[int, str] = {}
    for index, leaf in log.leaves(start, first):
        body = json.loads(leaf)
        if body["ev"] != row.event:
            continue
        counts[body["t"]] += 1
        if body["t"] == "score":
            finals.append(leaf)
        elif body["t"] == "sitting.open":
            unshut[index] = body["session"]
        elif body["t"] == "sitting.close":
            unshut.pop(body["open"], None)
    if unshut:
        return _not_sealed(Session.objects.filter(pk__in=unshut.values()))
    return leaves.event_close(
        ev=row.event, at=now, event=start, counts=counts, final_root=tree_root(finals).hex()
    )


def _running(row: Assessment, now: datetime) -> Refusal | None:
    running = row.sessions.filter(opens__lte=now, closes__gte=now).first()
    if running is None:
        return None
    return Refusal(
        "SESSIONS_RUNNING",
        f"{running.title} masih berlangsung; tutup kegiatan setelah sesi itu selesai.",
        f"{running.title} is still running; close the assessment after it has ended.",
    )


def _not_sealed(sessions: models.QuerySet[Session]) -> Refusal:
    titles = ", ".join(session.title for session in sessions)
    return Refusal(
        "SESSIONS_NOT_SEALED",
        f"{titles} belum ditutup di log karena jawabannya masih disegel; coba lagi beberapa menit setelah sesi "
        "berakhir.",
        f"{titles}: not closed in the log yet, because answers are still being sealed; try again a few minutes "
        "after the session has ended.",
    )

"""Close an assessment: the log gets the counts of everything it holds and a root over all scores."""

from __future__ import annotations

import json
from collections import Counter

from django.db import transaction

from takar.accounts.public import record_change
from takar.assessments.actions.locked import open_of
from takar.assessments.actions.log_once import log_once
from takar.assessments.domain.values import AssessmentView
from takar.assessments.models import Assessment, LogEntry
from takar.assessments.queries import assessment_view, commit_index
from takar.assessments.refusals import REASON_MISSING, UNKNOWN_ASSESSMENT
from takar.assessments.wiring import evidence_log
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.ledger.public import Log, leaves, tree_root

CLOSE = "event.close"


def close_assessment(
    assessment: str, actor: str, reason: str, *, clock: Clock = utc_now, log: Log | None = None
) -> AssessmentView | Refusal:
    """Close an open assessment. Refuses ASSESSMENT_NOT_OPEN, REASON_MISSING, SESSIONS_RUNNING."""
    if not reason.strip():
        return REASON_MISSING
    log = log or evidence_log()
    entry = _prepared(assessment, clock, log)
    if isinstance(entry, Refusal):
        return entry
    index = log_once(log, entry)
    with transaction.atomic():
        row = Assessment.objects.select_for_update().get(pk=assessment)
        if row.status == Assessment.Status.OPEN:
            row.status, row.closed_at = Assessment.Status.CLOSED, clock()
            row.save(update_fields=["status", "closed_at"])
            record_change(
                actor,
                "assessment.close",
                f"assessment:{row.id}",
                reason=reason.strip(),
                after={"log_index": index},
                clock=clock,
            )
    return assessment_view(row, commit_index(row.id))


def note_release(assessment: str, actor: str, reason: str, *, clock: Clock = utc_now) -> None:
    """Note when held results were released. Call inside the transaction that releases them."""
    Assessment.objects.filter(pk=assessment, released_at=None).update(released_at=clock())
    record_change(actor, "results.release", f"assessment:{assessment}", reason=reason, clock=clock)


def _prepared(assessment: str, clock: Clock, log: Log) -> LogEntry | Refusal:
    with transaction.atomic():
        row = open_of(assessment)
        if isinstance(row, Refusal):
            return row
        earlier = row.log_entries.filter(kind=CLOSE).first()
        if earlier:
            return earlier
        now = clock()
        running = row.sessions.filter(opens__lte=now, closes__gte=now).first()
        if running:
            return _running(running.title)
        event = commit_index(row.id)
        if event is None:
            return UNKNOWN_ASSESSMENT
        counts, final_root = _tally(log, row.event, event)
        leaf = leaves.event_close(ev=row.event, at=now, event=event, counts=counts, final_root=final_root)
        return LogEntry.objects.create(
            assessment=row, kind=CLOSE, leaf=leaf.decode(), scan_from=log.size, at=now
        )


def _tally(log: Log, ev: str, start: int) -> tuple[dict[str, int], str]:
    """Leaves of this event per type, and the root over its score leaves in the order of the log."""
    counts: Counter[str] = Counter()
    finals: list[bytes] = []
    for _, leaf in log.leaves(start):
        body = json.loads(leaf)
        if body["ev"] == ev:
            counts[body["t"]] += 1
            if body["t"] == "score":
                finals.append(leaf)
    return dict(counts), tree_root(finals).hex()


def _running(title: str) -> Refusal:
    return Refusal(
        "SESSIONS_RUNNING",
        f"{title} masih berlangsung; tutup kegiatan setelah sesi itu selesai.",
        f"{title} is still running; close the assessment after it has ended.",
    )

"""Commit an assessment to the log, then hand packages and tickets to the exam store, then open it.

Each step may crash: pressing again goes on where it stopped and repeats nothing.
"""

from __future__ import annotations

from django.db import transaction

from takar.accounts.public import record_change
from takar.assessments.actions.issue_tickets import issue_tickets
from takar.assessments.actions.log_once import log_once
from takar.assessments.commitments import commitment_of, names_on
from takar.assessments.domain.commitment import Commitment
from takar.assessments.domain.values import AssessmentView
from takar.assessments.models import Assessment, LogEntry, Opening
from takar.assessments.plans import faults_of
from takar.assessments.ports import ExamStore
from takar.assessments.queries import COMMIT, assessment_view
from takar.assessments.refusals import FIXED, UNKNOWN_ASSESSMENT
from takar.assessments.wiring import evidence_log, exam_store, vault
from takar.kernel.clock import Clock, day_in, utc_now
from takar.kernel.refusals import Refusal
from takar.ledger.public import Log, leaves

COMPONENT = {"code": "CAT", "name": "Tes kompetensi berbantuan komputer", "weight": "100"}


def open_assessment(
    assessment: str,
    actor: str,
    *,
    clock: Clock = utc_now,
    log: Log | None = None,
    store: ExamStore | None = None,
) -> AssessmentView | Refusal:
    """Open a ready draft. Refuses ASSESSMENT_NOT_READY with every missing thing in data["missing"]."""
    log = log or evidence_log()
    entry = _prepared(assessment, actor, clock, log)
    if isinstance(entry, Refusal):
        return entry
    index = log_once(log, entry)
    issue_tickets(assessment, store or exam_store())
    with transaction.atomic():
        row = Assessment.objects.select_for_update().get(pk=assessment)
        if row.status == Assessment.Status.DRAFT:
            row.status, row.opened_at = Assessment.Status.OPEN, clock()
            row.save(update_fields=["status", "opened_at"])
            record_change(
                actor, "assessment.open", f"assessment:{row.id}", after={"log_index": index}, clock=clock
            )
    return assessment_view(row, index)


def _prepared(assessment: str, actor: str, clock: Clock, log: Log) -> LogEntry | Refusal:
    """The event.commit entry: an earlier one if an opening was interrupted, else a fresh one."""
    with transaction.atomic():
        row = Assessment.objects.select_for_update().filter(pk=assessment).first()
        if row is None:
            return UNKNOWN_ASSESSMENT
        if row.status != Assessment.Status.DRAFT:
            return FIXED
        earlier = row.log_entries.filter(kind=COMMIT).first()
        if earlier:
            return earlier
        missing = faults_of(row, clock())
        if missing:
            return _not_ready(missing)
        return _freeze(row, commitment_of(row), clock, log)


def _freeze(row: Assessment, commitment: Commitment, clock: Clock, log: Log) -> LogEntry:
    now = clock()
    Opening.objects.create(
        assessment=row,
        rules=commitment.rules,
        names=names_on(day_in(row.zone, now)),
        roster=commitment.roster,
        roster_root=commitment.roster_root,
        form_root=commitment.form_root,
        key_root=commitment.key_root,
        ruleset_digest=commitment.ruleset_digest,
        at=now,
    )
    vault().admit(row.event, [str(one["p"]) for one in commitment.roster])
    leaf = leaves.event_commit(
        ev=row.event,
        at=now,
        organiser=row.organiser,
        title=row.title,
        purpose=row.purpose,
        components=[COMPONENT],
        form_root=commitment.form_root,
        key_root=commitment.key_root,
        cut_digest=commitment.rules_digest,
        norm_digest=commitment.ruleset_digest,
        roster_root=commitment.roster_root,
        policy=commitment.policy,
        prog=commitment.program,
        schedule=commitment.schedule,
        appeal_days=row.objection_days,
        erase_after=commitment.erase_after,
    )
    return LogEntry.objects.create(
        assessment=row, kind=COMMIT, leaf=leaf.decode(), scan_from=log.checkpoint().size, at=now
    )


def _not_ready(missing: list[Refusal]) -> Refusal:
    listed_id = " ".join(fault.id for fault in missing)
    listed_en = " ".join(fault.en for fault in missing)
    return Refusal(
        "ASSESSMENT_NOT_READY",
        f"Kegiatan belum dapat dibuka. {listed_id}",
        f"The assessment cannot be opened yet. {listed_en}",
        {"missing": [{"code": fault.code, "id": fault.id, "en": fault.en} for fault in missing]},
    )

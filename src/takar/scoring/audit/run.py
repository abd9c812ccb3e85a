"""Runs an audit and keeps its result."""

from __future__ import annotations

import json
from collections.abc import Iterator

from django.conf import settings

from takar.assessments.public import (
    AssessmentView,
    ParticipantView,
    assessment,
    evidence_log,
    opening,
    participants_in,
    vault,
)
from takar.attendance.public import check_days
from takar.delivery.public import Journal, open_journal
from takar.jobs.public import Progress
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.ledger.public import Log
from takar.planning.public import batch_of_assessment
from takar.scoring.audit.foundation import commitment_findings, log_findings
from takar.scoring.audit.person import PersonAudit
from takar.scoring.audit.release import release_findings
from takar.scoring.domain.audit import Finding, whole
from takar.scoring.models import Audit, Beat, Outcome, SealedRecord
from takar.scoring.sealing.frozen import frozen_now
from takar.scoring.sealing.sessions import heads_root


def audit_scores(
    assessment_id: str, actor: str, *, progress: Progress | None = None, clock: Clock = utc_now
) -> Audit | Refusal:
    """Compare everything that stands behind every score of an assessment. Changes nothing but its own result.

    Refuses AUDIT_NOT_OPENED: before opening there is nothing to compare with.
    """
    view, frozen_then = assessment(assessment_id), opening(assessment_id)
    if view is None or frozen_then is None or view.commit_index is None:
        return _not_opened()
    started = clock()
    log, journal = evidence_log(), open_journal(settings.TAKAR.exam_db)
    head = log.checkpoint()
    try:
        found = [*log_findings(log), *commitment_findings(view, frozen_then, log, journal)]
        records = list(SealedRecord.objects.filter(assessment=view.id).order_by("score_index"))
        found += _people(view, records, log, journal, progress)
        found += _beats(view, log, journal)
        found += _days(view, log)
    finally:
        journal.close()
    return Audit.objects.create(
        assessment=view.id,
        by=actor,
        at=started,
        ended_at=clock(),
        checked=len(records),
        findings=[one.as_json() for one in found],
        log_size=head.size,
        log_root=head.root.hex(),
    )


def _people(
    view: AssessmentView,
    records: list[SealedRecord],
    log: Log,
    journal: Journal,
    progress: Progress | None,
) -> list[Finding]:
    people = {one.sitting: one for one in participants_in(view.id)}
    outcomes = {one.sitting: one for one in Outcome.objects.filter(assessment=view.id)}
    audit = PersonAudit(frozen_now(view.id), log, vault(), journal)
    found: list[Finding] = []
    for done, record in enumerate(records, 1):
        who = people.get(record.sitting)
        if who is not None:
            found += audit.findings(who, record, outcomes.get(record.sitting))
        if progress:
            progress(done, len(records))
    found += _without_seal(people, records, outcomes, journal)
    found += release_findings(view, outcomes.values(), log, judged=audit.frozen.judged is True)
    return found + list(_log_without_record(view, records, log))


def _without_seal(
    people: dict[str, ParticipantView],
    records: list[SealedRecord],
    outcomes: dict[str, Outcome],
    journal: Journal,
) -> list[Finding]:
    sealed = {record.sitting for record in records}
    found = []
    for sitting, who in people.items():
        if sitting in sealed:
            continue
        if sitting in outcomes:
            found.append(_unsealed(who, "OUTCOME_UNSEALED", *_INVENTED))
        elif any(row.kind == "submitted" for row in journal.stream(sitting)):
            found.append(_unsealed(who, "NOT_SEALED", *_FORGOTTEN))
    return found


def _log_without_record(view: AssessmentView, records: list[SealedRecord], log: Log) -> Iterator[Finding]:
    known = {record.score_index for record in records}
    for index, leaf in log.leaves(view.commit_index or 0):
        body = json.loads(leaf)
        if body["ev"] == view.event and body["t"] == "score" and index not in known:
            yield whole(
                "RECORD_MISSING",
                "log",
                f"Catatan skor #{index} di log tidak ada lagi di basis data kantor.",
                f"Score leaf #{index} of the log is no longer in the office database.",
            )


def _beats(view: AssessmentView, log: Log, journal: Journal) -> list[Finding]:
    """The heads that were logged every minute during the sitting against the journal of today."""
    numbers = {one.sitting: one for one in participants_in(view.id)}
    sessions = {one.session for one in numbers.values() if one.session}
    heads: dict[str, dict[int, str]] = {}
    found: list[Finding] = []
    for beat in Beat.objects.filter(session__in=sessions):
        if json.loads(log.leaf(beat.index)).get("root") != heads_root(beat.heads):
            found.append(
                whole(
                    "BEAT_DIFFERS",
                    "beat",
                    f"Rangkuman jurnal pada catatan #{beat.index} tidak cocok dengan log.",
                    f"The journal summary of leaf #{beat.index} does not match the log.",
                )
            )
            continue
        for sitting, ordinal, chain in beat.heads:
            heads.setdefault(sitting, {})[ordinal] = chain
    for sitting, marks in heads.items():
        chains = {row.ordinal: row.chain for row in journal.stream(sitting)}
        changed = [ordinal for ordinal, chain in marks.items() if chains.get(ordinal) != chain]
        if changed and sitting in numbers:
            found.append(_unsealed(numbers[sitting], "JOURNAL_REWRITTEN", *_rewritten(min(changed))))
    return found


def _days(view: AssessmentView, log: Log) -> list[Finding]:
    """The attendance sheets of the batch, as they were signed and logged."""
    batch = batch_of_assessment(view.id)
    found = check_days(batch.id, log=log) if batch else ()
    return [whole(one.code, "attendance", one.id, one.en) for one in found]


def _rewritten(ordinal: int) -> tuple[str, str]:
    return (
        f"jurnal ujian sampai kejadian ke-{ordinal} bukan yang dirangkum di log saat ujian",
        f"the exam journal up to event {ordinal} is not the one summarised in the log during the sitting",
    )


def _unsealed(who: ParticipantView, code: str, id_: str, en: str) -> Finding:
    return Finding(
        code, who.number, code.lower(), f"Peserta {who.number}: {id_}.", f"Participant {who.number}: {en}."
    )


def _not_opened() -> Refusal:
    return Refusal(
        "AUDIT_NOT_OPENED",
        "Kegiatan ini belum dibuka, jadi belum ada yang dapat diaudit; pilih kegiatan yang sudah dibuka.",
        "This assessment is not open yet, so there is nothing to audit; choose one that has been opened.",
    )


_INVENTED = (
    "hasil ada di basis data kantor tetapi tidak pernah disegel di log",
    "there is a result in the office database that was never sealed in the log",
)
_FORGOTTEN = (
    "jawaban sudah dikirim tetapi belum disegel di log",
    "answers were submitted but are not sealed in the log",
)

"""Put the release of held results on record: in the log for everyone, in the trail with who and why."""

from __future__ import annotations

import json
from datetime import datetime

from django.db import transaction

from takar.accounts.public import record_change
from takar.assessments.actions.log_once import log_counted
from takar.assessments.models import Assessment
from takar.assessments.promises import judged_of
from takar.assessments.queries import commit_index
from takar.assessments.refusals import REASON_MISSING
from takar.assessments.wiring import evidence_log
from takar.kernel.canonical import Json
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.ledger.public import Log, leaves

RELEASE = "release"


def log_release(
    assessment: str, actor: str, reason: str, *, clock: Clock = utc_now, log: Log | None = None
) -> int | Refusal:
    """The index of the one release leaf of an assessment that holds its results.

    From then on results are shown, those sealed later too. Call it outside of a transaction. Refuses
    RELEASE_NOT_HELD, RELEASE_JUDGED, REASON_MISSING, RELEASE_TOO_EARLY.
    """
    row = Assessment.objects.filter(pk=assessment, visible_when=Assessment.When.HELD).first()
    start = commit_index(assessment)
    if row is None or start is None:
        return _not_held()
    if judged_of(row.id, row.form) is True:
        return _judged()
    if not reason.strip():
        return REASON_MISSING
    book = log or evidence_log()
    index = log_counted(book, row, RELEASE, lambda first: _leaf(book, row, start, first, clock()), clock)
    if isinstance(index, Refusal):
        return index
    with transaction.atomic():
        Assessment.objects.filter(pk=row.id, released_at=None).update(released_at=clock())
        subject = f"assessment:{row.id}"
        after: dict[str, Json] = {"log_index": index}
        record_change(actor, "results.release", subject, reason=reason.strip(), after=after, clock=clock)
    return index


def _leaf(log: Log, row: Assessment, start: int, first: int, now: datetime) -> bytes | Refusal:
    bodies = (json.loads(leaf) for _, leaf in log.leaves(start, first))
    scores = sum(body["ev"] == row.event and body["t"] == "score" for body in bodies)
    if not scores:
        return _too_early()
    return leaves.release(ev=row.event, at=now, event=start, scores=scores)


def _not_held() -> Refusal:
    return Refusal(
        "RELEASE_NOT_HELD",
        "Kegiatan ini tidak menahan hasil; peserta sudah melihatnya setelah mengirim jawaban.",
        "This assessment holds no results; participants saw them when they submitted.",
    )


def _judged() -> Refusal:
    return Refusal(
        "RELEASE_JUDGED",
        "Kegiatan ini tidak mempunyai nilai mesin yang ditahan; peserta sudah memegang tanda terimanya. Hasilnya adalah "
        "laporan rapat asesor.",
        "This assessment has no machine score that could be held; participants have their receipts. Its result is the report "
        "of the assessor meeting.",
    )


def _too_early() -> Refusal:
    return Refusal(
        "RELEASE_TOO_EARLY",
        "Belum ada hasil yang tersegel di log; umumkan setelah peserta mengirim jawaban dan hasilnya dihitung.",
        "No result is sealed in the log yet; release them after participants have submitted and were scored.",
    )

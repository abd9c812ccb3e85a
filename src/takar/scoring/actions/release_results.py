"""Show held results: to the office as results that may be reported, to each participant on his screen."""

from __future__ import annotations

from django.conf import settings

from takar.assessments.public import evidence_log, log_release, vault
from takar.attendance.public import Completeness, incomplete
from takar.delivery.public import open_journal
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.planning.public import batch_of_assessment
from takar.scoring.models import Outcome, SealedRecord
from takar.scoring.sealing.publish import Publisher


def release_results(assessment: str, actor: str, reason: str, *, clock: Clock = utc_now) -> int | Refusal:
    """Publish what was held, as far as the committed policy allows; returns how many.

    The release is logged first, so that a sitting sealed later is shown at once. Running it again continues
    where it stopped. Refuses RELEASE_NOT_HELD, RELEASE_TOO_EARLY, REASON_MISSING, and RELEASE_INCOMPLETE while somebody
    of its batch lacks a tool or a competency: what was not assessed is missing, never a low score.
    """
    batch = batch_of_assessment(assessment)
    lacking = incomplete(batch=batch.id, clock=clock) if batch else ()
    if lacking:
        return _incomplete(lacking)
    logged = log_release(assessment, actor, reason, clock=clock)
    if isinstance(logged, Refusal):
        return logged
    held = Outcome.objects.filter(assessment=assessment, status=Outcome.Status.HELD).values("sitting")
    records = SealedRecord.objects.filter(sitting__in=held).order_by("seal_index")
    journal = open_journal(settings.TAKAR.exam_db)
    try:
        publisher = Publisher(evidence_log(), vault(), journal, clock)
        return len([publisher.publish(record) for record in list(records)])
    finally:
        journal.close()


def _incomplete(lacking: tuple[Completeness, ...]) -> Refusal:
    numbers = [one.number or one.name for one in lacking]
    listed = ", ".join(numbers[:12]) + (" …" if len(numbers) > 12 else "")
    return Refusal(
        "RELEASE_INCOMPLETE",
        f"Belum semua peserta gelombang ini menjalani semua alat ukur: {listed}. Yang belum dijalani bukan nilai rendah, jadi "
        "belum ada hasil akhir. Catat presensinya, putuskan gugur, atau beri tempat pengganti; lalu umumkan.",
        f"Not everybody in this batch has done every tool: {listed}. What was not done is not a low score, so there is no "
        "final result yet. Note their attendance, decide who is out, or give them another place; then release.",
        {"numbers": list(numbers)},
    )

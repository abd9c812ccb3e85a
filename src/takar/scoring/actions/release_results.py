"""Show held results: to the office as results that may be reported, to each participant on his screen."""

from __future__ import annotations

from django.conf import settings

from takar.assessments.public import evidence_log, log_release, vault
from takar.delivery.public import open_journal
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.scoring.models import Outcome, SealedRecord
from takar.scoring.sealing.publish import Publisher


def release_results(assessment: str, actor: str, reason: str, *, clock: Clock = utc_now) -> int | Refusal:
    """Publish what was held, as far as the committed policy allows; returns how many.

    The release is logged first, so that a sitting sealed later is shown at once. Running it again continues
    where it stopped. Refuses RELEASE_NOT_HELD, RELEASE_TOO_EARLY, REASON_MISSING.
    """
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

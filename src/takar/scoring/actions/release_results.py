"""Show held results: to the office as results that may be reported, to each participant on his screen."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction

from takar.assessments.public import assessment, evidence_log, note_release, vault
from takar.delivery.public import open_journal
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.scoring.models import Outcome, SealedRecord
from takar.scoring.sealing.publish import Publisher


def release_results(assessment_id: str, actor: str, reason: str, *, clock: Clock = utc_now) -> int | Refusal:
    """Publish what was held, as far as the committed policy allows; returns how many.

    The release is noted first, so that a sitting sealed later is shown at once. Running it again continues
    where it stopped. Refuses RELEASE_NOT_HELD, REASON_MISSING.
    """
    view = assessment(assessment_id)
    if view is None or view.visibility.when != "held" or view.commit_index is None:
        return _not_held()
    if not reason.strip():
        return _reason()
    with transaction.atomic():
        note_release(view.id, actor, reason.strip(), clock=clock)
    journal = open_journal(settings.TAKAR.exam_db)
    publisher = Publisher(evidence_log(), vault(), journal, clock)
    held = Outcome.objects.filter(assessment=view.id, status=Outcome.Status.HELD).values_list(
        "sitting", flat=True
    )
    records = SealedRecord.objects.filter(sitting__in=list(held))
    try:
        for record in records:
            publisher.publish(record)
    finally:
        journal.close()
    return len(records)


def _not_held() -> Refusal:
    return Refusal(
        "RELEASE_NOT_HELD",
        "Kegiatan ini tidak menahan hasil; peserta sudah melihatnya setelah mengirim jawaban.",
        "This assessment holds no results; participants saw them when they submitted.",
    )


def _reason() -> Refusal:
    return Refusal(
        "REASON_MISSING",
        "Tuliskan alasan pengumuman, misalnya nomor surat; alasan tersimpan dalam jejak perubahan.",
        "Write the reason for the release, such as the letter's number; it is kept in the trail.",
    )

"""A batch is made known to its people, and is over after its last day."""

from __future__ import annotations

from django.db import transaction

from takar.accounts.public import record_change
from takar.kernel.canonical import Json
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.planning.domain.values import BatchView
from takar.planning.models import Batch, Plan
from takar.planning.queries import batch as batch_view
from takar.planning.refusals import UNKNOWN_BATCH

_EMPTY = Refusal(
    "BATCH_EMPTY",
    "Gelombang ini belum berisi orang, jadi tidak ada yang diumumkan. Isi dahulu, lalu umumkan.",
    "Nobody is in this batch yet, so there is nothing to announce. Fill it first, then announce it.",
)


def announce_batch(
    batch: str, actor: str, *, reason: str = "", clock: Clock = utc_now
) -> BatchView | Refusal:
    """Planned becomes announced; announcing twice changes nothing. Refuses BATCH_UNKNOWN, BATCH_EMPTY."""
    return _turn(batch, Batch.Status.PLANNED, Batch.Status.ANNOUNCED, "batch.announce", actor, reason, clock)


def finish_batch(batch: str, actor: str, *, reason: str = "", clock: Clock = utc_now) -> BatchView | Refusal:
    """Announced becomes done. Refuses BATCH_UNKNOWN, BATCH_EMPTY."""
    return _turn(batch, Batch.Status.ANNOUNCED, Batch.Status.DONE, "batch.finish", actor, reason, clock)


def _turn(
    batch: str, old: Batch.Status, new: Batch.Status, code: str, actor: str, reason: str, clock: Clock
) -> BatchView | Refusal:
    with transaction.atomic():
        row = Batch.objects.filter(pk=batch, plan__status=Plan.Status.ADOPTED).first()
        if row is None:
            return UNKNOWN_BATCH
        if not row.places.filter(freed_at=None).exists():
            return _EMPTY
        if row.status == old:
            row.status = new
            row.save(update_fields=["status"])
            after: dict[str, Json] = {"status": str(new), "number": row.number}
            record_change(actor, code, f"batch:{batch}", reason=reason, after=after, clock=clock)
    view = batch_view(batch)
    assert view is not None
    return view

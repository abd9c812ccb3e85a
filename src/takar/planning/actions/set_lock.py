"""Lock a part of a plan, so that arranging the rest again leaves it alone."""

from __future__ import annotations

from typing import Literal

from django.db import transaction

from takar.accounts.public import record_change
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.planning.models import Batch, Duty, Place
from takar.planning.refusals import UNKNOWN_BATCH, UNKNOWN_PLACE

Part = Literal["batch", "place", "duty"]


def set_lock(part: Part, key: str | int, on: bool, actor: str, *, clock: Clock = utc_now) -> bool | Refusal:
    """True when it changed. `key`: id of the batch, place or duty. Refuses BATCH_UNKNOWN, PLACE_UNKNOWN."""
    with transaction.atomic():
        row = _row(part, key)
        if row is None:
            return UNKNOWN_BATCH if part == "batch" else UNKNOWN_PLACE
        if row.locked == on:
            return False
        row.locked = on
        row.save(update_fields=["locked"])
        batch = row.pk if isinstance(row, Batch) else row.batch_id
        code = "plan.lock" if on else "plan.unlock"
        record_change(actor, code, f"batch:{batch}", after={"part": part, "key": str(key)}, clock=clock)
    return True


def _row(part: Part, key: str | int) -> Batch | Place | Duty | None:
    if part == "batch":
        return Batch.objects.filter(pk=key).first()
    if part == "place":
        return Place.objects.filter(pk=key, freed_at=None).first()
    return Duty.objects.filter(pk=key).first()

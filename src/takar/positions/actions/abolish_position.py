"""Take a position off the map; it stays on record, because decisions point to it."""

from __future__ import annotations

from django.db import transaction
from django.utils.timezone import localdate

from takar.accounts.public import record_change
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.positions.actions.change_position import REASON_MISSING
from takar.positions.models import PositionRecord

STILL_HELD = Refusal(
    "POSITION_STILL_HELD",
    "Jabatan ini masih dipangku. Kosongkan pemangkunya lebih dahulu, supaya tidak ada orang tanpa jabatan yang tercatat.",
    "This position is still held. Remove its holder first, so that nobody loses a post unnoticed.",
)
NOT_THERE = Refusal(
    "POSITION_UNKNOWN",
    "Jabatan ini tidak ada lagi dalam peta. Muat ulang daftarnya.",
    "This position is no longer on the map. Reload the list.",
)


def abolish_position(code: str, *, actor: str, reason: str, clock: Clock = utc_now) -> Refusal | None:
    """Refuses POSITION_REASON_MISSING, POSITION_UNKNOWN and POSITION_STILL_HELD."""
    if not reason.strip():
        return REASON_MISSING
    with transaction.atomic():
        rows = PositionRecord.objects.select_for_update().filter(code=code, abolished_on__isnull=True)
        row = rows.first()
        if row is None:
            return NOT_THERE
        if row.holder:
            return STILL_HELD
        row.abolished_on = localdate(clock())
        row.save()
        record_change(actor, "position.abolish", f"position:{code}", reason=reason.strip(), clock=clock)
    return None

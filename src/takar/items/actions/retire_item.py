from __future__ import annotations

from django.db import transaction

from takar.accounts.public import record_change
from takar.items.actions.review_item import unknown_item
from takar.items.domain.scales import Status
from takar.items.models import Item
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal


def retire_item(item_id: str, actor: str, *, reason: str, clock: Clock = utc_now) -> Item | Refusal:
    """Take an item out of use for coming forms; sealed forms keep it. Needs a reason.

    Refuses ITEM_UNKNOWN, ITEM_REASON_MISSING, ITEM_RETIRED.
    """
    if not reason.strip():
        return Refusal(
            "ITEM_REASON_MISSING",
            "Alasan belum diisi. Tulislah alasan agar perubahan ini dapat dipertanggungjawabkan.",
            "The reason is missing. Write it so that this change can be accounted for.",
        )
    with transaction.atomic():
        item = Item.objects.select_for_update().filter(id=item_id).first()
        if item is None:
            return unknown_item(item_id)
        if item.status == Status.RETIRED:
            return Refusal(
                "ITEM_RETIRED",
                f"Butir {item_id} sudah ditarik. Buatlah versi baru bila ingin dipakai lagi.",
                f"Item {item_id} is already retired. Make a new version to use it again.",
            )
        before, item.status = item.status, Status.RETIRED
        item.save(update_fields=["status"])
        record_change(
            actor,
            "items.retire",
            f"item:{item_id}",
            reason=reason,
            before=before,
            after=str(item.status),
            clock=clock,
        )
    return item

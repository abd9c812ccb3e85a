from __future__ import annotations

from django.db import transaction

from takar.accounts.public import record_change
from takar.items.domain.scales import Status
from takar.items.models import Item, ItemVersion, Review
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal


def review_item(
    item_id: str, version: int, reviewer: str, *, note: str = "", clock: Clock = utc_now
) -> Review | Refusal:
    """Approve this version for use in forms. The reviewer must not be its author.

    Refuses ITEM_UNKNOWN, ITEM_VERSION_OLD (someone changed it meanwhile), ITEM_NOT_DRAFT, ITEM_OWN_REVIEW.
    """
    with transaction.atomic():
        item = Item.objects.select_for_update().filter(id=item_id).first()
        if item is None:
            return unknown_item(item_id)
        newest = ItemVersion.objects.get(item=item, number=item.version)
        refusal = _may_not(item, newest, version, reviewer)
        if refusal is not None:
            return refusal
        item.status = Status.REVIEWED
        item.save(update_fields=["status"])
        record_change(
            reviewer, "items.review", f"item:{item_id}", reason=note, after={"version": version}, clock=clock
        )
        return Review.objects.create(
            version=newest, author=newest.author, reviewer=reviewer, note=note, at=clock()
        )


def unknown_item(item_id: str) -> Refusal:
    return Refusal(
        "ITEM_UNKNOWN",
        f"Butir {item_id} tidak ada di bank soal. Periksa kodenya di daftar butir.",
        f"Item {item_id} is not in the bank. Check its code in the list of items.",
    )


def _may_not(item: Item, newest: ItemVersion, version: int, reviewer: str) -> Refusal | None:
    if newest.number != version:
        return Refusal(
            "ITEM_VERSION_OLD",
            f"Butir {item.id} sudah berubah menjadi versi {newest.number}. Muat ulang halaman dan telaah versi itu.",
            f"Item {item.id} has meanwhile become version {newest.number}. Reload the page and review that version.",
        )
    if item.status != Status.DRAFT:
        return Refusal(
            "ITEM_NOT_DRAFT",
            f"Butir {item.id} tidak sedang menunggu telaah. Ubah butirnya terlebih dahulu bila perlu ditelaah lagi.",
            f"Item {item.id} is not waiting for review. Revise it first if it must be reviewed again.",
        )
    if newest.author == reviewer:
        return Refusal(
            "ITEM_OWN_REVIEW",
            "Penulis tidak boleh menelaah butirnya sendiri. Mintalah penulis soal lain untuk menelaahnya.",
            "Authors may not review their own items. Ask another item author to review it.",
        )
    return None

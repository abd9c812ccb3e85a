from __future__ import annotations

from django.db import transaction

from takar.accounts.public import record_change
from takar.items.actions.review_item import unknown_item
from takar.items.actions.write_version import write_next
from takar.items.domain.checks import faults_of
from takar.items.domain.item import Entry
from takar.items.models import Item, ItemVersion
from takar.items.queries import newest_entries
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal


def revise_item(
    entry: Entry, actor: str, *, reason: str, base: int, clock: Clock = utc_now
) -> ItemVersion | tuple[Refusal, ...]:
    """Make a new version of an item from `base`, the version the author saw. It must be reviewed again.

    Refusals: ITEM_UNKNOWN, ITEM_VERSION_OLD, ITEM_SAME, ITEM_REASON_MISSING, and every fault of `faults_of`.
    """
    faults = faults_of(entry)
    if faults:
        return faults
    with transaction.atomic():
        item = Item.objects.select_for_update().filter(id=entry.item.id).first()
        refusal = _may_not(item, entry, base, reason)
        if refusal is not None:
            return (refusal,)
        version = write_next(entry, actor, reason=reason, clock=clock)
        record_change(
            actor,
            "items.revise",
            f"item:{entry.item.id}",
            reason=reason,
            before={"version": base},
            after={"version": version.number, "digest": version.digest},
            clock=clock,
        )
    return version


def _may_not(item: Item | None, entry: Entry, base: int, reason: str) -> Refusal | None:
    if item is None:
        return unknown_item(entry.item.id)
    if not reason.strip():
        return Refusal(
            "ITEM_REASON_MISSING",
            "Alasan perubahan belum diisi. Tulislah apa yang diperbaiki dan mengapa.",
            "The reason is missing. Write what was mended and why.",
            {"field": "reason"},
        )
    if item.version != base:
        return Refusal(
            "ITEM_VERSION_OLD",
            f"Butir {item.id} sudah diubah orang lain menjadi versi {item.version}. Buka versi itu lalu ulangi perubahan Anda.",
            f"Someone else made version {item.version} of item {item.id}. Open that version and repeat your change.",
        )
    if newest_entries([item.id])[item.id].digest() == entry.digest():
        return Refusal(
            "ITEM_SAME",
            "Tidak ada yang berubah. Ubah pokok soal, opsi, atau bobot sebelum menyimpan.",
            "Nothing has changed. Change the stem, an option or a weight before saving.",
        )
    return None

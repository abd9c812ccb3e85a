"""Insert a version; the callers decide whether it may be."""

from __future__ import annotations

from collections.abc import Sequence

from takar.items.domain.item import Entry
from takar.items.domain.scales import Status
from takar.items.models import Item, ItemVersion
from takar.kernel.clock import Clock


def write_first(entries: Sequence[Entry], author: str, *, origin: str, reason: str, clock: Clock) -> None:
    """New items with version 1, as drafts."""
    items = [Item(id=entry.item.id, version=1, origin=origin[:120], status=Status.DRAFT) for entry in entries]
    for item, entry in zip(items, entries, strict=True):
        _describe(item, entry)
    Item.objects.bulk_create(items, batch_size=200)
    versions = [
        _version(item, entry.numbered(1), author, reason, clock)
        for item, entry in zip(items, entries, strict=True)
    ]
    ItemVersion.objects.bulk_create(versions, batch_size=200)


def write_next(entry: Entry, author: str, *, reason: str, clock: Clock) -> ItemVersion:
    """The next version of an existing item, again a draft."""
    item = Item.objects.select_for_update().get(id=entry.item.id)
    item.version += 1
    item.status = Status.DRAFT
    _describe(item, entry)
    item.save()
    version = _version(item, entry.numbered(item.version), author, reason, clock)
    version.save(force_insert=True)
    return version


def _describe(item: Item, entry: Entry) -> None:
    item.type = entry.item.type
    item.scale = entry.key.scale
    item.family = entry.family
    item.difficulty = entry.difficulty


def _version(item: Item, entry: Entry, author: str, reason: str, clock: Clock) -> ItemVersion:
    return ItemVersion(
        item=item,
        number=entry.item.version,
        content=entry.item.content(),
        key=entry.key.as_json(),
        rationale=entry.rationale,
        digest=entry.digest(),
        author=author,
        reason=reason,
        at=clock(),
    )

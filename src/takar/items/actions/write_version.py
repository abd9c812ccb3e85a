"""Insert a version; the callers decide whether it may be."""

from __future__ import annotations

from takar.items.domain.item import Entry
from takar.items.domain.scales import Status
from takar.items.models import Item, ItemVersion
from takar.kernel.clock import Clock


def write_first(entry: Entry, author: str, *, origin: str, reason: str, clock: Clock) -> ItemVersion:
    """A new item with version 1, as a draft."""
    item = Item(id=entry.item.id, version=1, origin=origin[:120], status=Status.DRAFT)
    _describe(item, entry)
    item.save(force_insert=True)
    return _insert(item, entry.numbered(1), author, reason, clock)


def write_next(entry: Entry, author: str, *, reason: str, clock: Clock) -> ItemVersion:
    """The next version of an existing item, again a draft."""
    item = Item.objects.select_for_update().get(id=entry.item.id)
    item.version += 1
    item.status = Status.DRAFT
    _describe(item, entry)
    item.save()
    return _insert(item, entry.numbered(item.version), author, reason, clock)


def _describe(item: Item, entry: Entry) -> None:
    item.type = entry.item.type
    item.scale = entry.key.scale
    item.family = entry.family
    item.difficulty = entry.difficulty


def _insert(item: Item, entry: Entry, author: str, reason: str, clock: Clock) -> ItemVersion:
    return ItemVersion.objects.create(
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

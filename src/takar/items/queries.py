"""What the bank holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, F, QuerySet

from takar.items.domain.item import Entry, entry_from
from takar.items.domain.scales import WRITTEN, Status
from takar.items.models import Item, ItemVersion


def entry_of(version: ItemVersion) -> Entry:
    """The stored version as a value. `version.item` should be loaded with it."""
    return entry_from(
        version.content,
        version.key,
        family=version.item.family,
        difficulty=version.item.difficulty,
        rationale=version.rationale,
    )


def newest_versions() -> QuerySet[ItemVersion]:
    return ItemVersion.objects.filter(number=F("item__version")).select_related("item")


def reviewed_entries(scale: str = "", kind: str = "", family: str = "") -> tuple[Entry, ...]:
    """Items that may go into a form, by code; empty arguments do not narrow."""
    wanted = {"item__scale": scale, "item__type": kind, "item__family": family}
    narrowed = {name: value for name, value in wanted.items() if value}
    found = newest_versions().filter(item__status=Status.REVIEWED, **narrowed)
    return tuple(entry_of(version) for version in found.order_by("item_id"))


def entries_of_exercise(code: str) -> dict[str, tuple[Entry, str]]:
    """The newest version of every item of an exercise that is not retired, with its status, by item code."""
    found = newest_versions().filter(item__type__in=WRITTEN).exclude(item__status=Status.RETIRED)
    rows = found.filter(content__exercise__code=code).order_by("item_id")
    return {row.item_id: (entry_of(row), row.item.status) for row in rows}


def newest_entries(ids: Iterable[str]) -> dict[str, Entry]:
    """The newest version of each of these items, whatever its status."""
    wanted = list(ids)
    found: dict[str, Entry] = {}
    for start in range(0, len(wanted), 500):
        for version in newest_versions().filter(item_id__in=wanted[start : start + 500]):
            found[version.item_id] = entry_of(version)
    return found


def entries_at(versions: Sequence[tuple[str, int]]) -> dict[tuple[str, int], Entry]:
    """Exactly these versions, however old. Raises KeyError if the bank does not know one."""
    wanted = set(versions)
    codes = sorted({code for code, _ in wanted})
    found: dict[tuple[str, int], Entry] = {}
    for start in range(0, len(codes), 500):
        rows = ItemVersion.objects.filter(item_id__in=codes[start : start + 500]).select_related("item")
        found |= {
            (row.item_id, row.number): entry_of(row) for row in rows if (row.item_id, row.number) in wanted
        }
    if missing := wanted - set(found):
        raise KeyError(sorted(missing))
    return found


@dataclass(frozen=True, slots=True)
class Stock:
    """How many items of one scale, type and family stand in each status."""

    scale: str
    type: str
    family: str
    draft: int
    reviewed: int
    retired: int

    @property
    def total(self) -> int:
        return self.draft + self.reviewed + self.retired


def stock() -> tuple[Stock, ...]:
    """Counts of the whole bank, by scale, type and family."""
    counts: dict[tuple[str, str, str], dict[str, int]] = {}
    rows = Item.objects.values_list("scale", "type", "family", "status").annotate(n=Count("id")).order_by()
    for scale, kind, family, status, n in rows:
        counts.setdefault((scale, kind, family), {})[status] = n
    return tuple(
        Stock(*place, *(by_status.get(status, 0) for status in Status))
        for place, by_status in sorted(counts.items())
    )

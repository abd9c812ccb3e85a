"""Writes leaves of rounds exactly once, whatever crashes: noted with their index under the log's lock, then appended."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from takar.exercises.models import ListedRater, Round, RoundLeaf
from takar.exercises.storage.logging import note_logged
from takar.kernel.clock import Clock
from takar.ledger.public import Log, leaves

# Given the index of the person's leaf before (or -1) and the indexes of this batch by key: the leaf, its encrypted disclosures.
Build = Callable[[int, Mapping[str, int]], tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Draft:
    """A leaf to be written once. `key` says what it is about; `p` is empty for leaves about the whole round."""

    key: str
    owner: str
    p: str
    build: Build


@dataclass(frozen=True, slots=True)
class Written:
    """`fresh`: how many leaves are new. `indexes`: of all that were asked for, by key."""

    fresh: int
    indexes: Mapping[str, int]


def write_leaves(log: Log, drafts: Callable[[], Sequence[Draft]], clock: Clock) -> Written:
    """Append those drafts that the log does not hold yet.

    `drafts` is called under the log's lock, so that nothing comes between looking and writing. Call it outside of a
    transaction: the index must be on disk before the leaf is.
    """
    noted: list[RoundLeaf] = []
    known: list[RoundLeaf] = []

    def under_lock(first: int) -> list[bytes]:
        settle(log, first)
        asked = list(drafts())
        known[:] = RoundLeaf.objects.filter(key__in=[draft.key for draft in asked])
        there = {row.key for row in known}
        noted[:] = _note([draft for draft in asked if draft.key not in there], first, clock)
        return [row.leaf.encode() for row in noted]

    log.append_with(under_lock)
    _confirm([*known, *noted])
    return Written(len(noted), {row.key: row.index for row in (*known, *noted)})


def settle(log: Log, size: int) -> int:
    """After a crash: confirm what reached the log, forget what did not. Call it under the log's lock.

    Returns how many were forgotten.
    """
    pending = list(RoundLeaf.objects.filter(logged=False))
    there = [row for row in pending if row.index < size and log.leaf(row.index, size) == row.leaf.encode()]
    lost = [row for row in pending if row not in there]
    _confirm(there)
    RoundLeaf.objects.filter(pk__in=[row.pk for row in lost]).delete()
    return len(lost)


def _note(drafts: Sequence[Draft], first: int, clock: Clock) -> list[RoundLeaf]:
    now, rows = clock(), []
    last = _last([draft.p for draft in drafts if draft.p])
    placed: dict[str, int] = {}
    for index, draft in enumerate(drafts, first):
        leaf, disclosures = draft.build(last.get(draft.p, leaves.NONE), placed)
        placed[draft.key] = index
        last[draft.p] = index
        rows.append(
            RoundLeaf(
                key=draft.key,
                round_id=draft.owner,
                p=draft.p,
                index=index,
                leaf=leaf.decode(),
                disclosures=disclosures,
                at=now,
            )
        )
    with transaction.atomic():
        RoundLeaf.objects.bulk_create(rows)
    return rows


def _last(pseudonyms: Sequence[str]) -> dict[str, int]:
    rows = RoundLeaf.objects.filter(p__in=pseudonyms).values("p").annotate(newest=Max("index")).order_by()
    return {row["p"]: row["newest"] for row in rows}


def _confirm(rows: Sequence[RoundLeaf]) -> None:
    """The leaves are in the log: tell what they are about, in one transaction with the mark."""
    if not rows:
        return
    with transaction.atomic():
        RoundLeaf.objects.filter(pk__in=[row.pk for row in rows], logged=False).update(logged=True)
        for row in rows:
            _tell(row)


def _tell(row: RoundLeaf) -> None:
    kind = row.key.partition(":")[0]
    if kind == "commit":
        Round.objects.filter(pk=row.round_id).update(index=row.index)
        ListedRater.objects.filter(round=row.round_id, added_reason="").update(index=row.index)
    elif kind == "raters":
        ListedRater.objects.filter(pk=int(row.key.rpartition(":")[2])).update(index=row.index)
    else:
        note_logged(row.key, row.index, row.leaf)

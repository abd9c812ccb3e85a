"""Append leaves whose indexes are noted in the database first, so that a crash repeats and loses nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import transaction

from takar.kernel.clock import Clock
from takar.ledger.public import Checkpoint, Log
from takar.scoring.models import LoggedLeaf, SealedRecord


@dataclass(frozen=True, slots=True)
class Draft:
    """A leaf to be written once: `key` says what it is about."""

    key: str
    assessment: str
    leaf: bytes


# Given the index of the first leaf: the leaves, and the records that belong to them.
Build = Callable[[int], tuple[Sequence[Draft], Sequence[SealedRecord]]]


def append_recorded(log: Log, build: Build, clock: Clock) -> Checkpoint:
    """Append what `build` makes, in one write. Returns the checkpoint that covers all of it."""
    noted: list[LoggedLeaf] = []

    def note(first: int) -> list[bytes]:
        drafts, records = build(first)
        noted[:] = _note(drafts, records, first, clock)
        return [draft.leaf for draft in drafts]

    checkpoint = log.append_with(note).checkpoint
    LoggedLeaf.objects.filter(pk__in=[row.pk for row in noted]).update(logged=True)
    return checkpoint


def _note(
    drafts: Sequence[Draft], records: Sequence[SealedRecord], first: int, clock: Clock
) -> list[LoggedLeaf]:
    now = clock()
    rows = [
        LoggedLeaf(key=d.key, assessment=d.assessment, index=index, leaf=d.leaf.decode(), at=now)
        for index, d in enumerate(drafts, first)
    ]
    # Committed here, while the log is still locked and without the leaves: either both come or neither.
    with transaction.atomic():
        LoggedLeaf.objects.bulk_create(rows)
        SealedRecord.objects.bulk_create(records)
    return rows


def reconcile(log: Log) -> int:
    """After a crash: confirm what reached the log, forget what did not. Returns how many were forgotten."""
    forgotten = 0

    def under_lock(size: int) -> list[bytes]:
        nonlocal forgotten
        forgotten = _settle(log, size)
        return []

    log.append_with(under_lock)  # so that no leaf is between the database and the log just now
    return forgotten


def _settle(log: Log, size: int) -> int:
    pending = list(LoggedLeaf.objects.filter(logged=False))
    there = [row for row in pending if row.index < size and log.leaf(row.index, size) == row.leaf.encode()]
    lost = [row for row in pending if row not in there]
    with transaction.atomic():
        LoggedLeaf.objects.filter(pk__in=[row.pk for row in there]).update(logged=True)
        SealedRecord.objects.filter(score_index__in=[row.index for row in lost]).delete()
        LoggedLeaf.objects.filter(pk__in=[row.pk for row in lost]).delete()
    return len(lost)

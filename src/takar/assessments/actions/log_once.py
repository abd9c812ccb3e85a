"""Append a leaf about a whole assessment exactly once, whatever crashed before."""

from __future__ import annotations

from collections.abc import Callable

from takar.assessments.models import Assessment, LogEntry
from takar.kernel.clock import Clock
from takar.kernel.refusals import Refusal
from takar.ledger.public import Log


class _NothingToAppend(Exception):
    """Leaves the log as it is: the leaf is there already, or may not be written."""

    def __init__(self, result: int | Refusal) -> None:
        super().__init__(result)
        self.result = result


def log_once(log: Log, entry: LogEntry) -> int:
    """The index of the entry's leaf, appended now unless an earlier try reached the log. Saves the index."""
    if entry.index is None:
        leaf = entry.leaf.encode()

        def unless_there(first: int) -> list[bytes]:
            _stop_if_there(log, entry, first)
            return [leaf]

        index = _appended(log, unless_there)
        assert isinstance(index, int)
        _save_index(entry, index)
    assert entry.index is not None
    return entry.index


def log_counted(
    log: Log, owner: Assessment, kind: str, build: Callable[[int], bytes | Refusal], clock: Clock
) -> int | Refusal:
    """The index of the one leaf of this kind, for a leaf that says what the log holds before it.

    `build(first)` makes it under the log's lock, so that no other leaf can come between counting and appending;
    a refusal appends nothing. Call it outside of a transaction: the entry must be on disk before the leaf is.
    """

    def noted(first: int) -> list[bytes]:
        earlier = owner.log_entries.filter(kind=kind).first()
        if earlier:
            _stop_if_there(log, earlier, first)
        leaf = build(first)
        if isinstance(leaf, Refusal):
            raise _NothingToAppend(leaf)
        LogEntry.objects.update_or_create(
            assessment=owner,
            kind=kind,
            defaults={"leaf": leaf.decode(), "scan_from": first, "at": clock()},
        )
        return [leaf]

    index = _appended(log, noted)
    if not isinstance(index, Refusal):
        _save_index(LogEntry.objects.get(assessment=owner, kind=kind), index)
    return index


def _appended(log: Log, build: Callable[[int], list[bytes]]) -> int | Refusal:
    try:
        return log.append_with(build).first
    except _NothingToAppend as reason:
        return reason.result


def _stop_if_there(log: Log, entry: LogEntry, first: int) -> None:
    """Looked for under the log's own lock, so that two processes cannot both find it missing."""
    if entry.index is not None:
        raise _NothingToAppend(entry.index)
    leaf = entry.leaf.encode()
    for index, known in log.leaves(entry.scan_from, first):
        if known == leaf:
            raise _NothingToAppend(index)


def _save_index(entry: LogEntry, index: int) -> None:
    if entry.index is None:
        entry.index = index
        entry.save(update_fields=["index"])

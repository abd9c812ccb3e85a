"""Append a leaf exactly once, whatever crashed before."""

from __future__ import annotations

from takar.assessments.models import LogEntry
from takar.ledger.public import Log


class _AlreadyThere(Exception):
    def __init__(self, index: int) -> None:
        super().__init__(index)
        self.index = index


def log_once(log: Log, entry: LogEntry) -> int:
    """The index of the entry's leaf, appended now unless an earlier try reached the log. Saves the index."""
    if entry.index is None:
        entry.index = _append(log, entry.leaf.encode(), entry.scan_from)
        entry.save(update_fields=["index"])
    return entry.index


def _append(log: Log, leaf: bytes, scan_from: int) -> int:
    # Looked for under the log's own lock, so that two processes cannot both find it missing.
    def unless_there(first: int) -> list[bytes]:
        for index, known in log.leaves(scan_from, first):
            if known == leaf:
                raise _AlreadyThere(index)
        return [leaf]

    try:
        return log.append_with(unless_there).first
    except _AlreadyThere as found:
        return found.index

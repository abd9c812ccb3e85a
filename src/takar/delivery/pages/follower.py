"""Follows sittings in the journal: each row is read once per process, its chain checked on the way."""

from __future__ import annotations

import threading
from collections import OrderedDict

from msgspec import MsgspecError

from takar.delivery.public import ChainBroken, Journal, Row, SittingState, extend_state

_CLICKS = frozenset({"answered", "flagged", "late", "rejected"})
_MOST_SITTINGS = 20_000


class Followed:
    """One stream: its state, the rows that are not clicks, and whether the journal was tampered with."""

    __slots__ = ("broken", "rows", "state")

    def __init__(self, sitting: str) -> None:
        self.state = SittingState(sitting)
        self.rows: tuple[Row, ...] = ()
        self.broken = False

    def take(self, row: Row) -> None:
        try:
            self.state = extend_state(self.state, row)
        except (ChainBroken, KeyError, ValueError, MsgspecError):
            self.broken = True
            return
        if row.kind not in _CLICKS:
            self.rows = (*self.rows, row)


class Follower:
    """Safe to use from many threads. Forgets the sittings that were asked for longest ago."""

    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        self._known: OrderedDict[str, Followed] = OrderedDict()
        self._lock = threading.Lock()

    def look(self, sittings: list[str]) -> dict[str, Followed]:
        """The streams as they stand now. Raises StorageUnavailable when the journal cannot be read."""
        with self._lock:
            found = {sitting: self._update(sitting) for sitting in sittings}
            while len(self._known) > _MOST_SITTINGS:
                self._known.popitem(last=False)
            return found

    def _update(self, sitting: str) -> Followed:
        followed = self._known.setdefault(sitting, Followed(sitting))
        self._known.move_to_end(sitting)
        if not followed.broken:
            for row in self.journal.stream(sitting, after=followed.state.ordinal):
                followed.take(row)
        return followed

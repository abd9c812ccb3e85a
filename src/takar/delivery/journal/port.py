"""The port of the exam store. Two adapters: `sqlite` and `postgres`; `open_journal` picks one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from msgspec import Struct

from takar.delivery.domain.chain import Row


class Conflict(Exception):
    """Another process wrote to the same stream first: reload it and decide again."""


class StorageUnavailable(Exception):
    """Nothing was promised: the disk is full, the database is away, or the file is locked."""


class Tailed(Struct, frozen=True, array_like=True):
    """A journal row with its global number, which only ever grows in the order of visibility."""

    id: int
    sitting: str
    ordinal: int
    device: str
    seq: int
    kind: str
    body: str
    at_ms: int
    chain: str

    @property
    def row(self) -> Row:
        return Row(
            self.sitting, self.ordinal, self.device, self.seq, self.kind, self.body, self.at_ms, self.chain
        )


class OrderRow(Struct, frozen=True, array_like=True):
    """A proctor's order. `sitting` "" means the whole session. `body` is JSON text."""

    id: int
    session: str
    sitting: str
    kind: str
    body: str
    actor: str
    at_ms: int


class TicketRow(Struct, frozen=True, array_like=True):
    session: str
    version: int
    body: str


class PresenceRow(Struct, frozen=True, array_like=True):
    sitting: str
    seen_ms: int
    device: str
    body: str


class OutcomeRow(Struct, frozen=True, array_like=True):
    sitting: str
    body: str
    at_ms: int


class Head(Struct, frozen=True, array_like=True):
    """The newest event of one stream."""

    sitting: str
    ordinal: int
    chain: str


class Journal(Protocol):
    """Safe to use from many threads and processes. Every write is on disk when the call returns.

    Every method may raise StorageUnavailable; then nothing was written, or it cannot be known whether it was,
    and the caller must read before it acts.
    """

    def append(self, rows: Sequence[Row]) -> None:
        """Append rows of one or many streams in one transaction. Raises Conflict, then none is written."""

    def stream(self, sitting: str, after: int = 0) -> list[Row]:
        """The rows of one stream with ordinal > after, in order."""

    def events_since(self, after: int, limit: int = 1000) -> list[Tailed]:
        """Rows of all streams with a global number > after: how office and worker follow the exam."""

    def heads(self, since: int = 0) -> list[Head]:
        """The newest event of each stream that has an event with a global number > since."""

    def running(self) -> list[str]:
        """Sittings that were started and not submitted."""

    def put_package(self, digest: str, body: str) -> None:
        """Idempotent: a package never changes under its digest."""

    def package(self, digest: str) -> str | None: ...

    def put_ticket(self, session: str, version: int, body: str) -> None:
        """Idempotent for the same version and body; raises ValueError for another body under that version."""

    def tickets(self) -> list[TicketRow]:
        """All versions of all tickets, newest version first within a session."""

    def ticket_mark(self) -> int:
        """A number that changes when a ticket was added: cheap to poll."""

    def give_order(self, session: str, sitting: str, kind: str, body: str, actor: str, at_ms: int) -> int: ...

    def orders_since(self, after: int) -> list[OrderRow]: ...

    def put_presence(self, rows: Iterable[PresenceRow]) -> None: ...

    def presence(self, sitting: str = "") -> list[PresenceRow]:
        """Last signs of life: of one sitting, or of all."""

    def put_outcome(self, sitting: str, body: str, at_ms: int) -> None:
        """Replaces an earlier outcome of the same sitting (a held result that is published)."""

    def outcome(self, sitting: str) -> OutcomeRow | None: ...

    def close(self) -> None: ...

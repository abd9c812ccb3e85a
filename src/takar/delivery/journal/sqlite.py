"""The exam store in one SQLite file: write-ahead log, every commit forced to disk."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec

from takar.delivery.domain.chain import Row
from takar.delivery.journal.port import (
    Conflict,
    Head,
    OrderRow,
    OutcomeRow,
    PresenceRow,
    StorageUnavailable,
    Tailed,
    TicketRow,
)

_BUSY_MS = 15_000
_EVENT = "sitting, ordinal, device, seq, kind, body, at_ms, chain"

# One statement for a whole group: the interpreter lock is given back once, not once per row.
_APPEND = f"""
INSERT INTO event ({_EVENT})
SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7
FROM json_each(?) ORDER BY key
"""  # noqa: S608  constant text
_HEADS = """
SELECT sitting, ordinal, chain FROM event
WHERE id IN (SELECT max(id) FROM event WHERE id > ? GROUP BY sitting) ORDER BY sitting
"""
_RUNNING = """
SELECT sitting FROM event WHERE kind = 'started'
EXCEPT SELECT sitting FROM event WHERE kind = 'submitted' ORDER BY sitting
"""
_PRESENCE = """
INSERT INTO presence (sitting, seen_ms, device, body) VALUES (?, ?, ?, ?)
ON CONFLICT (sitting) DO UPDATE SET seen_ms = excluded.seen_ms, device = excluded.device, body = excluded.body
WHERE excluded.seen_ms >= presence.seen_ms
"""
_OUTCOME = """
INSERT INTO outcome (sitting, body, at_ms) VALUES (?, ?, ?)
ON CONFLICT (sitting) DO UPDATE SET body = excluded.body, at_ms = excluded.at_ms
"""
_encode = msgspec.json.Encoder().encode


class SqliteJournal:
    """Adapter of `port.Journal`. One connection per thread; readers never wait for the writer."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()
        self._all: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        path.parent.mkdir(parents=True, exist_ok=True)
        with _faults():
            self._connection().executescript(_schema())

    def append(self, rows: Sequence[Row]) -> None:
        if not rows:
            return
        text = _encode(rows).decode()
        try:
            # One statement is one transaction of its own; BEGIN and COMMIT would be two more changes of thread.
            with _faults():
                self._connection().execute(_APPEND, (text,))
        except sqlite3.IntegrityError as fault:
            raise Conflict(str(fault)) from fault

    def stream(self, sitting: str, after: int = 0) -> list[Row]:
        found = self._read(
            f"SELECT {_EVENT} FROM event WHERE sitting = ? AND ordinal > ? ORDER BY ordinal",  # noqa: S608
            (sitting, after),
        )
        return [Row(*values) for values in found]

    def events_since(self, after: int, limit: int = 1000) -> list[Tailed]:
        found = self._read(
            f"SELECT id, {_EVENT} FROM event WHERE id > ? ORDER BY id LIMIT ?",  # noqa: S608
            (after, limit),
        )
        return [Tailed(*values) for values in found]

    def heads(self, since: int = 0) -> list[Head]:
        return [Head(*values) for values in self._read(_HEADS, (since,))]

    def running(self) -> list[str]:
        return [values[0] for values in self._read(_RUNNING, ())]

    def put_package(self, digest: str, body: str) -> None:
        self._write("INSERT OR IGNORE INTO package (digest, body) VALUES (?, ?)", (digest, body))

    def package(self, digest: str) -> str | None:
        found = self._read("SELECT body FROM package WHERE digest = ?", (digest,))
        return found[0][0] if found else None

    def put_ticket(self, session: str, version: int, body: str) -> None:
        self._write(
            "INSERT OR IGNORE INTO ticket (session, version, body) VALUES (?, ?, ?)", (session, version, body)
        )
        kept = self._read("SELECT body FROM ticket WHERE session = ? AND version = ?", (session, version))
        if kept[0][0] != body:
            raise ValueError(f"ticket {session} version {version} exists with another content")

    def tickets(self) -> list[TicketRow]:
        found = self._read("SELECT session, version, body FROM ticket ORDER BY session, version DESC", ())
        return [TicketRow(*values) for values in found]

    def ticket_mark(self) -> int:
        return int(self._read("SELECT coalesce(max(rowid), 0) FROM ticket", ())[0][0])

    def give_order(self, session: str, sitting: str, kind: str, body: str, actor: str, at_ms: int) -> int:
        return self._write(
            "INSERT INTO command (session, sitting, kind, body, actor, at_ms) VALUES (?, ?, ?, ?, ?, ?)",
            (session, sitting, kind, body, actor, at_ms),
        )

    def orders_since(self, after: int) -> list[OrderRow]:
        found = self._read(
            "SELECT id, session, sitting, kind, body, actor, at_ms FROM command WHERE id > ? ORDER BY id",
            (after,),
        )
        return [OrderRow(*values) for values in found]

    def put_presence(self, rows: Iterable[PresenceRow]) -> None:
        with _faults(), self._transaction() as connection:
            connection.executemany(_PRESENCE, [(r.sitting, r.seen_ms, r.device, r.body) for r in rows])

    def presence(self, sitting: str = "") -> list[PresenceRow]:
        found = self._read(
            "SELECT sitting, seen_ms, device, body FROM presence WHERE ? IN ('', sitting) ORDER BY sitting",
            (sitting,),
        )
        return [PresenceRow(*values) for values in found]

    def put_outcome(self, sitting: str, body: str, at_ms: int) -> None:
        self._write(_OUTCOME, (sitting, body, at_ms))

    def outcome(self, sitting: str) -> OutcomeRow | None:
        found = self._read("SELECT sitting, body, at_ms FROM outcome WHERE sitting = ?", (sitting,))
        return OutcomeRow(*found[0]) if found else None

    def close(self) -> None:
        with self._lock:
            for connection in self._all:
                connection.close()
            self._all.clear()
        self._local = threading.local()

    def _connection(self) -> sqlite3.Connection:
        known: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if known is not None:
            return known
        fresh = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False)
        fresh.execute(f"PRAGMA busy_timeout={_BUSY_MS}")
        fresh.execute("PRAGMA journal_mode=WAL")
        fresh.execute("PRAGMA synchronous=FULL")
        self._local.connection = fresh
        with self._lock:
            self._all.append(fresh)
        return fresh

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        connection = self._connection()
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            raise

    def _write(self, statement: str, values: tuple[Any, ...]) -> int:
        """Run one statement in its own transaction; returns the last row id."""
        with _faults(), self._transaction() as connection:
            return connection.execute(statement, values).lastrowid or 0

    def _read(self, statement: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        with _faults():
            return self._connection().execute(statement, values).fetchall()


@contextmanager
def _faults() -> Iterator[None]:
    try:
        yield
    except sqlite3.IntegrityError:
        raise
    except sqlite3.Error as fault:
        raise StorageUnavailable(str(fault)) from fault


def _schema() -> str:
    return files("takar.delivery.journal").joinpath("schema_sqlite.sql").read_text()

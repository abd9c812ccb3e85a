"""The exam store in PostgreSQL, schema `exam`. Same meaning as the SQLite adapter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from typing import Any, LiteralString

import msgspec
import psycopg
from psycopg_pool import ConnectionPool, PoolTimeout

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

# A database that is away must be told soon: the browser keeps the answers and asks again.
_WAIT_S = 3.0
_EVENT: LiteralString = "sitting, ordinal, device, seq, kind, body, at_ms, chain"
_APPEND: LiteralString = f"""
INSERT INTO exam.event ({_EVENT})
SELECT value ->> 0, (value ->> 1)::int, value ->> 2, (value ->> 3)::bigint,
       value ->> 4, value ->> 5, (value ->> 6)::bigint, value ->> 7
FROM json_array_elements(%s::json) WITH ORDINALITY AS one (value, place) ORDER BY place
"""  # noqa: S608  constant text
# Numbers are given out before commit; without one writer at a time a reader could see 8 before 7 and miss 7.
_ONE_WRITER: LiteralString = "SELECT pg_advisory_xact_lock(hashtext('takar.exam.event'))"
_SCHEMA_LOCK: LiteralString = "SELECT pg_advisory_xact_lock(hashtext('takar.exam.schema'))"
_HEADS: LiteralString = """
SELECT sitting, ordinal, chain FROM exam.event
WHERE id IN (SELECT max(id) FROM exam.event WHERE id > %s GROUP BY sitting) ORDER BY sitting
"""
_RUNNING: LiteralString = """
SELECT sitting FROM exam.event WHERE kind = 'started'
EXCEPT SELECT sitting FROM exam.event WHERE kind = 'submitted' ORDER BY sitting
"""
_PRESENCE: LiteralString = """
INSERT INTO exam.presence AS known (sitting, seen_ms, device, body) VALUES (%s, %s, %s, %s)
ON CONFLICT (sitting) DO UPDATE SET seen_ms = excluded.seen_ms, device = excluded.device, body = excluded.body
WHERE excluded.seen_ms >= known.seen_ms
"""
_OUTCOME: LiteralString = """
INSERT INTO exam.outcome (sitting, body, at_ms) VALUES (%s, %s, %s)
ON CONFLICT (sitting) DO UPDATE SET body = excluded.body, at_ms = excluded.at_ms
"""
_ORDER: LiteralString = """
INSERT INTO exam.command (session, sitting, kind, body, actor, at_ms)
VALUES (%s, %s, %s, %s, %s, %s) RETURNING id
"""
_encode = msgspec.json.Encoder().encode


class PostgresJournal:
    """Adapter of `port.Journal` over a small pool of connections."""

    def __init__(self, url: str, size: int = 8) -> None:
        self._pool = ConnectionPool(url, min_size=1, max_size=size, open=False, timeout=_WAIT_S)
        with _faults():
            self._pool.open(wait=True, timeout=10)
            self._prepare()

    def append(self, rows: Sequence[Row]) -> None:
        if not rows:
            return
        try:
            with _faults(), self._pool.connection() as connection, connection.transaction():
                connection.execute(_ONE_WRITER)
                connection.execute(_APPEND, (_encode(rows).decode(),))
        except psycopg.IntegrityError as fault:
            raise Conflict(str(fault)) from fault

    def stream(self, sitting: str, after: int = 0) -> list[Row]:
        found = self._read(
            f"SELECT {_EVENT} FROM exam.event WHERE sitting = %s AND ordinal > %s ORDER BY ordinal",  # noqa: S608
            (sitting, after),
        )
        return [Row(*values) for values in found]

    def events_since(self, after: int, limit: int = 1000) -> list[Tailed]:
        found = self._read(
            f"SELECT id, {_EVENT} FROM exam.event WHERE id > %s ORDER BY id LIMIT %s",  # noqa: S608
            (after, limit),
        )
        return [Tailed(*values) for values in found]

    def heads(self, since: int = 0) -> list[Head]:
        return [Head(*values) for values in self._read(_HEADS, (since,))]

    def running(self) -> list[str]:
        return [values[0] for values in self._read(_RUNNING)]

    def put_package(self, digest: str, body: str) -> None:
        self._write(
            "INSERT INTO exam.package (digest, body) VALUES (%s, %s) ON CONFLICT DO NOTHING", (digest, body)
        )

    def package(self, digest: str) -> str | None:
        found = self._read("SELECT body FROM exam.package WHERE digest = %s", (digest,))
        return found[0][0] if found else None

    def put_ticket(self, session: str, version: int, body: str) -> None:
        self._write(
            "INSERT INTO exam.ticket (session, version, body) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
            (session, version, body),
        )
        kept = self._read(
            "SELECT body FROM exam.ticket WHERE session = %s AND version = %s", (session, version)
        )
        if kept[0][0] != body:
            raise ValueError(f"ticket {session} version {version} exists with another content")

    def tickets(self) -> list[TicketRow]:
        found = self._read("SELECT session, version, body FROM exam.ticket ORDER BY session, version DESC")
        return [TicketRow(*values) for values in found]

    def ticket_mark(self) -> int:
        return int(self._read("SELECT coalesce(max(id), 0) FROM exam.ticket")[0][0])

    def give_order(self, session: str, sitting: str, kind: str, body: str, actor: str, at_ms: int) -> int:
        return int(self._write(_ORDER, (session, sitting, kind, body, actor, at_ms))[0][0])

    def orders_since(self, after: int) -> list[OrderRow]:
        found = self._read(
            "SELECT id, session, sitting, kind, body, actor, at_ms FROM exam.command WHERE id > %s ORDER BY id",
            (after,),
        )
        return [OrderRow(*values) for values in found]

    def put_presence(self, rows: Iterable[PresenceRow]) -> None:
        values = [(row.sitting, row.seen_ms, row.device, row.body) for row in rows]
        with _faults(), self._pool.connection() as connection, connection.cursor() as cursor:
            cursor.executemany(_PRESENCE, values)

    def presence(self, sitting: str = "") -> list[PresenceRow]:
        found = self._read(
            "SELECT sitting, seen_ms, device, body FROM exam.presence WHERE %s IN ('', sitting) ORDER BY sitting",
            (sitting,),
        )
        return [PresenceRow(*values) for values in found]

    def put_outcome(self, sitting: str, body: str, at_ms: int) -> None:
        self._write(_OUTCOME, (sitting, body, at_ms))

    def outcome(self, sitting: str) -> OutcomeRow | None:
        found = self._read("SELECT sitting, body, at_ms FROM exam.outcome WHERE sitting = %s", (sitting,))
        return OutcomeRow(*found[0]) if found else None

    def close(self) -> None:
        self._pool.close()

    def _prepare(self) -> None:
        """Make the tables, unless they are there: the gateway's role may not and need not make any."""
        if self._read("SELECT to_regclass('exam.event') IS NOT NULL")[0][0]:
            return
        with self._pool.connection() as connection, connection.transaction():
            connection.execute(_SCHEMA_LOCK)
            connection.execute(_text("schema_postgres.sql"))

    def _write(self, statement: LiteralString, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        with _faults(), self._pool.connection() as connection:
            cursor = connection.execute(statement, values)
            return cursor.fetchall() if cursor.description else []

    def _read(self, statement: LiteralString, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        return self._write(statement, values)


def grant_roles(url: str) -> None:
    """Create the roles takar_gateway and takar_office with their rights (once, by the schema's owner)."""
    with psycopg.connect(url) as connection:
        connection.execute(_text("roles_postgres.sql"))


@contextmanager
def _faults() -> Iterator[None]:
    try:
        yield
    except psycopg.IntegrityError:
        raise
    except (psycopg.Error, PoolTimeout) as fault:
        raise StorageUnavailable(str(fault)) from fault


def _text(name: str) -> str:
    return files("takar.delivery.journal").joinpath(name).read_text()

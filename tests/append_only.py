"""Switch a table's triggers off for a moment, as somebody with the database's password could."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def triggers_off(connection: Any, table: str = "") -> Iterator[None]:
    """Without triggers on `table`, or on any table; they are back afterwards."""
    change = _without_sqlite if connection.vendor == "sqlite" else _without_postgresql
    with connection.cursor() as cursor, change(cursor, table):
        yield


@contextmanager
def _without_sqlite(cursor: Any, table: str) -> Iterator[None]:
    cursor.execute("SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'trigger'")
    triggers = [(name, sql) for owner, name, sql in cursor.fetchall() if table in ("", owner)]
    for name, _ in triggers:
        cursor.execute(f"DROP TRIGGER {name}")
    yield
    for _, sql in triggers:
        cursor.execute(sql)


@contextmanager
def _without_postgresql(cursor: Any, table: str) -> Iterator[None]:
    cursor.execute("SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal")
    tables = [owner for (owner,) in cursor.fetchall() if table in ("", owner)]
    # A table with checks still to come cannot be altered: have them done now.
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for owner in tables:
        cursor.execute(f"ALTER TABLE {owner} DISABLE TRIGGER USER")
    yield
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for owner in tables:
        cursor.execute(f"ALTER TABLE {owner} ENABLE TRIGGER USER")
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")

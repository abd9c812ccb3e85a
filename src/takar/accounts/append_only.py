"""Triggers that let a table only grow, on SQLite and PostgreSQL alike."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

_MESSAGE = "is append-only: correct a mistake with a new line"


def forbid_changes(connection: Any, table: str) -> None:
    """From now on rows of `table` can be inserted and read, not updated or deleted."""
    _execute(connection, _SQLITE if connection.vendor == "sqlite" else _POSTGRESQL, table)


def allow_changes(connection: Any, table: str) -> None:
    """Undo `forbid_changes`: for reversing a migration and for emptying a test database."""
    _execute(connection, _SQLITE_UNDO if connection.vendor == "sqlite" else _POSTGRESQL_UNDO, table)


def _execute(connection: Any, statements: Iterable[str], table: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement.format(table=table, message=f"{table} {_MESSAGE}"))


_SQLITE = tuple(
    f"CREATE TRIGGER IF NOT EXISTS {{table}}_no_{verb} BEFORE {verb.upper()} ON {{table}} "
    "BEGIN SELECT RAISE(ABORT, '{message}'); END"
    for verb in ("update", "delete")
)
_SQLITE_UNDO = tuple(f"DROP TRIGGER IF EXISTS {{table}}_no_{verb}" for verb in ("update", "delete"))
_POSTGRESQL = (
    "CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
    "DROP TRIGGER IF EXISTS {table}_no_change ON {table}",
    "CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
    "FOR EACH ROW EXECUTE FUNCTION {table}_refuse()",
    "DROP TRIGGER IF EXISTS {table}_no_truncate ON {table}",
    "CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()",
)
_POSTGRESQL_UNDO = (
    "DROP TRIGGER IF EXISTS {table}_no_change ON {table}",
    "DROP TRIGGER IF EXISTS {table}_no_truncate ON {table}",
    "DROP FUNCTION IF EXISTS {table}_refuse()",
)

"""Triggers that let a table only grow, on SQLite and PostgreSQL alike (docs/decisions/0005-append-only-tables.md)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

_MESSAGE = "is append-only: correct a mistake with a new line"


def forbid_changes(connection: Any, table: str, *, columns: Sequence[str] = (), once: str = "") -> None:
    """From now on rows of `table` can be inserted and read, not updated or deleted.

    `columns`: only these may not be updated (nothing given: none may). `once`: SQL condition on the row as it
    stands (OLD) from which on it is frozen; for rows that are noted first and become final a moment later.
    """
    of = f"OF {', '.join(columns)}" if columns else ""
    when = f"WHEN ({once})" if once else ""
    statements = _SQLITE if connection.vendor == "sqlite" else _POSTGRESQL
    _execute(connection, statements, table, of, when)


def allow_changes(connection: Any, table: str) -> None:
    """Undo `forbid_changes`, for reversing a migration."""
    _execute(connection, _SQLITE_UNDO if connection.vendor == "sqlite" else _POSTGRESQL_UNDO, table)


def _execute(connection: Any, statements: Iterable[str], table: str, of: str = "", when: str = "") -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(
                statement.format(table=table, of=of, when=when, message=f"{table} {_MESSAGE}"), None
            )


_SQLITE = tuple(
    f"CREATE TRIGGER IF NOT EXISTS {{table}}_no_{verb.lower()} BEFORE {verb} {of} ON {{table}} {{when}} "
    "BEGIN SELECT RAISE(ABORT, '{message}'); END"
    for verb, of in (("UPDATE", "{of}"), ("DELETE", ""))
)
_SQLITE_UNDO = tuple(f"DROP TRIGGER IF EXISTS {{table}}_no_{verb}" for verb in ("update", "delete"))
_POSTGRESQL_UNDO = (
    *(
        f"DROP TRIGGER IF EXISTS {{table}}_no_{verb} ON {{table}}"
        for verb in ("update", "delete", "truncate")
    ),
    "DROP FUNCTION IF EXISTS {table}_refuse()",
)
_POSTGRESQL = (
    *_POSTGRESQL_UNDO,
    "CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
    *(
        f"CREATE TRIGGER {{table}}_no_{verb.lower()} BEFORE {verb} {of} ON {{table}} "
        "FOR EACH ROW {when} EXECUTE FUNCTION {table}_refuse()"
        for verb, of in (("UPDATE", "{of}"), ("DELETE", ""))
    ),
    "CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()",
)

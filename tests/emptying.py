"""Leave the database of the tests as it was made: no rows but those of migrations' bookkeeping."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from tests.append_only import triggers_off

_MADE_ONCE = frozenset({"django_migrations", "django_content_type", "auth_permission"})


def empty_tables(connection: Any) -> None:
    """Remove every row that a test left, whatever forbids it."""
    filled = _filled(connection)
    if not filled:
        return
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SET LOCAL session_replication_role = replica"
            )  # neither triggers nor foreign keys
            _delete(cursor, filled)
            return
        cursor.execute("PRAGMA defer_foreign_keys = ON")
        with triggers_off(connection):
            _delete(cursor, filled)


def _filled(connection: Any) -> list[str]:
    tables = sorted(set(connection.introspection.table_names()) - _MADE_ONCE)
    asked = " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {name})" for name in tables)
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return [name for (name,) in cursor.fetchall()]


def _delete(cursor: Any, tables: list[str]) -> None:
    for name in tables:
        cursor.execute(f"DELETE FROM {name}")

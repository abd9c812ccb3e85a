"""What is slow to prepare by real actions is prepared once: its rows and files are kept, and laid out for the next test."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, transaction


@dataclass(frozen=True)
class Kept:
    """What was made, the rows of each table, and a copy of the data folder."""

    made: Any
    tables: dict[str, tuple[tuple[str, ...], list[tuple[Any, ...]]]]
    folder: Path


_KEPT: dict[tuple[str, str], Kept] = {}


def remembered(kind: str, given: object, make: Callable[[], Any]) -> Any:
    """What `make` makes in an empty database and data folder; the same again for the same `given`, without its cost."""
    key = (kind, repr(given))
    if key in _KEPT:
        return _laid_out(_KEPT[key])
    before = {table for table in _tables() if _rows(table)[1]}
    made = make()
    found = {table: _rows(table) for table in _tables() if table not in before}
    folder = Path(tempfile.mkdtemp(prefix="takar-kept-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    shutil.copytree(settings.TAKAR.data, folder, dirs_exist_ok=True)
    _KEPT[key] = Kept(made, {table: rows for table, rows in found.items() if rows[1]}, folder)
    return made


def _laid_out(kept: Kept) -> Any:
    shutil.copytree(kept.folder, settings.TAKAR.data, dirs_exist_ok=True)
    with transaction.atomic(), connection.cursor() as cursor:
        for table, (columns, rows) in kept.tables.items():
            names = ", ".join(connection.ops.quote_name(one) for one in columns)
            holes = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({holes})", rows)
        models = [one for one in apps.get_models() if one._meta.db_table in kept.tables]
        for line in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(line)
    return kept.made


def _tables() -> list[str]:
    return sorted(connection.introspection.table_names())


def _rows(table: str) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")
        return tuple(one[0] for one in cursor.description), [tuple(row) for row in cursor.fetchall()]

"""Lists of careers as real files, imported by the real actions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from takar.careers.lists import CAREER_LISTS
from takar.kernel.refusals import Refusal
from takar.people.public import TableImport, TableList, apply_table, preview_table, upload_table
from tests.people.lists import write_xlsx

TODAY = date(2026, 1, 5)
ACTOR = "admin"


def uploaded(
    tmp_path: Path, wanted: TableList, rows: Sequence[Sequence[Any]], name: str = "daftar.xlsx"
) -> TableImport:
    path = write_xlsx(tmp_path / name, {"Daftar": rows})
    source = upload_table(wanted, name, [path.read_bytes()], actor=ACTOR)
    assert isinstance(source, TableImport), source
    return source


def previewed(tmp_path: Path, kind: str, rows: Sequence[Sequence[Any]], today: date = TODAY) -> TableImport:
    wanted = CAREER_LISTS[f"careers.{kind}"]
    source = uploaded(tmp_path, wanted, rows)
    refusal = preview_table(wanted, source, today)
    assert refusal is None, refusal
    return source


def applied(
    tmp_path: Path, kind: str, rows: Sequence[Sequence[Any]], reason: str = "Surat 1/2026"
) -> TableImport:
    source = previewed(tmp_path, kind, rows)
    refusal = apply_table(CAREER_LISTS[source.kind], source, actor=ACTOR, reason=reason)
    assert refusal is None, refusal
    return source


def counts(source: TableImport) -> tuple[int, int, int, int]:
    """added, changed, unchanged, refused"""
    return source.added, source.changed, source.unchanged, source.refused


def codes(source: TableImport) -> list[str]:
    return [one["code"] for row in source.rows.order_by("number") for one in row.remarks]


def refused(value: object) -> str:
    assert isinstance(value, Refusal), value
    return value.code

"""A standard as a workbook to fill in, or as canonical JSON."""

from __future__ import annotations

import io
import json
from typing import Any

import xlsxwriter

from takar.kernel.canonical import Json
from takar.standards.domain.dictionary import COMPETENCY_CODES
from takar.standards.domain.kinds import Kind, Standard, kind_of
from takar.standards.files.layout import FIELDS, HEAD, LEVELS, SHEETS, Sheet


def as_json(standard: Standard) -> bytes:
    """Readable JSON of the very data that is hashed."""
    return json.dumps(standard.as_data(), ensure_ascii=False, indent=2).encode()


def as_workbook(standard: Standard) -> bytes:
    """The workbook of any standard but the dictionary; an agency changes it and uploads it again."""
    out = io.BytesIO()
    kind, data = kind_of(standard), standard.as_data()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        bold = book.add_format({"bold": True, "bg_color": "#E3EFF4", "border": 1})
        wrap = book.add_format({"text_wrap": True, "valign": "top", "border": 1, "num_format": "@"})
        _head(book, kind, data, bold, wrap)
        if kind is Kind.JOB_STANDARD:
            _levels(book, data["levels"], bold, wrap)
        for sheet in SHEETS[kind]:
            if sheet.field in data or not sheet.only_if_told:
                _list(book, sheet, data[sheet.field], bold, wrap)
    return out.getvalue()


def _head(book: Any, kind: Kind, data: dict[str, Json], bold: Any, wrap: Any) -> None:
    page = book.add_worksheet(HEAD)
    page.set_column(0, 0, 24 if kind in (Kind.RULESET, Kind.JOB_STANDARD) else 46, bold)
    page.set_column(1, 1, 90, wrap)
    page.write_row(0, 0, ["Isian", "Isi"], bold)
    for row, (label, field) in enumerate((("Jenis", "kind"), *FIELDS[kind]), start=1):
        page.write(row, 0, label, bold)
        page.write_string(row, 1, _cell(data[field]), wrap)
    page.freeze_panes(1, 1)


def _levels(book: Any, levels: Json, bold: Any, wrap: Any) -> None:
    page = book.add_worksheet(LEVELS)
    page.set_column(0, 1, 16)
    page.write_row(0, 0, ["Kode kompetensi", "Level"], bold)
    required = levels if isinstance(levels, dict) else {}
    for row, code in enumerate(COMPETENCY_CODES, start=1):
        page.write(row, 0, code, bold)
        page.write(row, 1, required.get(code, ""), wrap)


def _list(book: Any, sheet: Sheet, rows: Json, bold: Any, wrap: Any) -> None:
    page = book.add_worksheet(sheet.title)
    page.set_column(0, len(sheet.columns) - 1, 28, wrap)
    page.write_row(0, 0, [label for label, _ in sheet.columns], bold)
    for row, element in enumerate(rows if isinstance(rows, list) else [], start=1):
        assert isinstance(element, dict)
        for column, (_, field) in enumerate(sheet.columns):
            page.write_string(row, column, _cell(element.get(field)), wrap)
    page.freeze_panes(1, 0)


def _cell(value: Json) -> str:
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return "" if value is None else str(value)

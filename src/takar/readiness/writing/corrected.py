"""The whole list with everything that was filled in since, in the order of a SIASN export, for the import of people."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import xlsxwriter

from takar.readiness.models import Check, Fill, How
from takar.readiness.packing import all_cells
from takar.readiness.writing.rows import listed_fields

_Progress = Callable[[int], None]


def corrected_rows(check: Check) -> Iterator[list[str]]:
    """Headings, then everybody: people who do not serve too, as they stood in the file."""
    fields = listed_fields(check)
    yield [field.heading for field in fields]
    filled: dict[int, dict[str, str]] = {}
    changed = Fill.objects.filter(check_of=check).exclude(how=How.CONFIRMED)
    for place, field, value in changed.values_list("place", "field", "value").iterator():
        filled.setdefault(place, {})[field] = value
    for first, columns in all_cells(check):
        lists = [columns[field.key] for field in fields]
        for offset, cells in enumerate(zip(*lists, strict=True)):
            told = filled.get(first + offset)
            if told:
                yield [told.get(field.key, cell) for field, cell in zip(fields, cells, strict=True)]
            else:
                yield list(cells)


def write_csv(path: Path, check: Check, progress: _Progress) -> None:
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.writer(file)
        for number, row in enumerate(corrected_rows(check)):
            writer.writerow(row)
            if number % 2_000 == 0:
                progress(number)


def write_xlsx(path: Path, check: Check, progress: _Progress) -> None:
    """All cells as text, so that Excel leaves the NIP alone."""
    book = xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("Pegawai")
    text = book.add_format({"num_format": "@"})
    bold = book.add_format({"bold": True, "bg_color": "#E3EFF4", "border": 1})
    sheet.set_column(0, len(listed_fields(check)), 18, text)
    sheet.freeze_panes(1, 0)
    for number, row in enumerate(corrected_rows(check)):
        for column, cell in enumerate(row):
            if cell:
                sheet.write_string(number, column, cell, text if number else bold)
        if number % 1_000 == 0:
            progress(number)
    book.close()

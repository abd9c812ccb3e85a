"""The workbooks of all units as one ZIP, with an overview of what is in it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import xlsxwriter
from django.utils.text import slugify

from takar.readiness.models import Check, Unit
from takar.readiness.writing.handback import WORDS, write_unit
from takar.readiness.writing.rows import lines_of_units

_HEADS = {
    "id": ("Unit kerja", "Instansi", "Pegawai", "Pegawai dengan kekosongan", "Kekosongan", "Berkas"),
    "en": ("Work unit", "Agency", "People", "People with holes", "Holes", "File"),
}
_OVERVIEW = {"id": "_rekap.xlsx", "en": "_overview.xlsx"}


def workbook_name(unit: Unit) -> str:
    """ "dinas-contoh-1-017.xlsx": the number keeps two units of one name apart."""
    return f"{slugify(unit.name)[:80] or 'tanpa-unit'}-{unit.number:03d}.xlsx"


def write_archive(
    path: Path, check: Check, language: str, progress: Callable[[int, int], None], unit: int | None = None
) -> int:
    """Write the ZIP (of one unit only, if told) and return how many workbooks it holds. Progress counts units."""
    units = Unit.objects.filter(check_of=check)
    chosen = list(units if unit is None else units.filter(number=unit))
    rows: list[tuple[Unit, int, int]] = []
    unfinished = path.with_suffix(".tmp")
    with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_STORED) as bundle:
        for done, (each, lines) in enumerate(lines_of_units(check, chosen)):
            progress(done, len(chosen))
            buffer = io.BytesIO()
            write_unit(buffer, check, each, lines, language)
            bundle.writestr(workbook_name(each), buffer.getvalue())
            rows.append((each, len(lines), sum(len(line.holes) for line in lines)))
        bundle.writestr(_OVERVIEW[language], _overview(rows, language))
    unfinished.replace(path)
    return len(rows)


def _overview(rows: list[tuple[Unit, int, int]], language: str) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("Rekap")
    bold = book.add_format({"bold": True, "bg_color": "#E3EFF4", "border": 1})
    for column, (head, width) in enumerate(zip(_HEADS[language], (44, 36, 12, 26, 14, 50), strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, head, bold)
    for place, (unit, people, holes) in enumerate(rows, start=1):
        sheet.write_string(place, 0, unit.name or WORDS[language]["no_unit"])
        sheet.write_string(place, 1, unit.agency)
        for column, number in enumerate((unit.people, people, holes), start=2):
            sheet.write_number(place, column, number)
        sheet.write_string(place, 5, workbook_name(unit))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows), 1), 5)
    book.close()
    return buffer.getvalue()

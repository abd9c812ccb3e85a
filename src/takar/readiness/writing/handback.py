"""The list that goes back to a unit: its rows with holes, ready to be filled in."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import xlsxwriter

from takar.kernel.clock import long_date
from takar.people.public import column_letters
from takar.readiness.domain.faults import MEANINGS, explain
from takar.readiness.domain.fields import Field
from takar.readiness.domain.headers import CONFIRMED_HEADING, KEY_HEADING
from takar.readiness.domain.keys import make_key
from takar.readiness.models import Check, Unit
from takar.readiness.writing.choices import CHOICES, YES
from takar.readiness.writing.guide import write_guide
from takar.readiness.writing.rows import Line, lines_of_units, listed_fields

# Above, comments would make the workbook slow; what to do stands in column B all the same.
_MOST_COMMENTS = 3_000
_IN_MEMORY = 3_000
_HEAD = 3
_BEFORE = 2
WORDS = {
    "id": {
        "sheet": "Perbaiki",
        "title": "Data pegawai yang perlu dilengkapi: {unit}",
        "how": "Isi hanya sel kuning. Kolom KUNCI dan sel abu-abu jangan diubah. Petunjuk lengkap ada di lembar Petunjuk.",
        "what": "YANG HARUS DIPERBAIKI",
        "note": "CATATAN UNIT",
        "no_unit": "tanpa unit kerja",
        "checked": "Pemeriksaan {number} menurut keadaan {day}, daftar “{file}”.",
    },
    "en": {
        "sheet": "Perbaiki",
        "title": "Personnel data to be completed: {unit}",
        "how": "Fill in the yellow cells only. Leave the column KUNCI and the grey cells as they are. "
        "The sheet Petunjuk explains.",
        "what": "WHAT TO MEND",
        "note": "REMARKS OF THE UNIT",
        "no_unit": "no work unit",
        "checked": "Check {number} as of {day}, list “{file}”.",
    },
}


@dataclass(frozen=True, slots=True)
class _Looks:
    title: Any
    head: Any
    asked_head: Any
    grey: Any
    hole: Any
    what: Any
    free: Any


def unit_workbook(check: Check, unit: int, language: str) -> bytes:
    """The workbook of one unit as bytes. The unit must be one of the check's."""
    chosen = Unit.objects.filter(check_of=check, number=unit)
    lines = next((lines for _, lines in lines_of_units(check, chosen)), [])
    buffer = io.BytesIO()
    write_unit(buffer, check, chosen.get(), lines, language)
    return buffer.getvalue()


def write_unit(target: BinaryIO | Path, check: Check, unit: Unit, lines: list[Line], language: str) -> None:
    options: dict[str, Any] = {"strings_to_formulas": False, "strings_to_urls": False}
    options |= {"in_memory": True} if len(lines) <= _IN_MEMORY else {"constant_memory": True}
    book = xlsxwriter.Workbook(target, options)
    words, fields = WORDS[language], listed_fields(check)
    name = unit.name or words["no_unit"]
    sheet = book.add_worksheet(words["sheet"])
    looks = _looks(book)
    _write_head(sheet, check, name, fields, {key for line in lines for key in line.holes}, looks, language)
    _write_lines(sheet, check, fields, lines, looks, language)
    _write_choices(book, sheet, fields, len(lines))
    sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True, "sort": True})
    if lines:
        sheet.autofilter(_HEAD, 0, _HEAD + len(lines), _BEFORE + len(fields) + 1)
    write_guide(book, check, name, language)
    book.close()


def _looks(book: Any) -> _Looks:
    text = {"num_format": "@", "valign": "top"}
    return _Looks(
        title=book.add_format({"bold": True, "font_size": 14}),
        head=book.add_format(
            {"bold": True, "bg_color": "#E3EFF4", "border": 1, "text_wrap": True, "valign": "top"}
        ),
        asked_head=book.add_format(
            {
                "bold": True,
                "bg_color": "#0B5A7A",
                "font_color": "#FFFFFF",
                "border": 1,
                "text_wrap": True,
                "valign": "top",
            }
        ),
        grey=book.add_format(text | {"bg_color": "#EEF1F3", "font_color": "#3A4A54"}),
        hole=book.add_format(
            text | {"bg_color": "#FDF0D0", "border": 2, "border_color": "#A86400", "locked": False}
        ),
        what=book.add_format({"text_wrap": True, "valign": "top", "font_color": "#6B4200"}),
        free=book.add_format(
            text | {"border": 1, "border_color": "#8D9CA6", "locked": False, "text_wrap": True}
        ),
    )


def _write_head(
    sheet: Any,
    check: Check,
    name: str,
    fields: tuple[Field, ...],
    asked: set[str],
    looks: _Looks,
    language: str,
) -> None:
    words = WORDS[language]
    _set_widths(sheet, fields)
    sheet.write_string(0, 0, words["title"].format(unit=name), looks.title)
    day = long_date(check.as_of, language)
    told = words["checked"].format(number=check.pk, day=day, file=check.file_name)
    sheet.write_string(1, 0, f"{words['how']} {told}")
    sheet.write_string(_HEAD, 0, KEY_HEADING, looks.head)
    sheet.write_string(_HEAD, 1, words["what"], looks.head)
    for column, field in enumerate(fields, start=_BEFORE):
        sheet.write_string(
            _HEAD, column, field.heading, looks.asked_head if field.key in asked else looks.head
        )
    sheet.write_string(_HEAD, _BEFORE + len(fields), CONFIRMED_HEADING, looks.head)
    sheet.write_string(_HEAD, _BEFORE + len(fields) + 1, words["note"], looks.head)


def _set_widths(sheet: Any, fields: tuple[Field, ...]) -> None:
    sheet.set_column(0, 0, 15)
    sheet.set_column(1, 1, 60)
    wide = {"nip": 22, "name": 30, "post": 34, "unit": 40, "education_field": 26}
    for column, field in enumerate(fields, start=_BEFORE):
        sheet.set_column(column, column, wide.get(field.key, max(14, len(field.heading) + 3)))
    sheet.set_column(_BEFORE + len(fields), _BEFORE + len(fields), 15)
    sheet.set_column(_BEFORE + len(fields) + 1, _BEFORE + len(fields) + 1, 40)
    sheet.freeze_panes(_HEAD + 1, _BEFORE + 2)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD)


def _write_lines(
    sheet: Any, check: Check, fields: tuple[Field, ...], lines: list[Line], looks: _Looks, language: str
) -> None:
    comments = sum(len(line.holes) for line in lines) <= _MOST_COMMENTS
    places = {field.key: column for column, field in enumerate(fields, start=_BEFORE)}
    for position, line in enumerate(lines, start=_HEAD + 1):
        said = _said(line, fields, language)
        sheet.write_string(position, 0, make_key(check.pk, line.place, check.sha256), looks.grey)
        told = "\n".join(
            f"{field.called(language)} ({column_letters(places[field.key])}): {said[field.key]}"
            for field in fields
            if field.key in said
        )
        sheet.write_string(position, 1, told[:30_000], looks.what)
        for field in fields:
            look = looks.hole if field.key in line.holes else looks.grey
            _write_cell(sheet, position, places[field.key], line.cells.get(field.key, ""), look)
            if comments and field.key in said:
                sheet.write_comment(
                    position, places[field.key], said[field.key], {"x_scale": 2, "y_scale": 1.3}
                )
        confirmable = any(MEANINGS[fault].confirmable for fault in line.holes.values())
        sheet.write_blank(position, _BEFORE + len(fields), None, looks.hole if confirmable else looks.grey)
        sheet.write_blank(position, _BEFORE + len(fields) + 1, None, looks.free)


def _said(line: Line, fields: tuple[Field, ...], language: str) -> dict[str, str]:
    return {
        field.key: explain(field, line.holes[field.key], line.cells.get(field.key, ""), language)
        for field in fields
        if field.key in line.holes
    }


def _write_cell(sheet: Any, row: int, column: int, text: str, look: Any) -> None:
    if text:
        sheet.write_string(row, column, text, look)
    else:
        sheet.write_blank(row, column, None, look)


def _write_choices(book: Any, sheet: Any, fields: tuple[Field, ...], people: int) -> None:
    """One drop-down list for each coded column; its words stand on a hidden sheet."""
    lists = book.add_worksheet("Daftar")
    lists.hide()
    last = max(_HEAD + people, _HEAD + 1)
    coded = [(column, field) for column, field in enumerate(fields, start=_BEFORE) if field.judge in CHOICES]
    for place, (column, field) in enumerate(coded):
        words = CHOICES[field.judge]
        lists.write_column(0, place, words)
        letters = column_letters(place)
        source = f"=Daftar!${letters}$1:${letters}${len(words)}"
        sheet.data_validation(_HEAD + 1, column, last, column, _validation(source))
    yes = _BEFORE + len(fields)
    sheet.data_validation(_HEAD + 1, yes, last, yes, _validation([YES]))


def _validation(source: str | list[str]) -> Mapping[str, Any]:
    return {
        "validate": "list",
        "source": source,
        "error_title": "Pilih dari daftar",
        "error_message": "Pilih salah satu isi dari daftar, atau tekan Batal lalu biarkan seperti semula.",
    }

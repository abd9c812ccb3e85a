"""Excel files of lists: an empty one to fill in, and the refused rows ready to be mended and uploaded again."""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter

from takar.people.domain.cells import text_of
from takar.people.domain.dates import parse_date
from takar.people.domain.tables import fields as readers
from takar.people.domain.tables.findings import Remark, remark_from_json
from takar.people.domain.tables.kinds import TableKind
from takar.people.models import TableImport, TableRow, Verdict

MOST_REFUSED = 20_000
_WORDS = {
    "id": ("Baris asal", "Kesalahan dan cara memperbaiki", "Perbaiki"),
    "en": ("Original row", "Fault and remedy", "To mend"),
}


def table_template(kind: TableKind) -> bytes:
    """A sheet with headings only, every column formatted as Text, and a sheet that explains them."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        _data_sheet(book, kind)
        _guide_sheet(book, kind)
    return buffer.getvalue()


def refused_table(source: TableImport, kind: TableKind, language: str = "id") -> bytes:
    """The columns that were read, faulty cells red with a comment; the import reads it again."""
    columns = sorted(source.reading["columns"].items(), key=lambda one: one[1][0])
    titles = {name: title for name, (_, title) in columns}
    first, last, tab = _WORDS[language]
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet, look = book.add_worksheet(tab), _look(book)
        for column, (title, width) in enumerate(
            [(first, 9), *((one, 22) for one in titles.values()), (last, 70)]
        ):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, title, look["head"])
        sheet.freeze_panes(1, 0)
        rows = source.rows.filter(verdict=Verdict.REFUSED).order_by("number")[:MOST_REFUSED]
        for position, row in enumerate(rows.iterator(), start=1):
            _write(sheet, position, row, list(titles), kind, look, language)
    return buffer.getvalue()


def _data_sheet(book: Any, kind: TableKind) -> None:
    sheet = book.add_worksheet(kind.id[:31])
    text = book.add_format({"num_format": "@"})
    must = book.add_format({"bold": True, "bg_color": "#0B5A7A", "font_color": "#FFFFFF", "border": 1})
    may = book.add_format({"bold": True, "bg_color": "#E3EFF4", "border": 1})
    for column, one in enumerate(kind.fields):
        sheet.set_column(column, column, max(14, len(one.id) + 4), text)
        sheet.write_string(0, column, one.id, must if one.required else may)
        if one.hint:
            sheet.write_comment(0, column, one.hint, {"x_scale": 1.5})
    sheet.freeze_panes(1, 0)


def _guide_sheet(book: Any, kind: TableKind) -> None:
    sheet = book.add_worksheet("Petunjuk")
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for column, (title, width) in enumerate((("Kolom", 28), ("Wajib", 8), ("Isi", 60), ("Contoh", 36))):
        sheet.set_column(column, column, width, wrap)
        sheet.write_string(0, column, title, bold)
    for row, one in enumerate(kind.fields, start=1):
        for column, text in enumerate((one.id, "ya" if one.required else "", one.hint, one.example)):
            sheet.write_string(row, column, text, wrap)


def _look(book: Any) -> dict[str, Any]:
    top = {"valign": "top"}
    bad = {"num_format": "@", "bg_color": "#F6B8B3", "font_color": "#7A1007", "border": 1}
    return {
        "head": book.add_format({"bold": True, "bg_color": "#E3EFF4", "border": 1, "text_wrap": True, **top}),
        "text": book.add_format({"num_format": "@", **top}),
        "day": book.add_format({"num_format": "dd-mm-yyyy", "align": "left", **top}),
        "bad": book.add_format(bad | top),
        "note": book.add_format({"text_wrap": True, "font_color": "#7A1007", **top}),
    }


def _write(
    sheet: Any,
    position: int,
    row: TableRow,
    names: list[str],
    kind: TableKind,
    look: dict[str, Any],
    language: str,
) -> None:
    faults = [one for data in row.remarks if (one := remark_from_json(data)).is_fault]
    wrong = _wrong(faults, names, language)
    sheet.write_number(position, 0, row.number)
    for column, name in enumerate(names, start=1):
        value, bad = row.values.get(name, ""), column in wrong
        found = parse_date(value) if kind.field(name).read is readers.day and value and not bad else None
        if found is not None:
            sheet.write_datetime(position, column, found, look["day"])
        elif value != "" or bad:
            sheet.write_string(position, column, text_of(value), look["bad" if bad else "text"])
    for column, sentence in wrong.items():
        sheet.write_comment(position, column, sentence, {"x_scale": 2})
    told = "\n".join(one.sentence(language) for one in faults)
    sheet.write_string(position, len(names) + 1, told, look["note"])


def _wrong(faults: list[Remark], names: list[str], language: str) -> dict[int, str]:
    """Column -> what is wrong there; what belongs to no column of the file stands in the first."""
    places = {name: column for column, name in enumerate(names, start=1)}
    found: dict[int, str] = {}
    for one in faults:
        column = places.get(one.field, 1)
        found[column] = "\n".join(text for text in (found.get(column, ""), one.sentence(language)) if text)
    return found

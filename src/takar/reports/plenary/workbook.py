"""The table of a plenary as Excel: a sheet per post, and one with the ratings before the discussion."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import xlsxwriter

from takar.reports.plenary.file import PlenaryFile
from takar.reports.plenary.minutes import rating_rows, table_rows

_HEADER = 3


def workbook(file: PlenaryFile) -> bytes:
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    title = f"Tabel pleno {file.selection.title}"
    book.set_properties({"title": title, "company": file.selection.organiser})
    formats = _formats(book)
    watermark = str(file.head(title)["watermark"])
    for code in file.codes:
        table = file.book.tables[code]
        parts = [(one.name, 12) for one in table.rules.components]
        columns = [("Peringkat", 10), ("Nomor", 9), ("Nama", 34), *parts, ("Jumlah", 10), ("Putusan", 24)]
        _sheet(book, formats, code, f"{title}: {table.title}", watermark, columns, table_rows(file, code))
    rows = [row for code in file.codes for row in rating_rows(file, code)]
    columns = [("Nomor", 9), ("Nama", 34), ("Ruang", 24), ("Penilai", 28), ("Nilai", 12)]
    _sheet(book, formats, "Penilai", f"{title}: nilai sebelum pembahasan", watermark, columns, rows)
    book.close()
    return buffer.getvalue()


def _formats(book: Any) -> dict[str, Any]:
    cell = {"border": 1, "border_color": "#C9D1D9", "valign": "vcenter"}
    return {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "quiet": book.add_format({"font_color": "#5B6875"}),
        "header": book.add_format(
            {**cell, "bold": True, "text_wrap": True, "align": "center", "bg_color": "#DCE6F0"}
        ),
        "text": book.add_format({**cell, "text_wrap": True}),
        "number": book.add_format({**cell, "num_format": "0.00", "align": "center"}),
    }


def _sheet(
    book: Any,
    formats: dict[str, Any],
    name: str,
    title: str,
    watermark: str,
    columns: Sequence[tuple[str, int]],
    rows: Sequence[Sequence[str]],
) -> None:
    sheet = book.add_worksheet(name[:31])
    sheet.write_string(0, 0, title, formats["title"])
    sheet.write_string(1, 0, f"Rahasia jabatan. Diunduh {watermark}", formats["quiet"])
    for place, (heading, width) in enumerate(columns):
        sheet.set_column(place, place, width)
        sheet.write_string(_HEADER, place, heading, formats["header"])
    sheet.set_row(_HEADER, 32)
    for offset, row in enumerate(rows, _HEADER + 1):
        for place, value in enumerate(row):
            _write(sheet, formats, offset, place, value, columns[place][0])
    sheet.freeze_panes(_HEADER + 1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEADER)
    sheet.set_footer(f"&L{watermark.replace('&', '&&')}&R&P / &N")


def _write(sheet: Any, formats: dict[str, Any], row: int, column: int, value: str, heading: str) -> None:
    """Figures as numbers; a participant's number keeps its zeros."""
    plain = value.replace(".", "").replace(",", ".")
    figure = (
        heading not in ("Nomor", "Nama", "Putusan", "Ruang", "Penilai")
        and plain.replace(".", "", 1).isdigit()
    )
    if figure:
        sheet.write_number(row, column, float(plain), formats["number" if "," in value else "text"])
    else:
        sheet.write_string(row, column, value, formats["text"])

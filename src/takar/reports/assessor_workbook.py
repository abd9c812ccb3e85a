"""The recap of assessor meetings as Excel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

import xlsxwriter

from takar.exercises.public import Integration, Total
from takar.kernel.refusals import Refusal

_HEADER = 3
Line = tuple[Integration, Total | Refusal | None]


def workbook(
    title: str, organiser: str, lines: Sequence[Line], potential: Mapping[str, str] | None = None
) -> bytes:
    """One row per participant, sorted as given; a second sheet lists every departure from the rule.

    `potential`: NIP -> mean of the aspects that the test beside the meeting has measured.
    """
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties(
        {
            "title": f"Rekap {title}",
            "company": organiser,
            "created": lines[0][0].signed_at.replace(tzinfo=None),
        }
    )
    bold, wrap = (
        book.add_format({"bold": True, "text_wrap": True, "border": 1}),
        book.add_format({"text_wrap": True}),
    )
    _values(book.add_worksheet("Rekap"), title, lines, potential or {}, bold)
    _departures(book.add_worksheet("Penyimpangan"), lines, bold, wrap)
    book.close()
    return buffer.getvalue()


def _values(sheet: Any, title: str, lines: Sequence[Line], potential: Mapping[str, str], bold: Any) -> None:
    names = [one["name"] for one in lines[0][0].values]
    columns = ["Nomor", "Nama", "NIP", *names, "Jumlah", "Standar", "JPM (%)", "Kategori"]
    columns += ["Potensi (0–100)"] if potential else []
    sheet.write_string(0, 0, f"Rekapitulasi rapat asesor: {title}", bold)
    sheet.write_string(1, 0, "NE: tidak dinilai karena tidak ada bukti; bukan nol.")
    for place, text in enumerate(columns):
        sheet.set_column(place, place, 30 if place == 1 else 21 if place == 2 else 12)
        sheet.write_string(_HEADER, place, text, bold)
    for place, (one, total) in enumerate(lines, _HEADER + 1):
        for column, text in enumerate((one.number, one.name, one.nip)):
            sheet.write_string(place, column, text)
        for column, value in enumerate(one.values, 3):
            _cell(sheet, place, column, value["value"])
        if isinstance(total, Total):
            end = 3 + len(names)
            sheet.write_number(place, end, float(total.total))
            sheet.write_number(place, end + 1, total.standard)
            sheet.write_number(place, end + 2, float(total.jpm))
            sheet.write_string(place, end + 3, total.category)
        if one.nip in potential:
            sheet.write_number(place, len(columns) - 1, float(potential[one.nip]))
    sheet.freeze_panes(_HEADER + 1, 2)
    sheet.autofilter(_HEADER, 0, _HEADER + len(lines), len(columns) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _cell(sheet: Any, row: int, column: int, value: str) -> None:
    if value == "NE":
        sheet.write_string(row, column, "NE")
    else:
        sheet.write_number(row, column, float(value))


def _departures(sheet: Any, lines: Sequence[Line], bold: Any, wrap: Any) -> None:
    for place, text in enumerate(
        ("Nomor", "Nama", "Kompetensi", "Menurut aturan", "Ditetapkan", "Alasan", "Penjelasan", "Oleh")
    ):
        sheet.write_string(0, place, text, bold)
        sheet.set_column(place, place, 50 if place == 6 else 18)
    row = 1
    for one, _ in lines:
        for each in one.departures:
            cells = (
                one.number,
                one.name,
                each["dimension"],
                each["rule"],
                each["new"],
                each["code"],
                each["text"],
                each["by"],
            )
            for place, text in enumerate(cells):
                sheet.write_string(row, place, str(text), wrap)
            row += 1

"""The refused rows as an Excel file: faulty cells red, each with a comment, ready to be mended and uploaded."""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter

from takar.certificates.domain.entries import last_day
from takar.certificates.domain.findings import Finding, finding_from_json
from takar.certificates.models import CertificateImport, ImportedRow, Verdict
from takar.certificates.workbooks.sheets import Look, look_of, write_head
from takar.people.public import text_of

MOST_REFUSED = 20_000
_DATES = frozenset({"assessed_on", "stated_until"})
_WORDS = {
    "id": ("Baris asal", "Kesalahan dan cara memperbaiki", "Perbaiki"),
    "en": ("Original row", "Fault and remedy", "To mend"),
}


def refused_workbook(source: CertificateImport, language: str = "id") -> bytes:
    """An .xlsx with the columns that were read, which the import reads again."""
    titles = {field: title for field, (_column, title) in _columns(source)}
    first, last, tab = _WORDS[language]
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        look, sheet = look_of(book), book.add_worksheet(tab)
        write_head(sheet, 0, [(first, 9), *((title, 22) for title in titles.values()), (last, 70)], look)
        rows = source.rows.filter(verdict=Verdict.REFUSED).order_by("number")[:MOST_REFUSED]
        for position, row in enumerate(rows.iterator(), start=1):
            _write(sheet, position, row, list(titles), look, language)
    return buffer.getvalue()


def _columns(source: CertificateImport) -> list[tuple[str, list[Any]]]:
    return sorted(source.reading["columns"].items(), key=lambda one: one[1][0])


def _write(sheet: Any, position: int, row: ImportedRow, fields: list[str], look: Look, language: str) -> None:
    faults = [one for data in row.findings if (one := finding_from_json(data)).is_fault]
    wrong = _wrong(faults, fields, language)
    sheet.write_number(position, 0, row.number)
    for column, field in enumerate(fields, start=1):
        value = row.values.get(field, "")
        day = last_day(value) if field in _DATES and value and column not in wrong else None
        if day is not None:
            sheet.write_datetime(position, column, day, look.day)
        elif value != "" or column in wrong:
            sheet.write_string(position, column, text_of(value), look.bad if column in wrong else look.text)
    for column, sentence in wrong.items():
        sheet.write_comment(position, column, sentence, {"x_scale": 2})
    sheet.write_string(
        position, len(fields) + 1, "\n".join(one.sentence(language) for one in faults), look.note
    )


def _wrong(faults: list[Finding], fields: list[str], language: str) -> dict[int, str]:
    """Column -> what is wrong there; what belongs to no column of the file stands at the NIP."""
    places = {field: column for column, field in enumerate(fields, start=1)}
    found: dict[int, str] = {}
    for one in faults:
        column = places.get(one.field, places["nip"])
        found[column] = "\n".join(text for text in (found.get(column, ""), one.sentence(language)) if text)
    return found

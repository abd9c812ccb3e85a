"""Rows of a workbook as texts."""

from __future__ import annotations

import io

from python_calamine import CalamineError, CalamineWorkbook

from takar.items.domain.sheet import Header, find_header
from takar.kernel.refusals import Refusal

MOST_BYTES = 10 * 2**20
MOST_ROWS = 5000


class Sheet:
    """One sheet with a header that was understood."""

    def __init__(self, name: str, rows: list[list[str]], header: Header) -> None:
        self.name, self.rows, self.header = name, rows, header


def open_sheet(content: bytes) -> Sheet | Refusal:
    """The first sheet with the headings of the template, in .xlsx, .xls or .ods.

    Refuses FILE_TOO_BIG, FILE_NOT_A_SPREADSHEET, HEADER_NOT_FOUND, TOO_MANY_ROWS.
    """
    if len(content) > MOST_BYTES:
        return _too_big()
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [(name, _texts(book, name)) for name in book.sheet_names]
    except (CalamineError, ValueError, OSError):
        return _not_a_spreadsheet()
    for name, rows in sheets:
        header = find_header(rows)
        if header is not None:
            return _too_many(len(rows)) if len(rows) > MOST_ROWS else Sheet(name, rows, header)
    return _no_header([name for name, _ in sheets])


def _texts(book: CalamineWorkbook, name: str) -> list[list[str]]:
    rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    return [[_text(cell) for cell in row] for row in rows]


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _too_big() -> Refusal:
    return Refusal(
        "FILE_TOO_BIG",
        "Berkas melebihi 10 MB. Pecahlah menjadi beberapa berkas, atau hapus gambar dan lembar yang tidak perlu.",
        "The file is larger than 10 MB. Split it, or remove pictures and sheets that are not needed.",
    )


def _not_a_spreadsheet() -> Refusal:
    return Refusal(
        "FILE_NOT_A_SPREADSHEET",
        "Berkas ini tidak dapat dibaca sebagai lembar kerja. Simpanlah sebagai .xlsx tanpa kata sandi lalu unggah lagi.",
        "This file cannot be read as a spreadsheet. Save it as .xlsx without a password and upload it again.",
    )


def _no_header(names: list[str]) -> Refusal:
    said = ", ".join(names)
    return Refusal(
        "HEADER_NOT_FOUND",
        f"Judul kolom Kode, Jenis, Skala, dan Pokok soal tidak ditemukan dalam 20 baris pertama lembar: {said}. "
        "Pakailah templat yang tersedia di halaman ini.",
        f"The headings Kode, Jenis, Skala and Pokok soal were not found in the first 20 rows of: {said}. "
        "Use the template offered on this page.",
    )


def _too_many(rows: int) -> Refusal:
    return Refusal(
        "TOO_MANY_ROWS",
        f"Lembar ini memiliki {rows} baris, sedangkan sekali impor paling banyak {MOST_ROWS}. Pecahlah berkasnya.",
        f"This sheet has {rows} rows; one import takes at most {MOST_ROWS}. Split the file.",
    )

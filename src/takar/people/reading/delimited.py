"""Text with delimiters: .csv in the encodings and with the separators that Excel and agencies write."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from pathlib import Path

from takar.kernel.refusals import Refusal
from takar.people.domain.cells import Cell, Row
from takar.people.domain.headers import HEADER_WITHIN, find_header
from takar.people.reading import refusals
from takar.people.reading.errors import BrokenFile

_DELIMITERS = ";,\t|"
_CHUNK = 1 << 20


def open_delimited(path: Path, head: bytes) -> DelimitedText | Refusal:
    encoding = _encoding(path, head)
    if encoding is None:
        return refusals.NOT_A_SPREADSHEET
    return DelimitedText(path, encoding, _delimiter(path, encoding))


class DelimitedText:
    """A file of text is a workbook with one sheet."""

    since_1904 = False

    def __init__(self, path: Path, encoding: str, delimiter: str) -> None:
        self._path, self.encoding, self.delimiter = path, encoding, delimiter
        self.sheets: tuple[str, ...] = ("CSV",)
        self.done, self.size = 0, max(path.stat().st_size, 1)

    def rows(self, sheet: str, columns: frozenset[int] | None = None) -> Iterator[Row]:
        try:
            with self._path.open("rb") as raw:
                text = io.TextIOWrapper(raw, encoding=self.encoding, newline="")
                for number, values in enumerate(csv.reader(text, delimiter=self.delimiter), start=1):
                    self.done = raw.tell()
                    cells: dict[int, Cell] = {
                        column: value
                        for column, value in enumerate(values)
                        if value and (columns is None or column in columns)
                    }
                    if cells:
                        yield number, cells
        except (csv.Error, UnicodeError) as fault:
            raise BrokenFile(str(fault)) from fault


def _encoding(path: Path, head: bytes) -> str | None:
    """UTF-16 by its mark, UTF-8 if all of the file is UTF-8, else cp1252; None for binary files."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\x00" in head:
        return None
    return "utf-8-sig" if _is_utf8(path) else "cp1252"


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _delimiter(path: Path, encoding: str) -> str:
    """The separator with which a header appears; failing that, the one that makes the widest rows."""
    widest = (0, ",")
    for delimiter in _DELIMITERS:
        rows = _first_rows(path, encoding, delimiter)
        if find_header(rows):
            return delimiter
        widest = max(widest, (max((len(cells) for _, cells in rows), default=0), delimiter))
    return widest[1]


def _first_rows(path: Path, encoding: str, delimiter: str) -> list[Row]:
    rows: list[Row] = []
    try:
        for row in DelimitedText(path, encoding, delimiter).rows("CSV"):
            if row[0] > HEADER_WITHIN:
                break
            rows.append(row)
    except BrokenFile:
        return rows
    return rows

"""Opens a file by what it is, whatever its name says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from takar.kernel.refusals import Refusal
from takar.people.domain.cells import Row
from takar.people.reading import refusals
from takar.people.reading.delimited import open_delimited
from takar.people.reading.errors import BrokenFile
from takar.people.reading.xls import open_xls
from takar.people.reading.xlsx import open_xlsx

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_HTML = (b"<html", b"<!doctype html", b"<table", b"<?xml", b"<style", b"<meta", b"mime-version")


class Workbook(Protocol):
    """Sheets of rows. `done` and `size` say how much of the sheet being read is behind, in any unit."""

    sheets: tuple[str, ...]
    done: int
    size: int

    @property
    def since_1904(self) -> bool: ...

    def rows(self, sheet: str, columns: frozenset[int] | None = None) -> Iterator[Row]:
        """Filled rows in order, only `columns` of them. Raises BrokenFile where the file cannot be read on."""


def read_sheets(path: Path) -> list[list[Row]] | Refusal:
    """The filled rows of every sheet at once, for short lists. Refuses what `open_workbook` refuses, and FILE_BROKEN."""
    book = open_workbook(path)
    if isinstance(book, Refusal):
        return book
    try:
        return [list(book.rows(sheet)) for sheet in book.sheets]
    except BrokenFile:
        return refusals.BROKEN


def open_workbook(path: Path) -> Workbook | Refusal:
    with path.open("rb") as file:
        head = file.read(4096)
    if not head.strip():
        return refusals.EMPTY
    if head.startswith(_ZIP):
        return open_xlsx(path)
    if head.startswith(_OLE):
        return open_xls(path)
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(_HTML):
        return refusals.IS_HTML
    return open_delimited(path, head)

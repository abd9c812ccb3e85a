"""A streaming reader of .xlsx (ISO/IEC 29500, transitional and strict).

python-calamine reads a whole sheet into memory (measured: 340 MB for 100,000 rows of 35 columns), so .xlsx
is parsed here in one pass: the sheet's XML is never held, shared strings lie packed in one buffer.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from xml.etree import ElementTree
from xml.parsers import expat

from takar.kernel.refusals import Refusal
from takar.people.domain.cells import Row
from takar.people.reading import refusals
from takar.people.reading.errors import BrokenFile
from takar.people.reading.shared_strings import SharedStrings
from takar.people.reading.sheet_xml import SheetParser

_MOST_ENTRIES = 5_000
_MOST_BYTES = 4 * 2**30
_MOST_STRING_BYTES = 600 * 2**20
_MOST_RATIO = 250  # deflate reaches 1032 on nothing but repetition; real sheets stay below 60
_RATIO_FROM = 50 * 2**20
_MOST_INDEX_BYTES = 10 * 2**20
_CHUNK = 1 << 18
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    EOFError,
    KeyError,
    ValueError,
    IndexError,
    OSError,
)


def open_xlsx(path: Path) -> XlsxWorkbook | Refusal:
    try:
        archive = zipfile.ZipFile(path)
        refusal = _refusal(archive)
        return refusal or XlsxWorkbook(archive)
    except (*_BROKEN, ElementTree.ParseError, NotImplementedError, RuntimeError):
        return refusals.BROKEN


def _refusal(archive: zipfile.ZipFile) -> Refusal | None:
    entries = archive.infolist()
    names = {entry.filename.lower() for entry in entries}
    if any(entry.flag_bits & 1 for entry in entries):
        return refusals.ENCRYPTED
    if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in names):
        return refusals.HAS_MACROS
    if not any(name.endswith("workbook.xml") for name in names):
        return refusals.NOT_A_SPREADSHEET
    return refusals.TOO_LARGE if _is_bomb(entries) else None


def _is_bomb(entries: list[zipfile.ZipInfo]) -> bool:
    """Sizes are those the archive declares; zipfile never unpacks more than it declares."""
    if len(entries) > _MOST_ENTRIES or sum(entry.file_size for entry in entries) > _MOST_BYTES:
        return True
    return any(
        (entry.file_size > _RATIO_FROM and entry.file_size > _MOST_RATIO * max(entry.compress_size, 1))
        or (entry.filename.lower().endswith("sharedstrings.xml") and entry.file_size > _MOST_STRING_BYTES)
        for entry in entries
    )


class XlsxWorkbook:
    """Sheets in their order, visible ones first."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._strings: SharedStrings | None = None
        self.done, self.size = 0, 1
        book_path, relations = _main_part(archive)
        book = _parse(archive, book_path)
        properties = next(_named(book, "workbookPr"), None)
        flag = properties.get("date1904", "0") if properties is not None else "0"
        self.since_1904 = flag in ("1", "true")
        self._paths = dict(_sheets(book, relations, set(archive.namelist())))
        self.sheets = tuple(self._paths)
        self._strings_path = next((t for k, t in relations.values() if k == "sharedStrings"), "")

    def rows(self, sheet: str, columns: frozenset[int] | None = None) -> Iterator[Row]:
        try:
            parser = SheetParser(self._shared_strings(), columns)
            entry = self._archive.getinfo(self._paths[sheet])
            self.done, self.size = 0, max(entry.file_size, 1)
            with self._archive.open(entry) as stream:
                while chunk := stream.read(_CHUNK):
                    self.done += len(chunk)
                    yield from parser.feed(chunk)
            parser.close()
        except _BROKEN as fault:
            raise BrokenFile(str(fault)) from fault

    def sheet_stream(self, sheet: str) -> IO[bytes]:
        """The XML of a sheet, for readers that are faster than `rows` and know their limits."""
        return self._archive.open(self._paths[sheet])

    def sheet_size(self, sheet: str) -> int:
        """Bytes of a sheet's XML, as declared."""
        return self._archive.getinfo(self._paths[sheet]).file_size

    def strings_stream(self) -> IO[bytes] | None:
        """The XML of the shared strings; None where the workbook has none."""
        has_strings = self._strings_path in self._archive.namelist()
        return self._archive.open(self._strings_path) if has_strings else None

    def _shared_strings(self) -> SharedStrings:
        if self._strings is None:
            self._strings = SharedStrings()
            if self._strings_path in self._archive.namelist():
                with self._archive.open(self._strings_path) as stream:
                    self._strings.read(iter(lambda: stream.read(_CHUNK), b""))
        return self._strings


def _main_part(archive: zipfile.ZipFile) -> tuple[str, dict[str, tuple[str, str]]]:
    root = _relations(archive, "")
    book = next((target for kind, target in root.values() if kind == "officeDocument"), "xl/workbook.xml")
    return book, _relations(archive, book)


def _relations(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Id -> (kind, path in the archive) of what `part` refers to."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if path not in archive.namelist():
        return {}
    return {
        relation.get("Id", ""): (
            relation.get("Type", "").rpartition("/")[2],
            posixpath.normpath(posixpath.join(folder, relation.get("Target", ""))).lstrip("/"),
        )
        for relation in _named(_parse(archive, path), "Relationship")
    }


def _sheets(
    book: ElementTree.Element, relations: dict[str, tuple[str, str]], parts: set[str]
) -> list[tuple[str, str]]:
    found = []
    for sheet in _named(book, "sheet"):
        target = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
        kind, path = relations.get(target, ("", ""))
        if kind == "worksheet" and path in parts:
            found.append((sheet.get("state", "visible") != "visible", sheet.get("name", ""), path))
    return [(name, path) for _, name, path in sorted(found, key=lambda each: each[0])]


def _named(element: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    """Elements by local name: strict and transitional files differ in their namespaces only."""
    return (child for child in element.iter() if child.tag.rpartition("}")[2] == name)


def _parse(archive: zipfile.ZipFile, path: str) -> ElementTree.Element:
    if archive.getinfo(path).file_size > _MOST_INDEX_BYTES:
        raise ValueError(f"{path} is too large")
    data = archive.read(path)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise ValueError(f"{path} declares a document type")
    return ElementTree.fromstring(data)  # noqa: S314  no document type, so no entities to expand

"""Turns the XML of one worksheet into rows, chunk by chunk."""

from __future__ import annotations

from xml.parsers import expat

from takar.people.domain.cells import Cell, Row
from takar.people.reading.shared_strings import SharedStrings, refuse_doctype, unescape

_MOST_TEXT = 100_000  # Excel itself stops at 32,767


class SheetParser:
    """Feed it the bytes of a worksheet; it gives back the rows that ended in them.

    Written around expat's callbacks: 449,000 rows x 35 columns are 70 million of them, so the common path
    is a few statements long and columns that nobody asked for are not converted.
    """

    def __init__(self, strings: SharedStrings, columns: frozenset[int] | None) -> None:
        self._strings, self._wanted = strings, columns
        self._ready: list[Row] = []
        self._parts: list[str] = []
        self._cells: dict[int, Cell] = {}
        self._number = 0
        self._column, self._kind, self._has_value = -1, "", False
        self._phonetic_from = 0
        self._known: dict[str, int] = {}
        self._prefix = ""
        self._parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = refuse_doctype
        parser.StartElementHandler = self._first
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._parts.append

    def feed(self, chunk: bytes) -> list[Row]:
        self._parser.Parse(chunk, False)
        ready, self._ready[:] = self._ready[:], []
        return ready

    def close(self) -> None:
        """Raises expat.ExpatError when the XML stops half way."""
        self._parser.Parse(b"", True)

    def _first(self, name: str, attributes: dict[str, str]) -> None:
        """The root tells whether elements carry a prefix ("x:worksheet"), which only some programs write."""
        prefix = name.rpartition("worksheet")[0]
        if prefix:
            cut = len(prefix)
            self._parser.StartElementHandler = lambda n, a: self._start(n[cut:], a)
            self._parser.EndElementHandler = lambda n: self._end(n[cut:])
        else:
            self._parser.StartElementHandler = self._start

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._column = self._column_of(attributes.get("r"))
            self._kind = attributes.get("t", "n")
            self._has_value = False
        elif name in ("v", "is"):
            self._parts.clear()
            self._has_value = True
        elif name == "row":
            self._number = int(attributes.get("r", self._number + 1))
            self._cells, self._column = {}, -1
        elif name == "rPh":
            self._phonetic_from = len(self._parts)

    def _end(self, name: str) -> None:
        if name == "c":
            if self._has_value and (self._wanted is None or self._column in self._wanted):
                self._keep()
        elif name == "row":
            if self._cells:
                self._ready.append((self._number, self._cells))
        elif name == "rPh":
            del self._parts[self._phonetic_from :]
        elif not self._has_value:
            self._parts.clear()

    def _keep(self) -> None:
        text = "".join(self._parts)
        self._has_value = False
        self._parts.clear()
        if not text:
            return
        kind = self._kind
        if kind == "s":
            value: Cell = self._strings[int(text)]
        elif kind == "n":
            value = _number(text)
        elif kind == "b":
            value = "TRUE" if text == "1" else "FALSE"
        else:
            value = unescape(text[:_MOST_TEXT])
        if value != "":
            self._cells[self._column] = value

    def _column_of(self, reference: str | None) -> int:
        """ "AB12" -> 27; without a reference the cell stands right of the one before."""
        if reference is None:
            return self._column + 1
        letters = reference.rstrip("0123456789")
        column = self._known.get(letters)
        if column is None:
            column = self._known[letters] = _column_index(letters)
        return column


def _column_index(letters: str) -> int:
    index = 0
    for letter in letters.upper():
        if not "A" <= letter <= "Z" or index > 20_000:
            raise ValueError(f"{letters!r} is no column")
        index = index * 26 + ord(letter) - 64
    return index - 1


def _number(text: str) -> float | int:
    return int(text) if text.isdecimal() and len(text) < 16 else float(text)

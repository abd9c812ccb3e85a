"""The table of texts of an .xlsx, packed: 8 bytes and the UTF-8 text for each, where a Python str takes 70."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable
from xml.parsers import expat

from takar.people.reading.errors import BrokenFile

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class SharedStrings:
    """Texts by number."""

    def __init__(self) -> None:
        self._texts = bytearray()
        self._ends = array("Q", [0])

    def __getitem__(self, number: int) -> str:
        if not 0 <= number < len(self):
            raise IndexError(f"there is no shared string {number}")
        return self._texts[self._ends[number] : self._ends[number + 1]].decode()

    def __len__(self) -> int:
        return len(self._ends) - 1

    def append(self, text: str) -> None:
        self._texts += text.encode()
        self._ends.append(len(self._texts))

    def read(self, chunks: Iterable[bytes]) -> None:
        """Take in the XML of xl/sharedStrings.xml."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = refuse_doctype
        parts: list[str] = []
        kept = 0

        def start(name: str, _: dict[str, str]) -> None:
            nonlocal kept
            local = name.rpartition(":")[2]
            if local == "si":
                parts.clear()
            elif local == "rPh":
                kept = len(parts)

        def end(name: str) -> None:
            local = name.rpartition(":")[2]
            if local == "si":
                self.append(unescape("".join(parts)))
            elif local == "rPh":  # how to pronounce it, not what is written
                del parts[kept:]

        parser.StartElementHandler, parser.EndElementHandler = start, end
        parser.CharacterDataHandler = parts.append
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)


def unescape(text: str) -> str:
    """_x000D_ -> a carriage return, as Excel writes characters that XML cannot hold."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def refuse_doctype(*_: object) -> None:
    raise BrokenFile("a document type is declared, which no spreadsheet needs")

"""A worksheet as columns, in one pass over its XML."""

from __future__ import annotations

import zipfile
import zlib
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import IO, Any

import numpy as np

from takar.people.public import HEADER_WITHIN, BrokenFile, Row, XlsxWorkbook
from takar.readiness.domain.table import Column
from takar.readiness.reading.columns import Codes, tidy
from takar.readiness.reading.shared_texts import SharedTexts, plain, plain_all
from takar.readiness.reading.tokens import (
    NUMBER,
    SHARED,
    TEXT,
    TRUTH,
    Cells,
    Numbers,
    Unusual,
    digits_at,
    find_cells,
    join_cells,
)

_PIECE = 1 << 20
_MOST_PIECE = 64 << 20
_TOGETHER, _AHEAD = 8, 2
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError)
# No text of XML can begin with these.
_SIGNS = {TEXT: b"", NUMBER: b"\x01", TRUTH: b"\x02"}
CellText = Callable[[str, Sequence[Any]], list[str]]
"""Field and its different cells as read -> the texts that are judged."""
Report = Callable[[int], None]
"""Takes the bytes of XML read so far."""


class FastXlsx:
    """Reads the sheets of one workbook. Raises Unusual where the patient reader must take over, BrokenFile where
    nobody can read on."""

    def __init__(self, book: XlsxWorkbook) -> None:
        self._book = book
        self._texts: SharedTexts | None = None

    @property
    def texts(self) -> SharedTexts:
        if self._texts is None:
            with _told():
                self._texts = SharedTexts(self._book.strings_stream())
        return self._texts

    def size_of(self, sheet: str) -> int:
        """Bytes of XML, as the archive declares them."""
        return self._book.sheet_size(sheet)

    def top(self, sheet: str) -> list[Row]:
        """The filled rows among the first 20."""
        with _told(), self._book.sheet_stream(sheet) as stream:
            piece, _ = next(_pieces(stream), (b"", 0))
        found = find_cells(piece, None)
        rows: dict[int, dict[int, str | float]] = {}
        for place in range(len(found.row)):
            number = int(found.numbers[found.row[place]])
            if number > HEADER_WITHIN:
                break
            rows.setdefault(number, {})[int(found.column[place])] = self._cell(piece, found, place)
        return [(number, dict(cells)) for number, cells in sorted(rows.items())]

    def columns(
        self, sheet: str, wanted: dict[str, int], text: CellText, report: Report
    ) -> tuple[Numbers, dict[str, Column]]:
        """Row numbers of all rows, and the wanted columns (field -> index) of them."""
        mask = np.zeros(702, bool)
        mask[list(wanted.values())] = True
        growing = {field: _Growing(column) for field, column in wanted.items()}
        numbers: list[Numbers] = []
        with _told(), self._book.sheet_stream(sheet) as stream:
            for piece, cells, shared, read in _ahead(_found(stream, mask)):
                report(read)
                numbers.append(cells.numbers)
                for column in growing.values():
                    column.add(piece, cells, shared)
        done = {field: column.finish(field, self.texts, text) for field, column in growing.items()}
        return np.concatenate(numbers) if numbers else np.zeros(0, np.int64), done

    def _cell(self, piece: bytes, cells: Cells, place: int) -> str | float:
        raw = piece[int(cells.start[place]) : int(cells.end[place])]
        if cells.kind[place] == SHARED:
            return self.texts.texts(np.array([int(raw)]))[0]
        return _value(_SIGNS[int(cells.kind[place])] + raw)


class _Growing:
    """One column: numbers of shared texts as they are, everything else by codes below zero."""

    def __init__(self, column: int) -> None:
        self._column = column
        self._others = Codes()
        self._pieces: list[Numbers] = []

    def add(self, piece: bytes, cells: Cells, shared: Numbers) -> None:
        codes = np.full(len(cells.numbers), -1, np.int32)
        mine = np.flatnonzero(cells.column == self._column)
        kind = cells.kind[mine]
        by_text = mine[kind == SHARED]
        codes[cells.row[by_text]] = shared[by_text]
        if len(by_text) < len(mine):
            for each in set(kind.tolist()) - {SHARED}:
                self._add_written(piece, cells, mine[kind == each], each, codes)
        self._pieces.append(codes)

    def _add_written(self, piece: bytes, cells: Cells, places: Numbers, kind: int, codes: Numbers) -> None:
        """Values that stand in the cell itself; numbers are told from texts by a sign in front."""
        spans = zip(cells.start[places].tolist(), cells.end[places].tolist(), strict=True)
        raw = [piece[start:end] for start, end in spans]
        if kind != TEXT:
            raw = [_SIGNS[kind] + each for each in raw]
        codes[cells.row[places]] = -2 - self._others.of(raw)

    def finish(self, field: str, texts: SharedTexts, text: CellText) -> Column:
        codes = np.concatenate(self._pieces) if self._pieces else np.zeros(0, np.int32)
        self._pieces.clear()
        if len(codes) and int(codes.max()) >= len(texts):
            raise Unusual("a shared text that is not there")
        used = np.zeros(len(texts) + 1, bool)
        used[codes[codes >= 0]] = True
        shared = np.flatnonzero(used)
        values: list[str] = ["", *text(field, texts.texts(shared)), *text(field, _values(list(self._others)))]
        place = np.zeros(len(texts) + 1, np.int32)
        place[shared] = np.arange(1, len(shared) + 1)
        below = np.where(codes < -1, len(shared) - 1 - codes, 0)
        return tidy(values, np.where(codes >= 0, place[np.maximum(codes, 0)], below))


_Found = tuple[bytes, Cells, Numbers, int]


def _found(stream: IO[bytes], mask: Numbers) -> Iterator[_Found]:
    """Each piece with its cells, and the bytes of XML read so far."""
    pieces = _pieces(stream)
    while group := list(islice(pieces, _TOGETHER)):
        piece, cells = join_cells([(piece, find_cells(piece, mask)) for piece, _ in group])
        yield piece, cells, _shared_numbers(piece, cells), group[-1][1]


def _ahead(found: Iterator[_Found]) -> Iterator[_Found]:
    """Unpacks and finds cells on the other core while this one collects them: zlib and NumPy let go of the interpreter."""
    with ThreadPoolExecutor(1, "takar-cells") as pool:
        waiting = deque(pool.submit(next, found, None) for _ in range(_AHEAD))
        while (each := waiting.popleft().result()) is not None:
            waiting.append(pool.submit(next, found, None))
            yield each


def _shared_numbers(piece: bytes, cells: Cells) -> Numbers:
    numbers = np.zeros(len(cells.row), np.int32)
    shared = cells.kind == SHARED
    text = np.frombuffer(piece, np.uint8)
    numbers[shared] = digits_at(text, cells.start[shared], cells.end[shared])
    return numbers


def _values(raw: list[bytes]) -> Sequence[str | float]:
    """Values with their signs in front."""
    joined = b"".join(raw)
    if _SIGNS[NUMBER] in joined or _SIGNS[TRUTH] in joined:
        return [_value(each) for each in raw]
    return plain_all(raw)


def _value(raw: bytes) -> str | float:
    """A value with its sign in front."""
    if raw[:1] == _SIGNS[TRUTH]:
        return "TRUE" if raw[1:] == b"1" else "FALSE"
    if raw[:1] != _SIGNS[NUMBER]:
        return plain(raw)
    text = plain(raw[1:])
    try:
        return int(text) if text.isdecimal() and len(text) < 16 else float(text)
    except ValueError as fault:
        raise BrokenFile(f"{text!r} is no number") from fault


def _pieces(stream: IO[bytes]) -> Iterator[tuple[bytes, int]]:
    """Pieces of XML that end with whole rows, and the bytes read so far."""
    rest, read = b"", 0
    first = True
    while more := stream.read(_PIECE):
        read += len(more)
        if first and b"<worksheet" not in more[:4096]:
            raise Unusual("a prefix, or no worksheet")
        first = False
        rest += more
        cut = rest.rfind(b"</row>") + 6
        if cut >= 6:
            yield rest[:cut], read
            rest = rest[cut:]
        elif len(rest) > _MOST_PIECE:
            raise Unusual("one endless row")
    if b"</worksheet>" not in rest:
        raise Unusual("the sheet does not end")
    if b"<row" in rest:
        yield rest, read


class _told:
    """Faults of the archive become BrokenFile."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, fault: BaseException | None, trace: object) -> None:
        if isinstance(fault, _BROKEN):
            raise BrokenFile(str(fault)) from fault

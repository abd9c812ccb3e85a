"""The shared strings of an .xlsx: their bytes in one buffer, decoded only where a wanted column uses them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from typing import IO

import numpy as np

from takar.readiness.reading.tokens import Numbers, Unusual

_PIECE = 1 << 22
_SIMPLE = np.array([ord("s"), ord("t"), ord("/"), ord("/")], np.uint8)
_KEEP_SPACE = b'<t xml:space="preserve">'
_ITEM = re.compile(rb"<si>(.*?)</si>|<si/>", re.DOTALL)
_PRONOUNCED = re.compile(rb"<rPh .*?</rPh>", re.DOTALL)
_TEXT = re.compile(rb"<t(?: [^>]*)?>([^<]*)</t>")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class SharedTexts:
    """Texts by number. Memory: the part unpacked and 16 bytes for each text."""

    def __init__(self, stream: IO[bytes] | None) -> None:
        self._bytes = bytearray()
        starts, ends = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
        for piece in _pieces(stream) if stream else ():
            start, end, kept = _place(piece)
            starts.append(start + len(self._bytes))
            ends.append(end + len(self._bytes))
            self._bytes += kept
        self._starts, self._ends = np.concatenate(starts), np.concatenate(ends)

    def __len__(self) -> int:
        return len(self._starts)

    def texts(self, numbers: Numbers) -> list[str]:
        """Raises Unusual for a number that is not there."""
        if len(numbers) and int(numbers.max()) >= len(self):
            raise Unusual("a shared text that is not there")
        places = zip(self._starts[numbers].tolist(), self._ends[numbers].tolist(), strict=True)
        packed = self._bytes
        return plain_all([packed[start:end] for start, end in places])


def plain_all(written: Sequence[bytes | bytearray]) -> list[str]:
    """`plain` of each; together where nothing in them needs a closer look, which takes a fifth of the time."""
    joined = b"\n".join(written)
    if not written or b"&" in joined or b"_x" in joined or joined.count(b"\n") != len(written) - 1:
        return [plain(each) for each in written]
    return _decoded(joined).split("\n")


def plain(written: bytes | bytearray) -> str:
    """XML text to text: entities, and _x000D_ for characters that XML cannot hold. Raises Unusual unless UTF-8."""
    text = _decoded(written)
    if "&" in text:
        text = html.unescape(text)
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _decoded(written: bytes | bytearray) -> str:
    try:
        return written.decode()
    except UnicodeDecodeError as fault:
        raise Unusual("not UTF-8") from fault


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """Pieces that end with whole items."""
    rest = b""
    while more := stream.read(_PIECE):
        piece = rest + more
        cut = max(piece.rfind(b"</si>") + 5, 0)
        if cut < 5:
            rest = piece
            if len(rest) > 16 * _PIECE:
                raise Unusual("one endless text")
            continue
        rest = piece[cut:]
        yield piece[:cut]
    if b"<si>" in rest or (b"</sst>" not in rest and b"<sst" not in rest):
        raise Unusual("the table of texts does not end")


def _place(piece: bytes) -> tuple[Numbers, Numbers, bytes]:
    """Start and end of each text, and the bytes that they count in."""
    begin = piece.find(b"<si")
    if begin < 0 or b"<!" in piece:
        raise Unusual("no texts in the table of texts")
    piece = piece[begin:]
    text = np.frombuffer(piece, np.uint8)
    tags = np.flatnonzero(text == ord("<"))
    first = text[np.minimum(tags + 1, len(text) - 1)]
    if len(tags) % 4 or bool((first.reshape(-1, 4) != _SIMPLE).any()):
        return _formatted(piece)
    at, end = tags[1::4], tags[2::4]
    spaced = text[at + 2] == ord(" ")
    if bool(((text[at + 2] != ord(">")) & ~spaced).any()) or (
        bool(spaced.any()) and bool((text[at[spaced] + len(_KEEP_SPACE) - 1] != ord(">")).any())
    ):
        return _formatted(piece)
    return at + np.where(spaced, len(_KEEP_SPACE), 3), end, piece


def _formatted(piece: bytes) -> tuple[Numbers, Numbers, bytes]:
    """Texts in several runs, one by one."""
    texts = [_joined(found[1] or b"") for found in _ITEM.finditer(piece)]
    ends = np.cumsum([len(text) for text in texts], dtype=np.int64)
    starts = ends - np.array([len(text) for text in texts], np.int64)
    return starts, ends, b"".join(texts)


def _joined(item: bytes) -> bytes:
    return b"".join(_TEXT.findall(_PRONOUNCED.sub(b"", item)))

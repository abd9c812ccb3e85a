"""Writes the smallest .xls that is one: a compound file (MS-CFB) with one BIFF8 stream (MS-XLS)."""

from __future__ import annotations

import struct
from collections.abc import Sequence

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def xls_bytes(
    rows: Sequence[Sequence[str | float]], *, sheet: str = "Data", stream: str = "Workbook"
) -> bytes:
    return _compound(_workbook(rows, sheet), stream)


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _workbook(rows: Sequence[Sequence[str | float]], sheet: str) -> bytes:
    begin = struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 1997, 0, 6)
    name = struct.pack("<BB", len(sheet), 0) + sheet.encode("latin-1")
    globals_length = 4 + len(begin) + 4 + 6 + len(name) + 4
    bound = _record(0x0085, struct.pack("<IBB", globals_length, 0, 0) + name)
    cells = b"".join(
        _cell(r, c, value) for r, row in enumerate(rows) for c, value in enumerate(row) if value != ""
    )
    begin_sheet = struct.pack("<HHHHII", 0x0600, 0x0010, 0x0DBB, 1997, 0, 6)
    width = max(len(row) for row in rows)
    size = _record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))
    end = _record(0x000A, b"")
    return _record(0x0809, begin) + bound + end + _record(0x0809, begin_sheet) + size + cells + end


def _cell(row: int, column: int, value: str | float) -> bytes:
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(value, str):
        text = value.encode("utf-16-le")
        return _record(0x0204, place + struct.pack("<HB", len(value), 1) + text)
    return _record(0x0203, place + struct.pack("<d", value))


def _compound(data: bytes, stream: str) -> bytes:
    data = data.ljust(max(4096, -(-len(data) // _SECTOR) * _SECTOR), b"\0")
    sectors = len(data) // _SECTOR
    assert sectors < 120, "one sector of FAT holds 128 entries"
    fat = [_FAT, _END, *(range(3, sectors + 2)), _END]
    fat += [_FREE] * (128 - len(fat))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<I", 0) + struct.pack("<I", _FREE) * 108
    directory = _entry("Root Entry", 5, _END, 0, child=1) + _entry(stream, 2, 2, len(data)) + bytes(256)
    return header + struct.pack("<128I", *fat) + directory + data


def _entry(name: str, kind: int, start: int, size: int, child: int = _FREE) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    entry = text.ljust(64, b"\0") + struct.pack("<HBB", len(text), kind, 1)
    entry += struct.pack("<III", _FREE, _FREE, child) + bytes(36) + struct.pack("<IQ", start, size)
    return entry

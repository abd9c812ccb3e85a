"""The first page of a document as grey pixels, as a scanner would see the print."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import typst
from numpy.typing import NDArray

import takar.reports

_DOCUMENTS = Path(takar.reports.__file__).parent / "documents"


def drawn(document: str, data: Mapping[str, object], ppi: int = 120) -> NDArray[np.uint8]:
    """Rows and columns of brightness, 0 to 255."""
    made = typst.compile(
        _DOCUMENTS / f"{document}.typ", root=_DOCUMENTS, format="png", ppi=ppi, sys_inputs={"data": json.dumps(data)},
        ignore_system_fonts=True,
    )  # fmt: skip
    return _grey(made if isinstance(made, bytes) else made[0])  # type: ignore[index, arg-type]


def _grey(png: bytes) -> NDArray[np.uint8]:
    width, height = struct.unpack(">II", png[16:24])
    rows = np.frombuffer(zlib.decompress(b"".join(_chunks(png))), np.uint8).reshape(height, 1 + 4 * width)
    before = np.zeros(4 * width, np.uint8)
    page = np.empty((height, width), np.uint8)
    for number, row in enumerate(rows):
        before = _unfiltered(int(row[0]), row[1:], before)
        page[number] = before.reshape(width, 4)[:, 1]
    return page


def _chunks(png: bytes) -> list[bytes]:
    found, place = [], 8
    while place < len(png):
        size, kind = struct.unpack(">I4s", png[place : place + 8])
        if kind == b"IDAT":
            found.append(png[place + 8 : place + 8 + size])
        place += 12 + size
    return found


def _unfiltered(kind: int, row: NDArray[np.uint8], above: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """PNG filters 0 to 4 for four bytes a pixel."""
    if kind == 0:
        return row.copy()
    if kind == 2:
        return row + above
    out = row.astype(np.int64).tolist()
    up = above.tolist()
    for n in range(len(out)):
        left = out[n - 4] if n >= 4 else 0
        corner = up[n - 4] if n >= 4 else 0
        guess = {1: left, 3: (left + up[n]) // 2, 4: _paeth(left, up[n], corner)}[kind]
        out[n] = (out[n] + guess) & 255
    return np.array(out, np.uint8)


def _paeth(left: int, up: int, corner: int) -> int:
    guess = left + up - corner
    return min((left, up, corner), key=lambda one: abs(guess - one))

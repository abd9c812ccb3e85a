"""C2SP tlog-tiles as static files: hash tiles, entry bundles, partial tiles. Written whole, flushed, renamed."""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from takar.ledger import faults
from takar.ledger.tree import node_hash

WIDTH = 256
_HEIGHT = 8
_CACHED = 1024

Levels = list[list[bytes]]
Key = TypeVar("Key")
Value = TypeVar("Value")


def tile_path(level: int | str, number: int, width: int = WIDTH) -> str:
    """tile/0/x001/x234/067 or, for a partial tile, tile/0/x001/x234/067.p/44. `level` may be "entries"."""
    text = f"{number % 1000:03d}"
    while number := number // 1000:
        text = f"x{number % 1000:03d}/{text}"
    return f"tile/{level}/{text}" + ("" if width == WIDTH else f".p/{width}")


def width_at(level: int, number: int, size: int) -> int:
    """How many hashes tile `number` of `level` holds in a tree of `size` leaves."""
    return max(0, min(WIDTH, (size >> (_HEIGHT * level)) - number * WIDTH))


def pack_entries(entries: Sequence[bytes]) -> bytes:
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def unpack_entries(data: bytes) -> list[bytes]:
    """Raises ValueError for a truncated bundle."""
    entries, position = [], 0
    while position < len(data):
        length = int.from_bytes(data[position : position + 2], "big")
        entry = data[position + 2 : position + 2 + length]
        if len(entry) != length or position + 2 > len(data):
            raise ValueError("truncated bundle")
        entries.append(entry)
        position += 2 + length
    return entries


def subtree_levels(hashes: Sequence[bytes]) -> Levels:
    """Hashes of a tile and, above them, of every complete subtree inside it."""
    levels = [list(hashes)]
    while len(levels[-1]) > 1:
        row = levels[-1]
        levels.append([node_hash(row[i], row[i + 1]) for i in range(0, len(row) - 1, 2)])
    return levels


def write_durably(path: Path, data: bytes) -> None:
    """The file appears whole or not at all, and is on disk when this returns. New folders too."""
    _make_folder(path.parent)
    fresh = path.with_name(f".{path.name}.new")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    try:
        os.write(handle, data)
        os.fsync(handle)
    finally:
        os.close(handle)
    os.replace(fresh, path)
    flush_folder(path.parent)


def flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _make_folder(folder: Path) -> None:
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    flush_folder(folder.parent)


class TileStore:
    """Reads the tiles of one log folder; keeps the last ones read, since tiles never change."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._levels: OrderedDict[tuple[int, int, int], Levels] = OrderedDict()
        self._bundles: OrderedDict[tuple[int, int], list[bytes]] = OrderedDict()

    def hashes(self, level: int, number: int, width: int) -> list[bytes]:
        """The first `width` hashes of a tile. Raises LedgerFault when they are not there."""
        data = self._read(level, number, width)[: width * 32]
        if len(data) != width * 32:
            raise faults.damaged(tile_path(level, number, width))
        return [data[i : i + 32] for i in range(0, len(data), 32)]

    def entries(self, number: int, width: int) -> list[bytes]:
        """The first `width` entries of a bundle. Raises LedgerFault when they are not there."""
        if (found := self._bundles.get((number, width))) is not None:
            return found
        try:
            entries = unpack_entries(self._read("entries", number, width))[:width]
        except ValueError:
            entries = []
        if len(entries) != width:
            raise faults.damaged(tile_path("entries", number, width))
        _remember(self._bundles, (number, width), entries, 64)
        return entries

    def node(self, height: int, index: int, size: int) -> bytes:
        """Hash of the complete subtree of 2^height leaves at `index`, within a tree of `size` leaves."""
        level, inside = divmod(height, _HEIGHT)
        first = index << inside
        number = first // WIDTH
        row = self._subtrees(level, number, width_at(level, number, size))[inside]
        return row[(first % WIDTH) >> inside]

    def forget(self) -> None:
        self._levels.clear()
        self._bundles.clear()

    def _subtrees(self, level: int, number: int, width: int) -> Levels:
        key = (level, number, width)
        if (found := self._levels.get(key)) is None:
            found = subtree_levels(self.hashes(level, number, width))
            _remember(self._levels, key, found, _CACHED)
        return found

    def _read(self, level: int | str, number: int, width: int) -> bytes:
        for candidate in (width, WIDTH, *self._wider(level, number, width)):
            try:
                return (self._folder / tile_path(level, number, candidate)).read_bytes()
            except FileNotFoundError:
                continue
        raise faults.damaged(tile_path(level, number, width))

    def _wider(self, level: int | str, number: int, width: int) -> Iterator[int]:
        """Partial versions that begin with the one wanted; looked up only when that one is not there."""
        widths = (int(path.name) for path in partials(self._folder, level, number) if path.name.isdigit())
        yield from sorted(each for each in widths if each > width)


def _remember(cache: OrderedDict[Key, Value], key: Key, value: Value, most: int) -> None:
    cache[key] = value
    while len(cache) > most:
        cache.popitem(last=False)


def partials(folder: Path, level: int | str, number: int) -> Iterator[Path]:
    """The partial versions of one tile that lie on disk."""
    beside = folder / f"{tile_path(level, number)}.p"
    return iter(sorted(beside.iterdir())) if beside.is_dir() else iter(())

"""The right edge of the tree while leaves are added: which tiles and bundles an append must write."""

from __future__ import annotations

from collections.abc import Sequence

from takar.ledger import faults
from takar.ledger.tiles import WIDTH, TileStore, pack_entries, tile_path, width_at
from takar.ledger.tree import leaf_hash, node_hash


class Staging:
    """Takes leaves one after the other; `files()` are then the paths and bytes to write."""

    def __init__(self, store: TileStore, size: int) -> None:
        self.size = size
        self._edge: list[list[bytes]] = []
        self._bundle = store.entries(size // WIDTH, size % WIDTH) if size % WIDTH else []
        self._bundle = list(self._bundle)
        self._files: dict[str, bytes] = {}
        level = 0
        while size >> (8 * level):
            number = (size >> (8 * level)) // WIDTH
            width = width_at(level, number, size)
            self._edge.append(store.hashes(level, number, width) if width else [])
            level += 1

    def add(self, leaves: Sequence[bytes]) -> None:
        for leaf in leaves:
            self._bundle.append(leaf)
            self._push(0, leaf_hash(leaf))
            if len(self._bundle) == WIDTH:
                self._file("entries", self.size // WIDTH, pack_entries(self._bundle), WIDTH)
                self._bundle = []
            self.size += 1

    def files(self) -> dict[str, bytes]:
        """Relative path -> content, full tiles and the partial ones at the new size."""
        files = dict(self._files)
        if self._bundle:
            files[tile_path("entries", self.size // WIDTH, len(self._bundle))] = pack_entries(self._bundle)
        for level, hashes in enumerate(self._edge):
            if hashes:
                number = (self.size >> (8 * level)) // WIDTH
                files[tile_path(level, number, len(hashes))] = b"".join(hashes)
        return files

    def _push(self, level: int, value: bytes) -> None:
        if level == len(self._edge):
            self._edge.append([])
        hashes = self._edge[level]
        hashes.append(value)
        if len(hashes) == WIDTH:
            number = self.size >> (8 * (level + 1))
            self._file(level, number, b"".join(hashes), WIDTH)
            self._edge[level] = []
            self._push(level + 1, _top(hashes))

    def _file(self, level: int | str, number: int, data: bytes, width: int) -> None:
        self._files[tile_path(level, number, width)] = data


def _top(hashes: list[bytes]) -> bytes:
    while len(hashes) > 1:
        hashes = [node_hash(hashes[i], hashes[i + 1]) for i in range(0, len(hashes), 2)]
    return hashes[0]


def check_written(store: TileStore, old: int, leaves: Sequence[bytes]) -> None:
    """Read the new leaves and their hashes back from disk; raises LedgerFault unless both are what was meant."""
    size = old + len(leaves)
    for number in range(old // WIDTH, -(-size // WIDTH)):
        width = width_at(0, number, size)
        entries = store.entries(number, width)
        if [leaf_hash(entry) for entry in entries] != store.hashes(0, number, width):
            raise faults.damaged(tile_path(0, number, width))
        low = max(old, number * WIDTH)
        high = min(size, (number + 1) * WIDTH)
        if entries[low % WIDTH : low % WIDTH + high - low] != list(leaves[low - old : high - old]):
            raise faults.damaged(tile_path("entries", number, width))

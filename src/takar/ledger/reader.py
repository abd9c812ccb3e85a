"""Reading a log folder: leaves, proofs, checkpoints. Needs no key."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from takar.ledger import faults, notes, tree
from takar.ledger.tiles import WIDTH, TileStore, width_at

CHECKPOINT = "checkpoint"


class LogReader:
    """A log as anyone sees it who has its folder. The checkpoint is read again at every call."""

    def __init__(self, folder: Path, vkey: str | None = None) -> None:
        """With `vkey`, a checkpoint that this key has not signed raises LedgerFault."""
        self.folder = folder
        self.vkey = vkey
        self._key = notes.VerifierKey.parse(vkey) if vkey else None
        self._store = TileStore(folder)

    @property
    def fingerprint(self) -> str:
        """8 groups of 4 hex digits of the key this log was opened with. Raises ValueError when it was opened without."""
        if not self.vkey:
            raise ValueError("the log was opened without its verifier key")
        return notes.fingerprint(self.vkey)

    def checkpoint(self) -> notes.Checkpoint:
        """The newest signed tree head. Raises LedgerFault when there is none or its signature is bad."""
        return read_checkpoint(self.folder / CHECKPOINT, self._key)

    @property
    def size(self) -> int:
        return self.checkpoint().size

    def root(self, size: int) -> bytes:
        """Root over the first `size` leaves, from the hash tiles."""
        return tree.root(size, partial(self._store.node, size=size))

    def leaf(self, index: int, size: int | None = None) -> bytes:
        """The leaf's exact bytes. Raises IndexError beyond the tree."""
        size = self.size if size is None else size
        if not 0 <= index < size:
            raise IndexError(f"leaf {index} is not in a log of {size}")
        number = index // WIDTH
        return self._store.entries(number, width_at(0, number, size))[index % WIDTH]

    def leaves(self, start: int = 0, stop: int | None = None) -> Iterator[tuple[int, bytes]]:
        """Index and bytes of each leaf from `start` to before `stop` (default: the newest checkpoint)."""
        size = self.size
        last = size if stop is None else min(stop, size)
        for number in range(start // WIDTH, -(-last // WIDTH)):
            entries = self._store.entries(number, width_at(0, number, size))
            for index, leaf in enumerate(entries, number * WIDTH):
                if start <= index < last:
                    yield index, leaf

    def inclusion(self, index: int, size: int) -> list[bytes]:
        """Audit path of RFC 6962 for leaf `index` in the tree of `size` leaves."""
        return tree.inclusion(index, size, partial(self._store.node, size=size))

    def consistency(self, old: int, size: int) -> list[bytes]:
        """Proof of RFC 6962 that the first `old` leaves are a prefix of the first `size`."""
        return tree.consistency(old, size, partial(self._store.node, size=size))

    def consistency_text(self, old: int) -> str:
        """`old`, the proof up to the newest checkpoint, and that checkpoint: the body that a C2SP witness is sent."""
        newest = self.checkpoint()
        hashes = [notes.encoded(each) + "\n" for each in self.consistency(old, newest.size)]
        return f"old {old}\n{''.join(hashes)}\n{newest.note}"


def read_checkpoint(path: Path, key: notes.VerifierKey | None) -> notes.Checkpoint:
    """The checkpoint in a file. Raises LedgerFault when there is none, or `key` has not signed it."""
    try:
        found = notes.Checkpoint.parse(path.read_text())
        signed = key is None or (found.origin == key.name and notes.is_signed_by(found, key))
    except (FileNotFoundError, ValueError) as fault:
        raise faults.damaged(str(path)) from fault
    if not signed:
        raise faults.damaged(str(path))
    return found


def read_log(folder: Path, vkey: str | None = None) -> LogReader:
    return LogReader(folder, vkey)

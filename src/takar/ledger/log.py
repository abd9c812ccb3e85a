"""Appending to a log: durable, safe for several processes, and deaf to restored backups.

Order of an append, all under one lock: write tiles and flush; read them back and hash again; sign; put the checkpoint into the
guard file (in the key folder, outside the log); put it into the log. A crash before the guard is written leaves the old state,
a crash after it the new one: the next opening carries the guard's checkpoint over, because its tiles are already on disk. A log
folder that holds less than the guard remembers is an old backup, and is refused (attack T10).
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from takar.ledger import faults, notes, tree
from takar.ledger.keys import LogKey, log_key, log_key_path, slug
from takar.ledger.reader import CHECKPOINT, LogReader, read_checkpoint
from takar.ledger.staging import Staging, check_written
from takar.ledger.tiles import WIDTH, TileStore, partials, tile_path, width_at, write_durably


@dataclass(frozen=True, slots=True)
class Appended:
    """Where the first of the new leaves stands, and the checkpoint that covers all of them."""

    first: int
    checkpoint: notes.Checkpoint


class Log(LogReader):
    """A log that this office writes. Open it with `open_log`."""

    def __init__(self, folder: Path, keys: Path, key: LogKey) -> None:
        super().__init__(folder, key.vkey)
        self.key = key
        self._guard = keys / f"log-{slug(key.origin)}.last-checkpoint"
        self._lock = keys / f"log-{slug(key.origin)}.lock"
        self._settled = ""

    def append(self, leaves: Sequence[bytes]) -> Appended:
        """Add leaves. When this returns they are on disk, read back, and covered by a signed checkpoint."""
        return self.append_with(lambda first: leaves)

    def append_with(self, build: Callable[[int], Sequence[bytes]]) -> Appended:
        """Like `append`; `build` gets the index of the first new leaf, which holds because the lock is held."""
        with self._locked():
            head = self._settle()
            leaves = list(build(head.size))
            if not leaves:
                return Appended(head.size, head)
            return Appended(head.size, self._extend(head, leaves))

    def settle(self) -> notes.Checkpoint:
        """Carry over what a crash left behind and compare with the guard. Raises LedgerFault."""
        with self._locked():
            return self._settle()

    def accept_head(self) -> None:
        """Take the log as it lies there for the newest. Only after a person has made sure of it."""
        with self._locked():
            write_durably(self._guard, self.checkpoint().note.encode())

    def _extend(self, head: notes.Checkpoint, leaves: list[bytes]) -> notes.Checkpoint:
        self._drop_leftovers(head.size)
        staging = Staging(self._store, head.size)
        staging.add(leaves)
        for path, data in staging.files().items():
            write_durably(self.folder / path, data)
        fresh = TileStore(self.folder)
        check_written(fresh, head.size, leaves)
        self._store = fresh
        signed = self.key.sign(staging.size, self.root(staging.size))
        self._publish(signed)
        self._drop_outgrown(head.size, staging.size)
        return signed

    def _publish(self, signed: notes.Checkpoint) -> None:
        write_durably(self._guard, signed.note.encode())
        write_durably(self.folder / CHECKPOINT, signed.note.encode())
        self._settled = signed.note

    def _settle(self) -> notes.Checkpoint:
        guard, head = self._remembered(), self._present()
        if guard is None and head is None:
            self._publish(self.key.sign(0, tree.EMPTY_ROOT))
            return self.checkpoint()
        if guard is None:
            raise faults.guard_missing(self.key.origin, str(self._guard))
        if head is not None and head.text == guard.text:
            self._verify_once(head)
            return head
        return self._reconcile(guard, head)

    def _reconcile(self, guard: notes.Checkpoint, head: notes.Checkpoint | None) -> notes.Checkpoint:
        self._store.forget()
        found = head.size if head else 0
        if head and head.size == guard.size:
            raise faults.forked(self.key.origin, guard.size)
        try:
            known = self.root(guard.size) == guard.root
            known = known and (head is None or self.root(head.size) == head.root)
        except faults.LedgerFault as fault:
            raise faults.rolled_back(self.key.origin, guard.size, found) from fault
        if not known:
            raise faults.forked(self.key.origin, guard.size)
        newest = head if head and head.size > guard.size else guard
        check_written(self._store, min(found, guard.size), self._between(min(found, guard.size), newest.size))
        self._publish(newest)
        return newest

    def _between(self, start: int, stop: int) -> list[bytes]:
        return [
            leaf
            for number in range(start // WIDTH, -(-stop // WIDTH))
            for leaf in self._store.entries(number, width_at(0, number, stop))
        ][start % WIDTH :]

    def _verify_once(self, head: notes.Checkpoint) -> None:
        """The tiles at the edge still lead to the signed root; checked when the checkpoint is new to this process."""
        if head.note == self._settled:
            return
        self._store.forget()
        same = self.root(head.size) == head.root
        if not same:
            raise faults.forked(self.key.origin, head.size)
        self._settled = head.note

    def _remembered(self) -> notes.Checkpoint | None:
        if not self._guard.exists():
            return None
        return read_checkpoint(self._guard, self._key)

    def _present(self) -> notes.Checkpoint | None:
        if not (self.folder / CHECKPOINT).exists() or _may_be_renamed(self.folder, self.key.origin):
            return None
        return self.checkpoint()

    def _drop_leftovers(self, size: int) -> None:
        """Partial tiles wider than the tree can only come from an append that died before it was signed."""
        for level in ("entries", *range((size.bit_length() + 7) // 8 + 1)):
            depth = 0 if level == "entries" else int(level)
            number = (size >> (8 * depth)) // WIDTH
            for path in partials(self.folder, level, number):
                if not path.name.isdigit() or int(path.name) > width_at(depth, number, size):
                    path.unlink()

    def _drop_outgrown(self, old: int, size: int) -> None:
        """Partial versions of tiles that are full now; the specification allows to delete them."""
        for level in ("entries", *range((size.bit_length() + 7) // 8)):
            depth = 0 if level == "entries" else int(level)
            for number in range((old >> (8 * depth)) // WIDTH, (size >> (8 * depth)) // WIDTH):
                shutil.rmtree(self.folder / f"{tile_path(level, number)}.p", ignore_errors=True)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        self._lock.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(self._lock, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)


def open_log(folder: Path, keys: Path, origin: str) -> Log:
    """Open the log in `folder`, making it and its key on first use.

    Raises LedgerFault when a key or guard is missing, or when the folder holds an old backup or another history.
    """
    log = _at(folder, keys, origin)
    log.settle()
    return log


def accept_head(folder: Path, keys: Path, origin: str) -> None:
    """Accept the log as it lies in `folder` as the newest, after the guard was lost."""
    _at(folder, keys, origin).accept_head()


def _at(folder: Path, keys: Path, origin: str) -> Log:
    path = log_key_path(keys, origin)
    if (folder / CHECKPOINT).exists() and not path.exists() and not _may_be_renamed(folder, origin):
        raise faults.key_missing(origin, str(path))
    folder.mkdir(parents=True, exist_ok=True)
    return Log(folder, keys, log_key(keys, origin))


def _may_be_renamed(folder: Path, origin: str) -> bool:
    """An empty log under another name: nothing was ever proved by it. The guard of `origin` still has its say."""
    try:
        name, size, *_ = (folder / CHECKPOINT).read_text("utf-8").split("\n")
    except (OSError, ValueError):
        return False
    return name != origin and size == "0" and not (folder / "tile").exists()

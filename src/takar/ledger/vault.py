"""Records that can be shredded: AES-256-GCM under one key per person and event, wrapped by the event's key.

The person keys of one event lie in one file of fixed slots (pseudonym, nonce, wrapped key); shredding overwrites the slot.
Encrypted records are handed to the caller, who stores them where they belong; without the slot they are noise. The key folder
must stay out of ordinary backups, or a shredded person comes back with them.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from takar.kernel.canonical import Json, canonical
from takar.ledger.tiles import flush_folder

_NONCE = 12
_NAME = 12
_SLOT = _NAME + _NONCE + 32 + 16


class Shredded(KeyError):
    """The key of this person is gone, or was never made: the records cannot be read by anyone any more."""


@dataclass(frozen=True, slots=True)
class Cipher:
    """Encrypts and decrypts the records of one person in one event."""

    ev: str
    p: str
    key: AESGCM

    def encrypt(self, label: str, value: Json) -> bytes:
        """`value` bound to `label`: it must be the same when it is read."""
        nonce = os.urandom(_NONCE)
        return nonce + self.key.encrypt(nonce, canonical(value), _bound(self.ev, self.p, label))

    def decrypt(self, label: str, blob: bytes) -> Json:
        """Raises cryptography's InvalidTag when the record was changed or belongs elsewhere."""
        plain = self.key.decrypt(blob[:_NONCE], blob[_NONCE:], _bound(self.ev, self.p, label))
        value: Json = json.loads(plain)
        return value


class Vault:
    """Keys of all events in one folder."""

    def __init__(self, keys: Path) -> None:
        self._folder = keys / "vault"
        self._slots: dict[str, dict[str, int]] = {}
        self._seen: dict[str, int] = {}

    def admit(self, ev: str, pseudonyms: Iterable[str]) -> None:
        """Make the keys of persons who have none yet, in one durable write."""
        with self._file(ev) as handle:
            self._refresh(ev, handle)
            fresh = [p for p in dict.fromkeys(pseudonyms) if p not in self._slots[ev]]
            end = os.lseek(handle, 0, os.SEEK_END) // _SLOT * _SLOT
            wrapping = self._event_key(ev)
            os.pwrite(handle, b"".join(_wrap(wrapping, p) for p in fresh), end)
            os.fsync(handle)
            self._refresh(ev, handle)

    def opened(self, ev: str, p: str, *, make: bool = False) -> Cipher:
        """The key of person `p`, opened once for many records. Raises Shredded when there is none and none may be made."""
        if make and not self._knows(ev, p):
            self.admit(ev, [p])
        return Cipher(ev, p, AESGCM(self._person_key(ev, p)))

    def encrypt(self, ev: str, p: str, label: str, value: Json) -> bytes:
        """`value` under the key of person `p`; `label` must be the same when it is read."""
        return self.opened(ev, p, make=True).encrypt(label, value)

    def decrypt(self, ev: str, p: str, label: str, blob: bytes) -> Json:
        """Raises Shredded when the key is gone, cryptography's InvalidTag when the record was changed."""
        return self.opened(ev, p).decrypt(label, blob)

    def shred(self, ev: str, p: str) -> None:
        """Overwrite the person's key. Raises Shredded when there is none."""
        with self._file(ev) as handle:
            self._refresh(ev, handle)
            position = self._position(ev, p)
            os.pwrite(handle, bytes(_SLOT), position)
            os.fsync(handle)
            del self._slots[ev][p]

    def _knows(self, ev: str, p: str) -> bool:
        return p in self._slots.get(ev, {})

    def _person_key(self, ev: str, p: str) -> bytes:
        with self._file(ev) as handle:
            self._refresh(ev, handle)
            slot = os.pread(handle, _SLOT, self._position(ev, p))
        name, nonce, wrapped = slot[:_NAME], slot[_NAME : _NAME + _NONCE], slot[_NAME + _NONCE :]
        if name.hex() != p:
            raise Shredded(p)
        return AESGCM(self._event_key(ev)).decrypt(nonce, wrapped, name)

    def _position(self, ev: str, p: str) -> int:
        try:
            return self._slots[ev][p]
        except KeyError:
            raise Shredded(p) from None

    def _refresh(self, ev: str, handle: int) -> None:
        """Read the slots that were added since the last look, also by another process."""
        slots = self._slots.setdefault(ev, {})
        start = self._seen.get(ev, 0)
        data = os.pread(handle, os.fstat(handle).st_size - start, start)
        for offset in range(0, len(data) - _SLOT + 1, _SLOT):
            slots[data[offset : offset + _NAME].hex()] = start + offset
        self._seen[ev] = start + len(data) // _SLOT * _SLOT

    def _event_key(self, ev: str) -> bytes:
        path = self._folder / f"{ev}.key"
        if not path.exists():
            fresh = path.with_suffix(f".{os.getpid()}.new")
            handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            os.write(handle, AESGCM.generate_key(256))
            os.fsync(handle)
            os.close(handle)
            os.replace(fresh, path)
            flush_folder(self._folder)
        return path.read_bytes()

    @contextmanager
    def _file(self, ev: str) -> Iterator[int]:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(self._folder / f"{ev}.slots", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield handle
        finally:
            os.close(handle)


def _wrap(wrapping: bytes, p: str) -> bytes:
    name, nonce = bytes.fromhex(p), os.urandom(_NONCE)
    return name + nonce + AESGCM(wrapping).encrypt(nonce, AESGCM.generate_key(256), name)


def _bound(ev: str, p: str, label: str) -> bytes:
    return f"{ev}\n{p}\n{label}".encode()

"""Encryption of key sets at rest: AES-256-GCM under a key file that only the office can read."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from takar.kernel.ids import RandomBytes

KEY_FILE = "form-keys"
_KEY_BYTES = 32
_NONCE_BYTES = 12


@dataclass(frozen=True, slots=True)
class Sealed:
    nonce: bytes
    sealed: bytes


class Strongbox:
    """Opens and closes key sets. The form's id is authenticated with them, so they cannot be swapped."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    @classmethod
    def open(cls, folder: Path, random_bytes: RandomBytes = os.urandom) -> Strongbox:
        """With the key in `folder`, made on first use. Raises ValueError if the file is damaged."""
        path = folder / KEY_FILE
        if not path.exists():
            _make(path, random_bytes)
        key = path.read_bytes()
        if len(key) != _KEY_BYTES:
            raise ValueError(f"{path} must have {_KEY_BYTES} bytes; put back the right file from the backup")
        return cls(key)

    def close_on(self, form_id: str, plain: bytes, random_bytes: RandomBytes = os.urandom) -> Sealed:
        nonce = random_bytes(_NONCE_BYTES)
        return Sealed(nonce, self._cipher.encrypt(nonce, plain, form_id.encode()))

    def take_out(self, form_id: str, box: Sealed) -> bytes:
        """Raises cryptography's InvalidTag if key, form or bytes do not belong together."""
        return self._cipher.decrypt(box.nonce, box.sealed, form_id.encode())


def _make(path: Path, random_bytes: RandomBytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.write(descriptor, random_bytes(_KEY_BYTES))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    try:
        os.link(fresh, path)  # the first of two processes wins; the other reads its key
    except FileExistsError:
        pass
    finally:
        os.unlink(fresh)

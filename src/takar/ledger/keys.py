"""Keys of the office: one Ed25519 key per log, one for packages and tickets; and the policy text."""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from takar.ledger import notes


def slug(origin: str) -> str:
    """File name of a log's key and guard: the origin with everything but letters, digits, dot and dash replaced."""
    return re.sub(r"[^A-Za-z0-9.-]", "_", origin)


@dataclass(frozen=True, slots=True)
class LogKey:
    """Signs checkpoints of one log. The key's name is the log's origin."""

    origin: str
    private: Ed25519PrivateKey

    @property
    def public(self) -> bytes:
        return self.private.public_key().public_bytes_raw()

    @property
    def vkey(self) -> str:
        return notes.make_vkey(self.origin, notes.NOTE_SIGNATURE, self.public)

    @property
    def fingerprint(self) -> str:
        """8 groups of 4 hex digits, printed on the event card."""
        return notes.fingerprint(self.vkey)

    def sign(self, size: int, root: bytes) -> notes.Checkpoint:
        text = notes.checkpoint_text(self.origin, size, root)
        identity = notes.key_id(self.origin, notes.NOTE_SIGNATURE, self.public)
        line = notes.signature_line(self.origin, identity, self.private.sign(text.encode()))
        return notes.Checkpoint(self.origin, size, root, f"{text}\n{line}")


def log_key_path(folder: Path, origin: str) -> Path:
    return folder / f"log-{slug(origin)}.key"


def log_key(folder: Path, origin: str) -> LogKey:
    """The key of the log `origin` in the key folder, made on first use. Raises ValueError for a bad origin."""
    if not origin or re.search(r"[\s+]", origin) or not origin.isprintable():
        raise ValueError(f"a log's origin has no spaces and no plus sign: {origin!r}")
    return LogKey(origin, _load_or_make(log_key_path(folder, origin)))


def policy_text(vkey: str, witnesses: Sequence[tuple[str, str]] = (), threshold: str = "all") -> str:
    """A tlog-policy that trusts one log and demands `threshold` ("all", "any" or a number) of the witnesses.

    `witnesses`: pairs of a short name and the witness's verifier key (type 0x04).
    """
    lines = [f"log {vkey}", *(f"witness {name} {key}" for name, key in witnesses)]
    if not witnesses:
        return "\n".join([*lines, "quorum none", ""])
    members = " ".join(name for name, _ in witnesses)
    return "\n".join([*lines, f"group sah {threshold} {members}", "quorum sah", ""])


def policy_digest(text: str) -> str:
    """SHA-256 of the policy file, as lower-case hex; stands in event.commit."""
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class OfficeVerifier:
    """The public half: all that the gateway needs to trust packages and tickets."""

    public: bytes

    @classmethod
    def load(cls, public_file: Path) -> OfficeVerifier:
        return cls(base64.b64decode(public_file.read_text().strip(), validate=True))

    def verify(self, digest: str, signature: str) -> bool:
        """Is `signature` (base64) the office's signature over the ASCII text `digest`?"""
        try:
            raw = base64.b64decode(signature, validate=True)
            message = digest.encode("ascii")
        except (binascii.Error, ValueError):
            return False
        return notes.verifies(self.public, raw, message)


@dataclass(frozen=True, slots=True)
class OfficeSigner:
    """Signs the digests of packages and tickets."""

    private: Ed25519PrivateKey
    public_file: Path

    @classmethod
    def load(cls, folder: Path) -> OfficeSigner:
        """The office key in the key folder, made on first use; its public half lies beside it."""
        private = _load_or_make(folder / "office.key")
        public_file = folder / "office.pub"
        text = base64.b64encode(private.public_key().public_bytes_raw()).decode() + "\n"
        if not public_file.exists() or public_file.read_text() != text:
            public_file.write_text(text)
        return cls(private, public_file)

    def sign(self, digest: str) -> str:
        """Base64 of the Ed25519 signature over the ASCII text `digest`."""
        return base64.b64encode(self.private.sign(digest.encode("ascii"))).decode()


def _load_or_make(path: Path) -> Ed25519PrivateKey:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        _make(path)
    return Ed25519PrivateKey.from_private_bytes(base64.b64decode(path.read_text().strip(), validate=True))


def _make(path: Path) -> None:
    """Appears whole or not at all; when two processes make it at once, the first one stands."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
    text = base64.b64encode(Ed25519PrivateKey.generate().private_bytes_raw()).decode() + "\n"
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(handle, text.encode())
        os.fsync(handle)
    finally:
        os.close(handle)
    try:
        os.link(fresh, path)
    except FileExistsError:
        pass
    finally:
        fresh.unlink()

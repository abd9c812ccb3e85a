"""C2SP signed-note, tlog-checkpoint and tlog-cosignature with Ed25519 (types 0x01 and 0x04)."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

NOTE_SIGNATURE = 0x01
COSIGNATURE = 0x04


def key_id(name: str, kind: int, public: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + bytes([kind]) + public).digest()[:4]


def make_vkey(name: str, kind: int, public: bytes) -> str:
    """Verifier key text: <name>+<8 hex>+<base64 of type and key>."""
    material = base64.b64encode(bytes([kind]) + public).decode()
    return f"{name}+{key_id(name, kind, public).hex()}+{material}"


@dataclass(frozen=True, slots=True)
class VerifierKey:
    name: str
    kind: int
    public: bytes

    @classmethod
    def parse(cls, vkey: str) -> VerifierKey:
        """Raises ValueError for anything but a well-formed Ed25519 verifier key."""
        name, identity, material = vkey.split("+", 2)
        raw = base64.b64decode(material, validate=True)
        parsed = cls(name, raw[0], raw[1:])
        if len(raw) != 33 or make_vkey(name, raw[0], raw[1:]) != vkey:
            raise ValueError(f"not a verifier key: {vkey!r} (key id {identity})")
        return parsed

    @property
    def id(self) -> bytes:
        return key_id(self.name, self.kind, self.public)


def fingerprint(vkey: str) -> str:
    """First 128 bits of SHA-256 of the verifier key's text, as 8 groups of 4 hex digits."""
    text = hashlib.sha256(vkey.encode()).hexdigest()[:32]
    return " ".join(text[start : start + 4] for start in range(0, 32, 4))


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A signed tree head: `note` is the whole signed note, signatures included."""

    origin: str
    size: int
    root: bytes
    note: str

    @property
    def text(self) -> str:
        """What is signed."""
        return self.note[: self.note.rindex("\n\n") + 1]

    @classmethod
    def parse(cls, note: str) -> Checkpoint:
        """Raises ValueError when `note` is not a checkpoint. Checks no signature."""
        text, blank, _ = note.rpartition("\n\n")
        lines = text.split("\n")
        if not blank or len(lines) < 3 or not all(lines):
            raise ValueError("not a checkpoint")
        origin, size, encoded = lines[:3]
        root = base64.b64decode(encoded, validate=True)
        if len(root) != 32 or str(int(size)) != size or int(size) < 0:
            raise ValueError("not a checkpoint")
        return cls(origin, int(size), root, note)


def encoded(value: bytes) -> str:
    """Standard base64, as in every C2SP text format."""
    return base64.b64encode(value).decode()


def checkpoint_text(origin: str, size: int, root: bytes) -> str:
    return f"{origin}\n{size}\n{base64.b64encode(root).decode()}\n"


def signature_line(name: str, identity: bytes, signature: bytes) -> str:
    return f"\u2014 {name} {base64.b64encode(identity + signature).decode()}\n"


def cosignature_line(private: Ed25519PrivateKey, name: str, text: str, seconds: int) -> str:
    """A witness's `cosignature/v1` line over checkpoint text `text` at POSIX time `seconds`."""
    public = private.public_key().public_bytes_raw()
    signature = private.sign(cosigned_message(text, seconds))
    stamped = seconds.to_bytes(8, "big") + signature
    return signature_line(name, key_id(name, COSIGNATURE, public), stamped)


def cosigned_message(text: str, seconds: int) -> bytes:
    return f"cosignature/v1\ntime {seconds}\n{text}".encode()


def is_signed_by(checkpoint: Checkpoint, key: VerifierKey) -> bool:
    """Does the note carry a good signature of the log key `key` (type 0x01)?"""
    for line in checkpoint.note[len(checkpoint.text) + 1 :].splitlines():
        name, _, encoded = line.removeprefix("\u2014 ").rpartition(" ")
        raw = base64.b64decode(encoded, validate=True)
        if name == key.name and raw[:4] == key.id:
            return verifies(key.public, raw[4:], checkpoint.text.encode())
    return False


def verifies(public: bytes, signature: bytes, message: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True

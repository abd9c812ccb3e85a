"""Packages and tickets: JSON documents under the office's signature (docs/interfaces.md sections 2 and 3)."""

from __future__ import annotations

import hashlib
import hmac
from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import Any, Protocol

import msgspec

from takar.kernel.canonical import digest

# 16 MiB and about 50 ms: a six-digit PIN is protected by the throttle, not by the hash alone.
_SCRYPT = {"n": 2**14, "r": 8, "p": 1}


class Signer(Protocol):
    """`ledger.public.OfficeSigner`."""

    def sign(self, digest: str) -> str: ...


class Verifier(Protocol):
    """`ledger.public.OfficeVerifier`."""

    def verify(self, digest: str, signature: str) -> bool: ...


def seal(content: dict[str, Any], signer: Signer) -> str:
    """The JSON text of {"content", "digest", "signature"}. Raises ValueError outside the canonical subset."""
    fingerprint = digest(content)
    sealed = {"content": content, "digest": fingerprint, "signature": signer.sign(fingerprint)}
    return msgspec.json.encode(sealed).decode()


def unseal(text: str, verifier: Verifier) -> dict[str, Any] | None:
    """The content, or None when digest or signature do not fit: then nobody may act on it."""
    try:
        sealed = msgspec.json.decode(text, type=dict[str, Any])
        content, fingerprint, signature = sealed["content"], sealed["digest"], sealed["signature"]
        good = digest(content) == fingerprint and verifier.verify(fingerprint, signature)
    except (msgspec.DecodeError, KeyError, TypeError, ValueError):
        return None
    return content if good and isinstance(content, dict) else None


def hash_pin(pin: str, salt: str) -> str:
    """scrypt of a session PIN under a base64 salt, in base64. Takes about 50 ms and 16 MiB."""
    key = hashlib.scrypt(pin.encode(), salt=b64decode(salt), dklen=32, maxmem=64 * 2**20, **_SCRYPT)
    return b64encode(key).decode()


def hash_nip(nip: str, salt: str) -> str:
    """HMAC-SHA-256 of the 18 digits under the ticket's `nip_salt`, in hexadecimal."""
    return hmac.new(salt.encode(), normalised(nip).encode(), hashlib.sha256).hexdigest()


def normalised(identity: str) -> str:
    """What a participant typed, without spaces, in upper case: 1985 0101 … and a-01 are accepted."""
    return "".join(identity.split()).upper()


def package_digest(text: str) -> str:
    """The digest that a sealed package carries."""
    return str(msgspec.json.decode(text, type=dict[str, Any])["digest"])


def build_ticket(
    *,
    session: str,
    version: int,
    assessment: Mapping[str, Any],
    title: str,
    room: str,
    opens_ms: int,
    closes_ms: int,
    package: str,
    pin: str,
    pin_salt: str,
    nip_salt: str,
    measures: list[dict[str, Any]],
    visibility: Mapping[str, Any],
    participants: list[Mapping[str, Any]],
) -> dict[str, Any]:
    """Content of a ticket. `pin_salt`: base64 of 16 random bytes; `nip_salt`: random text.

    participants: {"sitting", "number", "name", "nip" (18 digits or ""), "seat", "extra_minutes"}; the NIP
    itself does not travel, only its hash.
    """
    return {
        "session": session,
        "version": version,
        "assessment": dict(assessment),
        "title": title,
        "room": room,
        "opens_ms": opens_ms,
        "closes_ms": closes_ms,
        "package": package,
        "pin_hash": hash_pin(pin, pin_salt),
        "pin_salt": pin_salt,
        "measures": measures,
        "visibility": dict(visibility),
        "sittings": [_sitting(person, nip_salt) for person in participants],
        "nip_salt": nip_salt,
    }


def _sitting(person: Mapping[str, Any], nip_salt: str) -> dict[str, Any]:
    nip = normalised(person.get("nip") or "")
    return {
        "sitting": person["sitting"],
        "number": normalised(person["number"]),
        "name": person["name"],
        "nip_hash": hash_nip(nip, nip_salt) if nip else "",
        "seat": person.get("seat", ""),
        "extra_minutes": person.get("extra_minutes", 0),
    }

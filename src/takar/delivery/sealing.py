"""Packages and tickets: JSON documents under the office's signature (docs/interfaces.md sections 2 and 3)."""

from __future__ import annotations

from typing import Any, Protocol

import msgspec

from takar.kernel.canonical import digest


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


def package_digest(text: str) -> str:
    """The digest that a sealed package carries."""
    return str(msgspec.json.decode(text, type=dict[str, Any])["digest"])

"""Signatures of people: DSSE v1 envelopes with Ed25519 (secure-systems-lab/dsse, RFC 8032).

An assessor signs his locked sheet, a panel member the minutes. The envelope carries its payload, so a stranger needs
only the public keys that were committed before the event.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from takar.kernel.canonical import Json

Signer = Callable[[bytes], bytes]


def key_id(public: bytes) -> str:
    """Name of a key: the first 16 hex digits of the SHA-256 of its 32 bytes."""
    return hashlib.sha256(public).hexdigest()[:16]


def key_text(public: bytes) -> str:
    """A public key as it stands in a leaf: base64url without padding, 43 characters."""
    return base64.urlsafe_b64encode(public).rstrip(b"=").decode()


def read_key(text: str) -> bytes:
    """The 32 bytes of a key in a leaf. Raises ValueError."""
    raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    if len(raw) != 32:
        raise ValueError("a key has 32 bytes")
    return raw


def pae(payload_type: str, payload: bytes) -> bytes:
    """Pre-authentication encoding: what is really signed, so that type and payload cannot be confused."""
    kind = payload_type.encode()
    return b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)


def sign_envelope(
    payload_type: str, payload: bytes, signers: Sequence[tuple[bytes, Signer]]
) -> dict[str, Json]:
    """An envelope signed by every (public key, signer)."""
    message = pae(payload_type, payload)
    return {
        "payload": base64.b64encode(payload).decode(),
        "payloadType": payload_type,
        "signatures": [
            {"keyid": key_id(public), "sig": base64.b64encode(sign(message)).decode()}
            for public, sign in signers
        ],
    }


def join_envelopes(envelopes: Sequence[Mapping[str, Any]]) -> dict[str, Json]:
    """One envelope with all signatures. Raises ValueError unless all carry the same payload and type."""
    first = envelopes[0]
    if any(
        (one["payload"], one["payloadType"]) != (first["payload"], first["payloadType"]) for one in envelopes
    ):
        raise ValueError("envelopes of different payloads cannot be joined")
    signatures = {str(sig["keyid"]): sig for one in envelopes for sig in one["signatures"]}
    return {
        "payload": first["payload"],
        "payloadType": first["payloadType"],
        "signatures": [dict(signatures[name]) for name in sorted(signatures)],
    }


def signed_by(envelope: Any, payload_type: str, keys: Sequence[bytes]) -> tuple[bytes, frozenset[str]]:
    """The payload, and the ids of those of `keys` that really signed it.

    An unknown signer or a bad signature counts for nothing. Raises ValueError for an envelope that cannot be read or is of
    another type.
    """
    try:
        payload = base64.b64decode(envelope["payload"], validate=True)
        found = [
            (str(sig["keyid"]), base64.b64decode(sig["sig"], validate=True)) for sig in envelope["signatures"]
        ]
        kind = envelope["payloadType"]
    except (KeyError, TypeError, binascii.Error) as fault:
        raise ValueError("not a DSSE envelope") from fault
    if kind != payload_type:
        raise ValueError(f"an envelope of {kind}, not of {payload_type}")
    known = {key_id(public): public for public in keys}
    message = pae(payload_type, payload)
    good = {name for name, signature in found if name in known and _holds(known[name], signature, message)}
    return payload, frozenset(good)


def _holds(public: bytes, signature: bytes, message: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True

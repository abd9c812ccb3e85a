from __future__ import annotations

import base64
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from takar.ledger import dsse

TYPE = "application/vnd.takar.rating+json"
ONE, TWO = (Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n in (1, 2))


def public(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes_raw()


def envelope(payload: bytes = b'{"v":1}', *keys: Ed25519PrivateKey) -> dict[str, Any]:
    return dsse.sign_envelope(TYPE, payload, [(public(key), key.sign) for key in keys or (ONE,)])


def test_pae_is_the_published_encoding() -> None:
    """The example of the DSSE specification."""
    assert dsse.pae("http://example.com/HelloWorld", b"hello world") == (
        b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"
    )


def test_says_who_signed() -> None:
    payload, who = dsse.signed_by(envelope(b"x", ONE, TWO), TYPE, [public(ONE), public(TWO)])
    assert (payload, who) == (b"x", {dsse.key_id(public(ONE)), dsse.key_id(public(TWO))})


def test_an_unlisted_signer_counts_for_nothing() -> None:
    assert dsse.signed_by(envelope(b"x", TWO), TYPE, [public(ONE)])[1] == frozenset()


@pytest.mark.parametrize("place", ["payload", "sig"])
def test_a_changed_byte_is_no_signature(place: str) -> None:
    changed = envelope(b"nilai 78")
    if place == "payload":
        changed["payload"] = base64.b64encode(b"nilai 88").decode()
    else:
        raw = bytearray(base64.b64decode(changed["signatures"][0]["sig"]))
        raw[0] ^= 1
        changed["signatures"][0]["sig"] = base64.b64encode(bytes(raw)).decode()
    assert dsse.signed_by(changed, TYPE, [public(ONE)])[1] == frozenset()


def test_a_key_of_another_length_is_no_key() -> None:
    assert dsse.signed_by(envelope(), TYPE, [b"short"])[1] == frozenset()


@pytest.mark.parametrize("broken", [{}, [], {"payload": "%", "payloadType": TYPE, "signatures": []}, None])
def test_what_is_no_envelope_is_a_fault(broken: Any) -> None:
    with pytest.raises(ValueError, match="not a DSSE envelope"):
        dsse.signed_by(broken, TYPE, [])


def test_a_signature_for_another_purpose_is_a_fault() -> None:
    with pytest.raises(ValueError, match="not of"):
        dsse.signed_by(envelope(), "application/vnd.takar.pleno+json", [public(ONE)])


def test_envelopes_are_joined_only_over_one_payload() -> None:
    joined = dsse.join_envelopes([envelope(b"x", ONE), envelope(b"x", TWO), envelope(b"x", ONE)])
    assert len(dsse.signed_by(joined, TYPE, [public(ONE), public(TWO)])[1]) == 2
    with pytest.raises(ValueError, match="different payloads"):
        dsse.join_envelopes([envelope(b"x"), envelope(b"y")])

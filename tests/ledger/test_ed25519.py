"""The verifier's own Ed25519 against RFC 8032 and against OpenSSL."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from takar.ledger import notes
from takar.ledger.verifier import _L, _P, ed25519_verify

# RFC 8032 section 7.1, TEST 1 to 3: secret, public, message, signature.
RFC_8032 = (
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
)
SMALL_ORDER = (
    "0100000000000000000000000000000000000000000000000000000000000000",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
)


@pytest.mark.parametrize(("secret", "public", "message", "signature"), RFC_8032)
def test_rfc_8032(secret: str, public: str, message: str, signature: str) -> None:
    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(secret))
    assert key.public_key().public_bytes_raw().hex() == public
    assert key.sign(bytes.fromhex(message)).hex() == signature
    assert ed25519_verify(bytes.fromhex(public), bytes.fromhex(signature), bytes.fromhex(message))


def test_a_second_form_of_the_same_signature_is_refused() -> None:
    _, public, message, signature = (bytes.fromhex(each) for each in RFC_8032[1])
    grown = int.from_bytes(signature[32:], "little") + _L
    assert not ed25519_verify(public, signature[:32] + grown.to_bytes(32, "little"), message)


@pytest.mark.parametrize("public", SMALL_ORDER)
def test_keys_of_small_order_are_refused(public: str) -> None:
    # With such a key, nonce = key and S = 0 would pass the equation for many messages.
    raw = bytes.fromhex(public)
    assert not any(ed25519_verify(raw, raw + bytes(32), bytes([value])) for value in range(16))


def test_points_that_are_not_canonical_are_refused() -> None:
    for value in (_P, _P + 1, _P + 3):
        raw = value.to_bytes(32, "little")
        assert not ed25519_verify(raw, raw + bytes(32), b"")
    assert not ed25519_verify((1 | 1 << 255).to_bytes(32, "little"), bytes(64), b"")


def test_wrong_lengths_are_refused() -> None:
    _, public, message, signature = (bytes.fromhex(each) for each in RFC_8032[2])
    assert not ed25519_verify(public[:-1], signature, message)
    assert not ed25519_verify(public, signature + b"\0", message)


@settings(max_examples=40, deadline=None)
@given(st.binary(min_size=32, max_size=32), st.binary(max_size=64), st.integers(0, 767), st.booleans())
def test_agrees_with_openssl_also_on_altered_input(
    secret: bytes, message: bytes, bit: int, alter: bool
) -> None:
    key = Ed25519PrivateKey.from_private_bytes(secret)
    both = bytearray(key.public_key().public_bytes_raw() + key.sign(message))
    if alter:
        both[bit // 8] ^= 1 << bit % 8
    public, signature = bytes(both[:32]), bytes(both[32:])
    assert (
        ed25519_verify(public, signature, message)
        == notes.verifies(public, signature, message)
        == (not alter)
    )

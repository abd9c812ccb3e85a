"""A person's signing key: made once, opened by a passphrase that is stored nowhere."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Callable

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import transaction

from takar.accounts.actions.record_change import record_change
from takar.accounts.models import SigningKey, User
from takar.kernel.canonical import Json
from takar.kernel.clock import Clock, utc_now
from takar.kernel.ids import RandomBytes
from takar.kernel.refusals import Refusal
from takar.ledger.public import key_id, sign_envelope

LEAST = 8
# OWASP's second choice for argon2id: 19 MiB, two passes.
_MEMORY_KIB, _PASSES = 19 * 1024, 2

NO_KEY = Refusal(
    "SIGNING_KEY_MISSING",
    "Anda belum mempunyai kunci tanda tangan. Buatlah di halaman akun Anda, lalu tanda tangani lagi.",
    "You have no signing key yet. Make one on your account page, then sign again.",
)
WRONG_PASSPHRASE = Refusal(
    "PASSPHRASE_WRONG",
    "Frasa sandi tanda tangan tidak cocok. Periksa huruf besar dan kecil, lalu coba lagi.",
    "The signing passphrase does not match. Check upper and lower case and try again.",
)
SHORT_PASSPHRASE = Refusal(
    "PASSPHRASE_SHORT",
    f"Frasa sandi tanda tangan paling sedikit {LEAST} karakter.",
    f"A signing passphrase has at least {LEAST} characters.",
)


def make_signing_key(
    user: User,
    passphrase: str,
    *,
    clock: Clock = utc_now,
    random_bytes: RandomBytes = secrets.token_bytes,
) -> str | Refusal:
    """The id of the new key; the one before is retired and still verifies what it signed."""
    if len(passphrase) < LEAST:
        return SHORT_PASSPHRASE
    seed, salt, nonce = random_bytes(32), random_bytes(16), random_bytes(12)
    public = Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
    sealed = nonce + AESGCM(_stretched(passphrase, salt)).encrypt(nonce, seed, public)
    with transaction.atomic():
        user.signing_keys.filter(retired_at=None).update(retired_at=clock())
        SigningKey.objects.create(
            user=user,
            public=public.hex(),
            salt=salt.hex(),
            wrapped=base64.b64encode(sealed).decode(),
            made_at=clock(),
        )
        record_change(
            user.username,
            "make_signing_key",
            f"user:{user.username}",
            after={"key": key_id(public)},
            clock=clock,
        )
    return key_id(public)


def sign(user: User, passphrase: str, payload_type: str, payload: bytes) -> dict[str, Json] | Refusal:
    """A DSSE envelope over `payload` by the user's key in use. Refuses SIGNING_KEY_MISSING, PASSPHRASE_WRONG."""
    row = user.signing_keys.filter(retired_at=None).first()
    if row is None:
        return NO_KEY
    opened = _open(row, passphrase)
    if opened is None:
        return WRONG_PASSPHRASE
    signer: Callable[[bytes], bytes] = opened.sign
    return sign_envelope(payload_type, payload, [(bytes.fromhex(row.public), signer)])


def signing_key_of(user: User) -> bytes | None:
    """The public half of the key in use, 32 bytes, or None."""
    row = user.signing_keys.filter(retired_at=None).first()
    return bytes.fromhex(row.public) if row else None


def _open(row: SigningKey, passphrase: str) -> Ed25519PrivateKey | None:
    sealed = base64.b64decode(row.wrapped)
    key = _stretched(passphrase, bytes.fromhex(row.salt))
    try:
        seed = AESGCM(key).decrypt(sealed[:12], sealed[12:], bytes.fromhex(row.public))
    except InvalidTag:
        return None
    return Ed25519PrivateKey.from_private_bytes(seed)


def _stretched(passphrase: str, salt: bytes) -> bytes:
    return hash_secret_raw(passphrase.encode(), salt, _PASSES, _MEMORY_KIB, 1, 32, Type.ID)

"""What the gateway knows of a PIN and a NIP: hashes (docs/interfaces.md 3). Office and gateway must agree on them."""

from __future__ import annotations

import hashlib
import hmac
from base64 import b64decode, b64encode

# 16 MiB and about 50 ms: a six-digit PIN is protected by the throttle, not by the hash alone.
_SCRYPT = {"n": 2**14, "r": 8, "p": 1}


def hash_pin(pin: str, salt: str) -> str:
    """scrypt (32 bytes) of a session PIN under a base64 salt, in base64."""
    key = hashlib.scrypt(pin.encode(), salt=b64decode(salt), dklen=32, maxmem=64 * 2**20, **_SCRYPT)
    return b64encode(key).decode()


def hash_nip(nip: str, salt: str) -> str:
    """HMAC-SHA-256 (hex) of the 18 digits under the text of `salt`."""
    return hmac.new(salt.encode(), normalised(nip).encode(), hashlib.sha256).hexdigest()


def normalised(identity: str) -> str:
    """What a participant typed, without spaces, in upper case: 1985 0101 … and a-01 are accepted."""
    return "".join(identity.split()).upper()

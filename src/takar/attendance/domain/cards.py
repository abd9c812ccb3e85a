"""What a participant card's QR says: no name, no NIP, and nobody can make one without the office's key. Pure.

`TAKAR:<batch>:<number>:<check>` in upper case, so that a QR code holds it in its compact alphabet.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from base64 import b32encode
from dataclasses import dataclass

PREFIX = "TAKAR"
_CHECK = 10
# A reader that acts as a keyboard types ":" as another sign when the layouts differ.
_FORM = re.compile(rf"{PREFIX}([^0-9A-Z])([0-9A-Z]+)\1([0-9A-Z.-]+)\1([0-9A-Z]{{{_CHECK}}})")


@dataclass(frozen=True, slots=True)
class Card:
    """A code that was read, not yet believed. `label`: the number, or P and the place's id where there is no number."""

    batch: str
    label: str
    check: str


def card_text(key: bytes, *, batch: str, label: str, nip: str) -> str:
    """The code of one place in a batch. Another person on the same number has another code."""
    return f"{PREFIX}:{batch.upper()}:{label.upper()}:{check_of(key, batch=batch, label=label, nip=nip)}"


def check_of(key: bytes, *, batch: str, label: str, nip: str) -> str:
    """50 bits of HMAC-SHA-256 over batch, label and NIP, in base 32."""
    message = "\n".join((batch.upper(), label.upper(), nip)).encode()
    return b32encode(hmac.new(key, message, hashlib.sha256).digest()).decode()[:_CHECK]


def read_card(text: str) -> Card | None:
    """The parts of a code, None for anything else."""
    found = _FORM.fullmatch(text.strip().upper())
    return Card(found[2].lower(), found[3], found[4]) if found else None


def card_label(number: str, place: int) -> str:
    """What stands for a place in its code."""
    return number.strip().upper() or f"P{place}"

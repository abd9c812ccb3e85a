"""Random identifiers that carry no meaning and cannot be guessed."""

from __future__ import annotations

from collections.abc import Callable

RandomBytes = Callable[[int], bytes]

# Crockford's alphabet: no I, L, O, U, so that a code can be read aloud and typed.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def readable_code(random_bytes: RandomBytes, length: int = 16) -> str:
    """`length` characters of 5 random bits each."""
    return "".join(_ALPHABET[byte & 31] for byte in random_bytes(length))


def new_id(random_bytes: RandomBytes) -> str:
    """96 random bits as 24 hexadecimal characters."""
    return random_bytes(12).hex()

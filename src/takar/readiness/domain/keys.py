"""The key that a row of a list carries to the unit and back."""

from __future__ import annotations

import re
import zlib

_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # 32, without those that are read as another
_KEY = re.compile(r"^(\d{1,9})-(\d{1,7})-([0-9A-Z]{3})$")


def make_key(check: int, place: int, seal: str) -> str:
    """ "12-451-K3X": the check, the place in its list, and three letters that a slip of the hand would break.

    `seal` is the digest of the file that was checked.
    """
    return f"{check}-{place}-{_letters(check, place, seal)}"


def read_key(text: str) -> tuple[int, int, str] | None:
    """Check, place and letters; None where it is no key."""
    found = _KEY.match(text.strip().upper())
    return (int(found[1]), int(found[2]), found[3]) if found else None


def is_true(key: tuple[int, int, str], seal: str) -> bool:
    return key[2] == _letters(key[0], key[1], seal)


def _letters(check: int, place: int, seal: str) -> str:
    number = zlib.crc32(f"{check}:{place}:{seal}".encode())
    return "".join(_LETTERS[number >> shift & 31] for shift in (0, 5, 10))

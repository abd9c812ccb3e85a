"""Canonical bytes: the subset of RFC 8785 (JCS) in which Python's json already is canonical.

Only strings, integers (|n| < 2^53), booleans, null, arrays and objects with ASCII keys. No floats:
a number with a fraction travels as a decimal string.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from typing import TypeAlias

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"

_SAFE_INTEGER = 2**53


def canonical(value: Json) -> bytes:
    """UTF-8 bytes of `value`, equal to JCS. Raises ValueError for anything outside the subset."""
    _check(value, "$")
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(value: Json) -> str:
    """SHA-256 of the canonical bytes, as lower-case hexadecimal."""
    return hashlib.sha256(canonical(value)).hexdigest()


def _check(value: object, where: str) -> None:
    if value is None or isinstance(value, bool):
        return
    if isinstance(value, str):
        if not unicodedata.is_normalized("NFC", value):
            raise ValueError(f"{where}: text is not in Unicode form NFC")
    elif isinstance(value, int):
        if abs(value) >= _SAFE_INTEGER:
            raise ValueError(f"{where}: integer beyond 2^53")
    elif isinstance(value, list):
        for position, element in enumerate(value):
            _check(element, f"{where}[{position}]")
    elif isinstance(value, dict):
        for key, element in value.items():
            if not isinstance(key, str) or not key.isascii():
                raise ValueError(f"{where}: key {key!r} is not ASCII text")
            _check(element, f"{where}.{key}")
    else:
        raise ValueError(f"{where}: {type(value).__name__} has no canonical form")

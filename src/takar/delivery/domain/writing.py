"""Answers in free writing: JSON text, at most 64 KiB, of one essay or of one letter of an in-basket.

essay   {"text": "…"}
letter  {"priority": "urgent|important|later|", "action": "decide|delegate|ask|postpone|", "text": "…"}

The server keeps what was written exactly as it came; nothing here judges it.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, Literal, TypeAlias

import msgspec
from msgspec import Struct

LIMIT_BYTES = 64 * 1024
TOO_LONG = "ANSWER_TOO_LONG"
UNKNOWN = "VALUE_UNKNOWN"


class Writing(StrEnum):
    """What is written in a place of the form."""

    ESSAY = "essay"
    LETTER = "letter"


Place: TypeAlias = frozenset[str] | Writing
"""What may be answered in one place: one of these options, or text."""


class Essay(Struct, frozen=True, forbid_unknown_fields=True):
    text: str


class Letter(Struct, frozen=True, forbid_unknown_fields=True):
    """What the participant does with one letter; "" where he has not chosen yet."""

    priority: Literal["", "urgent", "important", "later"] = ""
    action: Literal["", "decide", "delegate", "ask", "postpone"] = ""
    text: str = ""


_READ: dict[Writing, Callable[[str], Essay | Letter]] = {
    Writing.ESSAY: msgspec.json.Decoder(Essay).decode,
    Writing.LETTER: msgspec.json.Decoder(Letter).decode,
}


def places_of(item: Mapping[str, Any]) -> dict[str, Place]:
    """Where one item of a form is answered: in itself, or letter by letter as `item/letter`."""
    if item["type"] == "inbox":
        return {place_of(item["id"], letter["id"]): Writing.LETTER for letter in item["letters"]}
    if item["type"] == "essay":
        return {item["id"]: Writing.ESSAY}
    return {item["id"]: frozenset(option["id"] for option in item["options"])}


def place_of(item: str, letter: str) -> str:
    """The name under which a letter of an in-basket is answered."""
    return f"{item}/{letter}"


def sealable(value: str) -> str:
    """The same JSON in a spelling that a seal takes (`kernel.canonical` wants Unicode form NFC).

    Text pasted from elsewhere may hold a letter in parts ("e" and an accent). It stays so, as \\u escapes.
    """
    if unicodedata.is_normalized("NFC", value):
        return value
    return "".join(letter if letter.isascii() else json.dumps(letter)[1:-1] for letter in value)


def fault_of(kind: Writing, value: str) -> str:
    """Why a written answer cannot count: TOO_LONG, UNKNOWN, or "" when it can."""
    if len(value) > LIMIT_BYTES or len(value.encode(errors="replace")) > LIMIT_BYTES:
        return TOO_LONG
    return "" if written(kind, value) is not None else UNKNOWN


def written(kind: Writing, value: str) -> Essay | Letter | None:
    """The answer as a value; None when it is not one."""
    try:
        return _READ[kind](value)
    except (msgspec.DecodeError, UnicodeError):
        return None

"""What all leaves share: their common fields, and checks that keep a malformed one from being written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime

from takar.kernel.canonical import Json, canonical
from takar.ledger.disclosures import Committed

LIMIT = 4096
NONE = -1


class LeafTooLarge(ValueError):
    """More than `LIMIT` bytes: what it says must be split. `size` in bytes."""

    def __init__(self, kind: str, size: int) -> None:
        super().__init__(f"{kind}: {size} bytes, at most {LIMIT}")
        self.size = size


def make_leaf(kind: str, ev: str, at: datetime, body: Mapping[str, Json]) -> bytes:
    common: dict[str, Json] = {"v": 1, "t": kind, "ev": hexed("ev", ev, 18), "at": minute(at)}
    leaf = canonical(common | dict(body))
    if len(leaf) > LIMIT:
        raise LeafTooLarge(kind, len(leaf))
    return leaf


def person(p: str, prev: int, committed: Committed) -> dict[str, Json]:
    return {
        "p": hexed("p", p, 24),
        "prev": previous(prev),
        "_sd": list(committed.digests),
        "_sd_alg": "sha-256",
    }


def minute(at: datetime) -> str:
    if at.tzinfo is None:
        raise ValueError("at: a time with its zone")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")


def hexed(name: str, value: str, length: int) -> str:
    if not re.fullmatch(f"[0-9a-f]{{{length}}}", value):
        raise ValueError(f"{name}: {length} lower-case hex digits, not {value!r}")
    return value


def count(name: str, value: int) -> int:
    if value < 0:
        raise ValueError(f"{name}: not negative")
    return value


def previous(value: int) -> int:
    if value < NONE:
        raise ValueError("prev: an index, or -1")
    return value


def filled(name: str, value: str) -> str:
    if not value.strip():
        raise ValueError(f"{name}: not empty")
    return value

"""Salted disclosures after RFC 9901: a leaf holds digests, whoever holds the disclosure can open them."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from takar.kernel.canonical import Json, canonical
from takar.kernel.ids import RandomBytes
from takar.kernel.refusals import Refusal

SLOTS = {
    "attend": 2, "seal": 3, "score": 14, "amend": 2,
    "rating": 4, "reopen": 2, "component": 4, "final": 14, "decision": 4, "appeal": 4,
}  # fmt: skip
"""Digests per leaf, decoys included, so that a leaf does not tell how many fields it hides."""

_STEP = 4


@dataclass(frozen=True, slots=True)
class Committed:
    """`digests` (sorted, decoys among them) go into the leaf, `disclosures` (by field name) into the vault."""

    digests: tuple[str, ...]
    disclosures: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Difference:
    """A field whose recorded value is not the one that was found elsewhere."""

    name: str
    recorded: Json
    found: Json


def commit_fields(fields: Mapping[str, Json], slots: int, random_bytes: RandomBytes) -> Committed:
    """Commit to each field with a fresh 128-bit salt; pad with decoys to `slots` (or the next multiple of 4)."""
    disclosures = {name: _disclosure(name, value, random_bytes) for name, value in fields.items()}
    width = slots if len(disclosures) <= slots else -(-len(disclosures) // _STEP) * _STEP
    decoys = [_text(random_bytes(32)) for _ in range(width - len(disclosures))]
    digests = [disclosure_digest(text) for text in disclosures.values()]
    return Committed(tuple(sorted(digests + decoys)), disclosures)


def disclosure_digest(disclosure: str) -> str:
    return _text(hashlib.sha256(disclosure.encode("ascii")).digest())


def open_fields(leaf: bytes, disclosures: Iterable[str]) -> dict[str, Json] | Refusal:
    """The values that `disclosures` open in `leaf`, or the refusal that names the first one that does not."""
    digests = set(json.loads(leaf).get("_sd", []))
    opened: dict[str, Json] = {}
    for position, text in enumerate(disclosures, 1):
        field = _read(text)
        if field is None or field[0] in opened:
            return _unreadable(position)
        name, value = field
        if disclosure_digest(text) not in digests:
            return _not_recorded(name)
        opened[name] = value
    return opened


def differences(recorded: Mapping[str, Json], found: Mapping[str, Json]) -> list[Difference]:
    """Fields of `recorded` whose value in `found` is another one or missing (found is then None)."""
    return [
        Difference(name, value, found.get(name))
        for name, value in recorded.items()
        if found.get(name) != value
    ]


def _disclosure(name: str, value: Json, random_bytes: RandomBytes) -> str:
    return _text(canonical([_text(random_bytes(16)), name, value]))


def _read(disclosure: str) -> tuple[str, Json] | None:
    try:
        raw = base64.b64decode(disclosure + "=" * (-len(disclosure) % 4), altchars=b"-_", validate=True)
        _, name, value = json.loads(raw)
    except (binascii.Error, ValueError):
        return None
    return (name, value) if isinstance(name, str) else None


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _unreadable(position: int) -> Refusal:
    return Refusal(
        "DISCLOSURE_UNREADABLE",
        f"Keterangan ke-{position} tidak dapat dibaca atau disebut dua kali. Ambil ulang dari sumber asalnya.",
        f"Disclosure number {position} cannot be read or occurs twice. Fetch it again from where it came from.",
        {"position": position},
    )


def _not_recorded(name: str) -> Refusal:
    return Refusal(
        "DISCLOSURE_MISMATCH",
        f"Nilai “{name}” tidak cocok dengan yang tercatat. Periksa siapa yang mengubahnya setelah dicatat.",
        f"The value of “{name}” does not match what was recorded. Find out who changed it after it was recorded.",
        {"name": name},
    )

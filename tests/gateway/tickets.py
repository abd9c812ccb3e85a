"""The content of a ticket as docs/interfaces.md 3 describes it: what the office's own must equal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from takar.kernel.identity import hash_nip, hash_pin, normalised


def build_ticket(
    *,
    session: str,
    version: int,
    assessment: Mapping[str, Any],
    title: str,
    room: str,
    opens_ms: int,
    closes_ms: int,
    package: str,
    pin: str,
    pin_salt: str,
    nip_salt: str,
    measures: list[dict[str, Any]],
    visibility: Mapping[str, Any],
    participants: list[Mapping[str, Any]],
) -> dict[str, Any]:
    """Content of a ticket. `pin_salt`: base64 of 16 random bytes; `nip_salt`: random text.

    participants: {"sitting", "number", "name", "nip" (18 digits or ""), "seat", "extra_minutes"}; the NIP
    itself does not travel, only its hash.
    """
    return {
        "session": session,
        "version": version,
        "assessment": dict(assessment),
        "title": title,
        "room": room,
        "opens_ms": opens_ms,
        "closes_ms": closes_ms,
        "package": package,
        "pin_hash": hash_pin(pin, pin_salt),
        "pin_salt": pin_salt,
        "measures": measures,
        "visibility": dict(visibility),
        "sittings": [_sitting(person, nip_salt) for person in participants],
        "nip_salt": nip_salt,
    }


def _sitting(person: Mapping[str, Any], nip_salt: str) -> dict[str, Any]:
    nip = normalised(person.get("nip") or "")
    return {
        "sitting": person["sitting"],
        "number": normalised(person["number"]),
        "name": person["name"],
        "nip_hash": hash_nip(nip, nip_salt) if nip else "",
        "seat": person.get("seat", ""),
        "extra_minutes": person.get("extra_minutes", 0),
    }

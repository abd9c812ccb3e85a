"""How office and tests give a proctor's orders to the gateways."""

from __future__ import annotations

import unicodedata
from typing import Any

import msgspec

from takar.delivery.journal.port import Journal


def start_session(journal: Journal, session: str, actor: str, at_ms: int) -> int:
    """Let everybody of the session press start. Returns the order's number."""
    return _give(journal, session, "", "start_session", {}, actor, at_ms)


def extend(
    journal: Journal, session: str, sitting: str, minutes: int, reason: str, actor: str, at_ms: int
) -> int:
    """Give `minutes` to one sitting, or to the whole session with sitting=""."""
    return _give(journal, session, sitting, "extend", {"minutes": minutes, "reason": reason}, actor, at_ms)


def force_submit(journal: Journal, session: str, sitting: str, reason: str, actor: str, at_ms: int) -> int:
    return _give(journal, session, sitting, "force_submit", {"reason": reason}, actor, at_ms)


def move_seat(
    journal: Journal, session: str, sitting: str, seat: str, reason: str, actor: str, at_ms: int
) -> int:
    """Note the new seat and free the login, so that the other machine is let in at once."""
    return _give(journal, session, sitting, "move_seat", {"seat": seat, "reason": reason}, actor, at_ms)


def release_login(journal: Journal, session: str, sitting: str, reason: str, actor: str, at_ms: int) -> int:
    """Free the seat for another machine and forget wrong PINs."""
    return _give(journal, session, sitting, "release_login", {"reason": reason}, actor, at_ms)


def _give(
    journal: Journal, session: str, sitting: str, kind: str, body: dict[str, Any], actor: str, at_ms: int
) -> int:
    text = unicodedata.normalize("NFC", msgspec.json.encode(body).decode())
    return journal.give_order(session, sitting, kind, text, actor, at_ms)

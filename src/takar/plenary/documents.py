"""The minutes of a book, and the bytes that its members sign."""

from __future__ import annotations

import base64
from typing import Any

from takar.kernel.canonical import Json, canonical
from takar.ledger.public import pleno_payload
from takar.plenary.books import Book
from takar.plenary.domain.codec import START
from takar.plenary.domain.events import Ended, Signed
from takar.plenary.domain.minutes import dissent_count, minutes_of, tally
from takar.plenary.domain.state import fold


def minutes_now(book: Book) -> dict[str, Json]:
    """The minutes as they stand: of everything until the discussion ended, or until now."""
    until = next(
        (n for n, one in enumerate(book.noted) if isinstance(one.event.body, Ended)), len(book.noted)
    )
    talked = book.noted[:until]
    head = talked[-1].chain if talked else START.hex()
    return minutes_of(book.id, book.ev, fold(one.event for one in talked), book.rules, head)


def payload_of(book: Book) -> bytes:
    """What every member signs; the discussion must have ended."""
    state = book.state
    assert state.opened is not None
    assert state.ended is not None
    data = pleno_payload(
        ev=book.ev,
        table=state.opened.table_root,
        votes=tally(state),
        dissent=dissent_count(state),
        minutes=state.ended.minutes,
    )
    return canonical(data)


def envelope_of(payload: bytes, kind: str, signatures: list[Signed]) -> dict[str, Any]:
    """A DSSE envelope with these signatures."""
    return {
        "payload": base64.b64encode(payload).decode(),
        "payloadType": kind,
        "signatures": [
            {"keyid": one.key, "sig": one.signature} for one in sorted(signatures, key=lambda s: s.key)
        ],
    }

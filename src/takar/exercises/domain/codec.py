"""Events as plain data and back, and the hash chain that binds each to all before it."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from typing import Any

from takar.exercises.domain.events import (
    Body,
    Event,
    Late,
    Locked,
    Noted,
    Rated,
    Rejected,
    Remarked,
    Reopened,
    Tagged,
)
from takar.kernel.canonical import Json, canonical

_KINDS: dict[str, type[Any]] = {
    kind.__name__.lower(): kind for kind in (Noted, Tagged, Rated, Remarked, Locked, Reopened, Late, Rejected)
}
TYPED = frozenset({"noted", "tagged", "rated", "remarked"})
START = bytes(32)


def event_data(event: Event) -> dict[str, Json]:
    """The event without its device and sequence number, which are columns."""
    fields = asdict(event.body)
    # What came late or was rejected names the kind of the entry it was; `kind` itself is the event's.
    if "kind" in fields:
        fields["of"] = fields.pop("kind")
    return {"kind": kind_of(event.body), "tick": event.tick, **fields}


def kind_of(body: Body) -> str:
    return type(body).__name__.lower()


def read_body(data: dict[str, Any]) -> Body:
    """The body in `data` ({"kind", …fields}). Raises ValueError for anything else."""
    fields = dict(data)
    kind = _KINDS.get(str(fields.pop("kind", "")))
    fields.pop("tick", None)
    fields.pop("salt", None)
    if kind is None:
        raise ValueError("no such kind of entry")
    if "of" in fields:
        fields["kind"] = fields.pop("of")
    try:
        body: Body = kind(**fields)
    except TypeError as fault:
        raise ValueError(f"not a {data.get('kind')}: {fault}") from fault
    return body


def link(previous: bytes, sheet: str, ordinal: int, event: Event, salt: str) -> bytes:
    """SHA-256(previous ‖ canonical event): a row that is changed, dropped or moved breaks all after it.

    `salt` lies with the encrypted entry, so that nobody can try out ratings against the chain.
    """
    row: Json = {
        "sheet": sheet,
        "ordinal": ordinal,
        "device": event.device,
        "seq": event.seq,
        "at_ms": event.at_ms,
        **event_data(event),
        "salt": salt,
    }
    return hashlib.sha256(previous + canonical(row)).digest()

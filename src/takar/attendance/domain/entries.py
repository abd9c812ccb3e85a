"""One line of a batch's book of days. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from takar.attendance.domain.facts import Fact, body_of
from takar.kernel.canonical import Json, canonical, digest
from takar.kernel.clock import milliseconds


@dataclass(frozen=True, slots=True)
class Entry:
    """`moment`: when it happened; `noted_at`: when it was entered; `nip` is "" for what concerns all."""

    ordinal: int
    day: int
    nip: str
    moment: datetime
    by: str
    noted_at: datetime
    request: str
    fact: Fact

    @property
    def activity(self) -> int | None:
        """The activity that it is about; None for the whole day."""
        return getattr(self.fact, "activity", None)


def entry_digest(batch: str, entry: Entry) -> str:
    """SHA-256 (hex) over everything the entry says. The random request id in it is its salt."""
    return digest(entry_data(batch, entry))


def entry_data(batch: str, entry: Entry) -> dict[str, Json]:
    return {
        "batch": batch,
        "ordinal": entry.ordinal,
        "day": entry.day,
        "kind": entry.fact.kind,
        "nip": entry.nip,
        "moment_ms": milliseconds(entry.moment),
        "body": body_of(entry.fact),
        "by": entry.by,
        "noted_ms": milliseconds(entry.noted_at),
        "request": entry.request,
    }


def leaves_of(digests: Sequence[str]) -> list[bytes]:
    """What the root of a day is made over: one leaf per entry, in their order."""
    return [canonical(one) for one in digests]

"""People handed to an external organiser and what came back [serah terima]."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class HandoverStatus(StrEnum):
    OPEN = "open"
    PARTLY = "partly"
    COMPLETE = "complete"


@dataclass(frozen=True, slots=True)
class Returns:
    """How many were handed over, have a result, and are no longer expected."""

    handed: int
    back: int
    dropped: int

    @property
    def missing(self) -> int:
        return self.handed - self.back - self.dropped

    @property
    def status(self) -> HandoverStatus:
        """Complete when nobody is missing any more; a handover of nobody stays open."""
        if self.handed and not self.missing:
            return HandoverStatus.COMPLETE
        return HandoverStatus.PARTLY if self.back or self.dropped else HandoverStatus.OPEN

    def days_late(self, promised_on: date, today: date) -> int:
        """Days since the promised day while results are missing; 0 up to that day."""
        return max(0, (today - promised_on).days) if self.status is not HandoverStatus.COMPLETE else 0


@dataclass(frozen=True, slots=True)
class Matching:
    """A file of results against the list: NIPs who came back, who are still missing, who were not on the list."""

    back: tuple[str, ...]
    missing: tuple[str, ...]
    strangers: tuple[str, ...]


def match(expected: Iterable[str], told: Iterable[str]) -> Matching:
    """`expected`: NIPs that still lack a result, in the order of the list; `told`: NIPs of good rows of the file."""
    awaited, came = list(dict.fromkeys(expected)), dict.fromkeys(told)
    return Matching(
        tuple(nip for nip in awaited if nip in came),
        tuple(nip for nip in awaited if nip not in came),
        tuple(nip for nip in came if nip not in set(awaited)),
    )

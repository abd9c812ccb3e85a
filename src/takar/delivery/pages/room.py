"""What a proctor sees of a room: seats with their state, made from sittings and their last signs of life."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from takar.assessments.public import ParticipantView
from takar.delivery.public import PresenceRow, SittingState

# A client beats every 10 to 15 s: two beats must be missing before a seat counts as silent.
QUIET_SECONDS = 30
LOST_SECONDS = 60


class Phase(StrEnum):
    ABSENT = "absent"
    WAITING = "waiting"
    SITTING = "sitting"
    QUIET = "quiet"
    LOST = "lost"
    SUBMITTED = "submitted"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Seat:
    """One seat. `seen_seconds`: since the last sign of life; None when there never was one."""

    sitting: str
    seat: str
    number: str
    name: str
    phase: Phase
    answered: int
    unsent: int
    seen_seconds: int | None
    address: str
    extra_minutes: int
    submitted_by: str

    @property
    def order(self) -> tuple[str, int, str]:
        """Row by row: A-02 before A-10, Z before AA."""
        letters, digits = split_seat(self.seat)
        return (f"{len(letters):02d}{letters}", digits, self.number)


def seat_of(
    person: ParticipantView,
    state: SittingState,
    sign: PresenceRow | None,
    now_ms: int,
    *,
    broken: bool = False,
) -> Seat:
    seen = max(0, (now_ms - sign.seen_ms) // 1000) if sign else None
    body = json.loads(sign.body) if sign and sign.body else {}
    return Seat(
        sitting=person.sitting,
        seat=state.seat or person.seat,
        number=person.number,
        name=person.name,
        phase=Phase.BROKEN if broken else phase_of(state, seen),
        answered=len(state.chosen()),
        unsent=int(body.get("unsent", 0)),
        seen_seconds=seen,
        address=str(body.get("address", "")),
        extra_minutes=person.extra_minutes + state.extended_ms // 60_000,
        submitted_by=state.submitted_by,
    )


def phase_of(state: SittingState, seen_seconds: int | None) -> Phase:
    """A seat that was entered and has been silent for 30 s is quiet, for 60 s lost, unless it is submitted."""
    if state.submitted_ms is not None:
        return Phase.SUBMITTED
    if state.epoch == 0:
        return Phase.ABSENT
    if seen_seconds is None or seen_seconds > LOST_SECONDS:
        return Phase.LOST
    if seen_seconds > QUIET_SECONDS:
        return Phase.QUIET
    return Phase.SITTING if state.started_ms is not None else Phase.WAITING


def split_seat(seat: str) -> tuple[str, int]:
    """A-07 -> ("A", 7); anything else is a row of its own name."""
    found = re.fullmatch(r"([A-Za-z]+)[- ]?(\d+)", seat.strip())
    return (found[1].upper(), int(found[2])) if found else (seat.strip(), 0)


def rows_of(seats: Iterable[Seat]) -> list[tuple[str, list[Seat]]]:
    """Seats grouped into the rows of the room, front row first."""
    ordered = sorted(seats, key=lambda seat: seat.order)
    return [(row, list(group)) for row, group in groupby(ordered, key=lambda seat: split_seat(seat.seat)[0])]


def counts(seats: Sequence[Seat]) -> dict[str, int]:
    """How many seats are in each phase; every phase is there."""
    found = Counter(seat.phase for seat in seats)
    return {phase.value: found[phase] for phase in Phase}

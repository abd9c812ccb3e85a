"""Numbers, seats, and who sits in which session."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

SEATS_PER_ROW = 10


@dataclass(frozen=True, slots=True)
class Room:
    """A session as the planner sees it: its seats, and those already taken."""

    session: str
    title: str
    capacity: int
    taken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    session: str
    seat: str


def participant_numbers(already: int, fresh: int) -> list[str]:
    """The next `fresh` numbers after `already` given ones: 001, 002, … 999, 1000."""
    return [f"{number:03d}" for number in range(already + 1, already + fresh + 1)]


def seat_names(capacity: int, per_row: int = SEATS_PER_ROW) -> list[str]:
    """A-01 … A-10, B-01 …; after Z comes AA."""
    return [f"{_row_letters(seat // per_row)}-{seat % per_row + 1:02d}" for seat in range(capacity)]


def _row_letters(row: int) -> str:
    letters = ""
    row += 1
    while row:
        row, letter = divmod(row - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def free_seats(room: Room) -> list[str]:
    taken = set(room.taken)
    return [seat for seat in seat_names(room.capacity) if seat not in taken]


def assign_places(
    sittings: Sequence[str], rooms: Sequence[Room], wishes: Mapping[str, str] | None = None
) -> dict[str, Place]:
    """Seat `sittings` in order, each where he was asked for (session title), else in the first free room.

    Whoever was asked for a session that does not exist or is full is left out rather than put elsewhere.
    """
    wishes = wishes or {}
    free = {room.session: free_seats(room) for room in rooms}
    by_title = {_plain(room.title): room.session for room in rooms}
    asked = [s for s in sittings if wishes.get(s)]
    places = _seat(asked, free, {s: [by_title.get(_plain(wishes[s]), "")] for s in asked})
    rest = [s for s in sittings if not wishes.get(s)]
    order = [room.session for room in rooms]
    return places | _seat(rest, free, dict.fromkeys(rest, order))


def _seat(
    sittings: Iterable[str], free: dict[str, list[str]], choices: Mapping[str, Sequence[str]]
) -> dict[str, Place]:
    places = {}
    for sitting in sittings:
        session = next((s for s in choices[sitting] if free.get(s)), None)
        if session:
            places[sitting] = Place(session, free[session].pop(0))
    return places


def _plain(title: str) -> str:
    """`Batch 1`, `SESI 1` and `1` name the same session."""
    words = title.casefold().split()
    kept = [w for w in words if w not in {"batch", "sesi", "gelombang"}]
    return " ".join(kept or words)

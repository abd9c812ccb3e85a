"""Who is where and when, read from a batch's timetable. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby

from takar.kernel.clock import ZONES
from takar.planning.public import ActivityView, BatchView, PlaceView


@dataclass(frozen=True, slots=True)
class PersonDay:
    """A day of one participant: from `first` to `last`, None where no timetable was made; rooms in the order he enters them."""

    ordinal: int
    day: date
    first: time | None
    last: time | None
    rooms: tuple[str, ...]
    activities: tuple[ActivityView, ...]


def person_days(
    place: PlaceView, batch: BatchView, activities: Sequence[ActivityView]
) -> tuple[PersonDay, ...]:
    """Every day of the batch as this person lives it."""
    return tuple(_person_day(place, one.ordinal, one.day, activities) for one in batch.days)


def _person_day(place: PlaceView, ordinal: int, day: date, activities: Sequence[ActivityView]) -> PersonDay:
    mine = in_order(one for one in activities if one.day == ordinal and one.is_for(place))
    return PersonDay(
        ordinal=ordinal,
        day=day,
        first=min((one.starts for one in mine), default=None),
        last=max((one.ends for one in mine), default=None),
        rooms=tuple(dict.fromkeys(one.room for one in mine if one.room)),
        activities=mine,
    )


@dataclass(frozen=True, slots=True)
class RoomDay:
    """One room on one day, with what happens there."""

    room: str
    location: str
    seats: int
    ordinal: int
    activities: tuple[ActivityView, ...]


def room_days(activities: Sequence[ActivityView], day: int | None = None) -> tuple[RoomDay, ...]:
    """Every room of every day, or of `day`; activities without a room are nobody's door."""
    wanted = [one for one in activities if one.room and day in (None, one.day)]
    ordered = sorted(wanted, key=lambda one: (one.day, one.location, one.room))
    found = []
    for (ordinal, location, room), group in groupby(
        ordered, key=lambda one: (one.day, one.location, one.room)
    ):
        here = in_order(group)
        found.append(RoomDay(room, location, here[0].seats, ordinal, here))
    return tuple(found)


def people_at(activities: Sequence[ActivityView], places: Sequence[PlaceView]) -> tuple[PlaceView, ...]:
    """Who takes part in any of these activities, in the order of `places`."""
    return tuple(place for place in places if any(one.is_for(place) for one in activities))


def moment_of(day: date, clock: time, zone: str) -> datetime:
    """The moment of a wall clock in WIB, WITA or WIT."""
    return datetime.combine(day, clock, ZONES[zone])


def in_order(activities: Iterable[ActivityView]) -> tuple[ActivityView, ...]:
    """In the order of the clock."""
    return tuple(sorted(activities, key=lambda one: (one.day, one.starts, one.ends, one.group, one.id)))

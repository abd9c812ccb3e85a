"""What is expected of whom, and what lateness and absence mean. Made from the plan and the conduct. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

GUGUR = "gugur"
SUSULAN = "susulan"


@dataclass(frozen=True, slots=True)
class Slot:
    """An activity at its absolute times. `activity` 0: the day itself, where no timetable was made.

    `group` 0 and `nip` "": for everybody.
    """

    activity: int
    day: int
    tool: str
    title: str
    room: str
    starts: datetime
    ends: datetime
    group: int = 0
    nip: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A participant of the batch. `gone`: his place was freed."""

    nip: str
    number: str
    name: str
    unit: str = ""
    post: str = ""
    group: int = 0
    place: int = 0
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """`late_minutes`: later than this after the start is late. `absence`: gugur | susulan. `zone`: WIB, WITA, WIT."""

    late_minutes: int
    absence: str
    zone: str
    days: Mapping[int, date]
    slots: tuple[Slot, ...]
    people: Mapping[str, Person] = field(default_factory=dict)

    @property
    def grace(self) -> timedelta:
        return timedelta(minutes=self.late_minutes)

    def slots_of(self, nip: str, day: int) -> tuple[Slot, ...]:
        """What this person is expected at on a day, in the order of the clock."""
        person = self.people.get(nip)
        if person is None:
            return ()
        mine = (s for s in self.slots if s.day == day and _is_for(s, person))
        return tuple(sorted(mine, key=lambda s: (s.starts, s.activity)))

    def slot(self, activity: int) -> Slot | None:
        return next((s for s in self.slots if s.activity == activity), None)

    def day_slots(self, day: int) -> tuple[Slot, ...]:
        return tuple(sorted((s for s in self.slots if s.day == day), key=lambda s: (s.starts, s.activity)))


def _is_for(slot: Slot, person: Person) -> bool:
    return slot.nip == person.nip if slot.nip else slot.group in (0, person.group)

"""A person's day: what each of his activities, and the day as a whole, became. Pure.

Presence at an activity stands above an absence from it, the particular above the general, and an incident is
never an absence. The order in which entries came in does not matter; only their moments do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from takar.attendance.domain.entries import Entry
from takar.attendance.domain.facts import Absent, Arrived, Incident, IncidentClosed, Left
from takar.attendance.domain.rules import Person, Rules, Slot
from takar.attendance.domain.state import State
from takar.kernel.clock import from_milliseconds


class Status(StrEnum):
    EXPECTED = "expected"
    PRESENT = "present"
    LATE = "late"
    LEFT_EARLY = "left_early"
    ABSENT = "absent"
    EXCUSED = "excused_by_incident"


HERE = frozenset({Status.PRESENT, Status.LATE, Status.LEFT_EARLY})


@dataclass(frozen=True, slots=True)
class SlotDay:
    """One activity of a person. `done`: he took part to the end, so its tool counts for completeness."""

    slot: Slot
    status: Status
    done: bool


@dataclass(frozen=True, slots=True)
class PersonDay:
    """One day of a person. `minutes_late`: after his first start, 0 unless he is late; `entries`: all of the day."""

    nip: str
    day: int
    status: Status
    slots: tuple[SlotDay, ...]
    arrived: datetime | None
    left: datetime | None
    minutes_late: int
    absences: tuple[Entry, ...]
    entries: tuple[Entry, ...]

    @property
    def unresolved(self) -> tuple[Slot, ...]:
        """Activities about which nothing is known yet."""
        return tuple(one.slot for one in self.slots if one.status is Status.EXPECTED)


@dataclass(frozen=True, slots=True)
class Trouble:
    """An incident as it stands: from, until (None while it lasts) and whether the work was lost."""

    entry: Entry
    fact: Incident
    starts: datetime
    until: datetime | None
    lost: bool

    def meets(self, person: Person, slot: Slot) -> bool:
        """Whether it concerns this person at this activity."""
        fact = self.fact
        whom = {
            "all": True,
            "room": fact.room == slot.room,
            "group": fact.group == person.group,
            "people": person.nip in fact.nips,
        }[fact.whom]
        return whom and self.starts < slot.ends and (self.until is None or self.until > slot.starts)

    def at(self, moment: datetime) -> bool:
        return self.starts <= moment and (self.until is None or moment <= self.until)


def troubles(state: State, day: int | None = None) -> tuple[Trouble, ...]:
    """The counted incidents of a day, or of all days."""
    found = []
    for entry in state.incidents:
        if not state.counts(entry) or day not in (None, entry.day):
            continue
        fact, closed = entry.fact, state.closed(entry)
        assert isinstance(fact, Incident)
        until = from_milliseconds(fact.until_ms) if fact.until_ms is not None else None
        lost = fact.lost
        if closed:
            assert isinstance(closed.fact, IncidentClosed)
            until, lost = closed.moment, lost or closed.fact.lost
        found.append(Trouble(entry, fact, entry.moment, until, lost))
    return tuple(found)


def day_of(
    state: State, rules: Rules, nip: str, day: int, incidents: tuple[Trouble, ...] | None = None
) -> PersonDay | None:
    """A person's day; None when nothing of it is his. `incidents`: those of the day, when they are known already."""
    slots = rules.slots_of(nip, day)
    if not slots:
        return None
    known = troubles(state, day) if incidents is None else incidents
    return _Day(state, rules, nip, day, known).read(slots)


class _Day:
    """The counted entries of one person on one day, sorted by kind."""

    def __init__(
        self, state: State, rules: Rules, nip: str, day: int, incidents: tuple[Trouble, ...]
    ) -> None:
        self.rules, self.person, self.day, self.incidents = rules, rules.people[nip], day, incidents
        self.entries = tuple(one for one in state.of_person.get(nip, ()) if one.day == day)
        counted = [one for one in self.entries if state.counts(one)]
        self.arrivals = [one for one in counted if isinstance(one.fact, Arrived)]
        self.lefts = [one for one in counted if isinstance(one.fact, Left)]
        self.absences = [one for one in counted if isinstance(one.fact, Absent)]

    def read(self, slots: tuple[Slot, ...]) -> PersonDay:
        found = tuple(self._slot(slot) for slot in slots)
        here = any(one.status in HERE for one in found)
        arrived = min((one.moment for one in self.arrivals), default=None)
        late = here and arrived is not None and arrived > slots[0].starts + self.rules.grace
        return PersonDay(
            nip=self.person.nip,
            day=self.day,
            status=_whole(found, late) if here else _away(found),
            slots=found,
            arrived=arrived,
            left=gone.moment if here and (gone := self._gone()) else None,
            minutes_late=int((arrived - slots[0].starts).total_seconds() // 60) if late and arrived else 0,
            absences=tuple(self.absences),
            entries=self.entries,
        )

    def _slot(self, slot: Slot) -> SlotDay:
        incidents = [one for one in self.incidents if one.meets(self.person, slot)]
        came = self._came(slot)
        if any(one.lost for one in incidents):
            return SlotDay(slot, Status.EXCUSED, False)
        if came is None:
            return SlotDay(slot, self._not_there(slot, incidents), False)
        gone = self._gone(slot.ends, slot.activity)
        if gone is not None:
            return self._went(slot, gone, incidents)
        late = came > slot.starts + self.rules.grace
        return SlotDay(slot, Status.LATE if late else Status.PRESENT, True)

    def _came(self, slot: Slot) -> datetime | None:
        """When he came to this activity; None when he did not, or nobody knows."""
        own = _about(self.arrivals, slot.activity)
        if own:
            return min(one.moment for one in own)
        if _about(self.absences, slot.activity):
            return None
        first = self._first(slot)
        return first if first is not None and first < slot.ends else None

    def _first(self, slot: Slot) -> datetime | None:
        """His arrival of the day; when he went before this activity and came back, that return."""
        arrivals = [one.moment for one in _about(self.arrivals, None)]
        went = max((e.moment for e in _about(self.lefts, None) if e.moment <= slot.starts), default=None)
        back = [one for one in arrivals if went is not None and one > went]
        return min(back or arrivals, default=None)

    def _not_there(self, slot: Slot, incidents: list[Trouble]) -> Status:
        if any(one.fact.whom == "people" or _blocks(one, slot, self.rules) for one in incidents):
            return Status.EXCUSED
        absent = _about(self.absences, slot.activity) or _about(self.absences, None)
        return Status.ABSENT if absent else Status.EXPECTED

    def _went(self, slot: Slot, gone: Entry, incidents: list[Trouble]) -> SlotDay:
        if any(one.at(gone.moment) for one in incidents):
            return SlotDay(slot, Status.EXCUSED, False)
        assert isinstance(gone.fact, Left)
        finished = gone.fact.finished and gone.moment > slot.starts
        return SlotDay(slot, Status.PRESENT if finished else Status.LEFT_EARLY, finished)

    def _gone(self, before: datetime | None = None, activity: int | None = None) -> Entry | None:
        """The last time he went before that moment, unless he came back before it."""
        last = max(
            (
                e
                for e in self.lefts
                if e.activity in (None, activity) and (before is None or e.moment < before)
            ),
            key=lambda e: (e.moment, isinstance(e.fact, Left) and e.fact.finished),
            default=None,
        )
        back = last is not None and any(
            last.moment < one.moment and (before is None or one.moment < before) for one in self.arrivals
        )
        return None if back else last


def _about(entries: Iterable[Entry], activity: int | None) -> list[Entry]:
    return [one for one in entries if one.activity == activity]


def _blocks(trouble: Trouble, slot: Slot, rules: Rules) -> bool:
    """It was going on when people should have come, so who is not there may not be blamed."""
    return trouble.starts <= slot.starts + rules.grace


def _away(slots: tuple[SlotDay, ...]) -> Status:
    """The day of somebody who took part in nothing: absent only when no part of it was taken by an incident."""
    found = {one.status for one in slots}
    if Status.EXPECTED in found:
        return Status.EXPECTED
    return Status.ABSENT if found == {Status.ABSENT} else Status.EXCUSED


def _whole(slots: tuple[SlotDay, ...], late: bool) -> Status:
    """The day of somebody who took part in something."""
    found = [one.status for one in slots]
    first = next(n for n, status in enumerate(found) if status in HERE)
    if Status.LEFT_EARLY in found or Status.ABSENT in found[first:]:
        return Status.LEFT_EARLY
    return Status.LATE if late or Status.ABSENT in found[:first] else Status.PRESENT

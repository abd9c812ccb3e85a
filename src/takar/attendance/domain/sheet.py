"""The sheet of a day or an activity: one line per person expected, and the counts. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from takar.attendance.domain.days import PersonDay, Status, Trouble, day_of, troubles
from takar.attendance.domain.entries import Entry
from takar.attendance.domain.outs import expected_after, rebooked
from takar.attendance.domain.rules import Person, Rules, Slot
from takar.attendance.domain.state import State
from takar.kernel.canonical import Json, digest
from takar.kernel.clock import milliseconds


@dataclass(frozen=True, slots=True)
class Line:
    """A person on a sheet. `status`: of the day, or of the activity when the sheet is an activity's."""

    person: Person
    status: Status
    day: PersonDay


@dataclass(frozen=True, slots=True)
class Sheet:
    """`activity` None: of the whole day. `corrections`: made after it was signed; `waiting`: entries nobody decided on yet."""

    day: int
    activity: int | None
    lines: tuple[Line, ...]
    incidents: tuple[Trouble, ...]
    signatures: tuple[Entry, ...]
    corrections: tuple[Entry, ...]
    waiting: tuple[Entry, ...]

    @property
    def counts(self) -> Mapping[str, int]:
        """Lines by status, every status named."""
        found = Counter(line.status.value for line in self.lines)
        return {status.value: found[status.value] for status in Status}

    @property
    def digest(self) -> str:
        """SHA-256 over what the sheet says: numbers, statuses and times."""
        lines: list[Json] = [
            [
                line.person.number or f"P{line.person.place}",
                line.status.value,
                milliseconds(line.day.arrived) if line.day.arrived else None,
                [[one.slot.activity, one.status.value] for one in line.day.slots],
            ]
            for line in self.lines
        ]
        return digest({"day": self.day, "activity": self.activity, "lines": lines})


def sheet_of(state: State, rules: Rules, day: int, activity: int | None = None) -> Sheet:
    """Everybody who is or was awaited, by number; who was out before that day is not on it."""
    incidents = troubles(state, day)
    lines = []
    for person in sorted(rules.people.values(), key=lambda one: (one.number, one.name, one.nip)):
        line = _line(state, rules, person, day, activity, incidents)
        if line:
            lines.append(line)
    about = [one for one in state.after_signing if _concerns(state, one, day, activity)]
    waiting = [
        one
        for one in state.entries
        if one.ordinal in state.waiting and one.day == day and activity in (None, one.activity)
    ]
    return Sheet(
        day,
        activity,
        tuple(lines),
        incidents,
        state.signed.get((day, activity), ()),
        tuple(about),
        tuple(waiting),
    )


def missing(sheet: Sheet, now: datetime) -> tuple[tuple[Line, Slot, int], ...]:
    """Who should be there and is not: line, the activity that has begun, minutes since it did; the longest first."""
    found = []
    for line in sheet.lines:
        begun = [
            one.slot for one in line.day.slots if one.status is Status.EXPECTED and one.slot.starts <= now
        ]
        if begun and line.status is Status.EXPECTED:
            minutes = int((now - begun[0].starts).total_seconds() // 60)
            found.append((line, begun[0], minutes))
    return tuple(sorted(found, key=lambda one: (-one[2], one[0].person.number)))


def _line(
    state: State, rules: Rules, person: Person, day: int, activity: int | None, incidents: tuple[Trouble, ...]
) -> Line | None:
    mine = state.of_person.get(person.nip, ())
    noted = any(one.day == day for one in mine)
    moved = rebooked(state, person.nip)
    gone = person.gone and not (moved and moved.tools)
    if not noted and (gone or not expected_after(state, person.nip, day)):
        return None
    found = day_of(state, rules, person.nip, day, incidents)
    if found is None:
        return None
    if activity is None:
        return Line(person, found.status, found)
    own = next((one for one in found.slots if one.slot.activity == activity), None)
    return Line(person, own.status, found) if own else None


def _concerns(state: State, correction: Entry, day: int, activity: int | None) -> bool:
    target = state.entry(getattr(correction.fact, "entry", 0))
    return target is not None and target.day == day and activity in (None, target.activity)

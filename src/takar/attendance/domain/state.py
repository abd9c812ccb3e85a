"""A batch's book of days as it stands after its entries. Immutable; made by `evolve` only. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from takar.attendance.domain.entries import Entry
from takar.attendance.domain.facts import (
    Absent,
    Arrived,
    Corrected,
    Incident,
    IncidentClosed,
    Left,
    Signed,
)
from takar.kernel.clock import milliseconds

_CLAIMS = (Arrived, Left, Absent)
_OF_THE_DAY = (*_CLAIMS, Incident, IncidentClosed)


@dataclass(frozen=True, slots=True)
class State:
    """`uncounted`: ordinals that do not count; `waiting`: those of them that came after signing and wait for a decision.

    `after_signing`: corrections made on a signed sheet. `of_person`, `incidents`: the same entries by what they are about.
    """

    entries: tuple[Entry, ...] = ()
    requests: frozenset[str] = frozenset()
    uncounted: frozenset[int] = frozenset()
    waiting: frozenset[int] = frozenset()
    signed: Mapping[tuple[int, int | None], tuple[Entry, ...]] = field(default_factory=dict)
    after_signing: tuple[Entry, ...] = ()
    of_person: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    incidents: tuple[Entry, ...] = ()
    closings: Mapping[int, Entry] = field(default_factory=dict)

    @property
    def next_ordinal(self) -> int:
        return self.entries[-1].ordinal + 1 if self.entries else 1

    def entry(self, ordinal: int) -> Entry | None:
        """None for an ordinal that is not there, or that somebody removed from the database."""
        place = bisect_left(self.entries, ordinal, key=lambda one: one.ordinal)
        found = self.entries[place] if place < len(self.entries) else None
        return found if found and found.ordinal == ordinal else None

    def counts(self, entry: Entry) -> bool:
        return entry.ordinal not in self.uncounted

    def is_signed(self, day: int, activity: int | None, moment: datetime) -> bool:
        """Whether something of this day, activity and moment would change a sheet that is signed."""
        if (day, None) in self.signed or (day, activity) in self.signed:
            return True
        return activity is None and any(
            of == day and milliseconds(moment) < one.fact.ends_ms
            for (of, _), signatures in self.signed.items()
            for one in signatures
            if isinstance(one.fact, Signed)
        )

    def closed(self, incident: Entry) -> Entry | None:
        """The counted entry that ended an incident."""
        found = self.closings.get(incident.ordinal)
        return found if found and self.counts(found) else None


def fold(entries: Iterable[Entry]) -> State:
    """The state after these entries, in the order of their ordinals."""
    state = State()
    for entry in entries:
        state = evolve(state, entry)
    return state


def evolve(state: State, entry: Entry) -> State:
    """The state after one more entry. Total: an entry that makes no sense is kept and changes nothing else."""
    noted = replace(
        state,
        entries=(*state.entries, entry),
        requests=state.requests | {entry.request},
        of_person=_filed(state, entry),
    )
    fact = entry.fact
    if isinstance(fact, Corrected):
        return _correct(noted, entry, fact)
    if isinstance(fact, Signed):
        key = (entry.day, fact.activity)
        return replace(noted, signed={**noted.signed, key: (*noted.signed.get(key, ()), entry)})
    if isinstance(fact, Incident):
        noted = replace(noted, incidents=(*noted.incidents, entry))
    elif isinstance(fact, IncidentClosed):
        noted = replace(noted, closings={**noted.closings, fact.entry: entry})
    if isinstance(fact, _OF_THE_DAY) and _touches_signed(state, entry):
        one = frozenset({entry.ordinal})
        return replace(noted, uncounted=noted.uncounted | one, waiting=noted.waiting | one)
    return noted


def _filed(state: State, entry: Entry) -> Mapping[str, tuple[Entry, ...]]:
    if not entry.nip:
        return state.of_person
    return {**state.of_person, entry.nip: (*state.of_person.get(entry.nip, ()), entry)}


def _correct(state: State, entry: Entry, fact: Corrected) -> State:
    target = state.entry(fact.entry)
    if target is None or target.ordinal >= entry.ordinal:
        return state
    if _touches_signed(state, target):
        state = replace(state, after_signing=(*state.after_signing, entry))
    alone = fact.counts or target.ordinal in state.waiting
    meant = frozenset({target.ordinal}) if alone else _same(state, target, entry.ordinal)
    if fact.counts:
        return replace(state, uncounted=state.uncounted - meant, waiting=state.waiting - meant)
    return replace(state, uncounted=state.uncounted | meant, waiting=state.waiting - meant)


def _touches_signed(state: State, entry: Entry) -> bool:
    about = entry
    if isinstance(entry.fact, IncidentClosed):
        about = state.entry(entry.fact.entry) or entry
    return state.is_signed(entry.day, entry.activity, about.moment)


def _same(state: State, target: Entry, before: int) -> frozenset[int]:
    """The target and, for a claim, its repetitions: a double click is taken back as one."""
    if not isinstance(target.fact, _CLAIMS):
        return frozenset({target.ordinal})
    mine = state.of_person[target.nip]
    return frozenset(
        one.ordinal
        for one in mine
        if one.ordinal < before and _key(one) == _key(target) and not _turned(mine, one, target)
    )


def _key(entry: Entry) -> tuple[str, int, int | None]:
    return (entry.fact.kind, entry.day, entry.activity)


def _turned(mine: tuple[Entry, ...], one: Entry, other: Entry) -> bool:
    """Between the two he went, or came back: they tell different things."""
    opposite = {"arrived": Left, "left": Arrived}.get(one.fact.kind)
    first, last = sorted((one.moment, other.moment))
    return opposite is not None and any(
        isinstance(each.fact, opposite) and each.day == one.day and first < each.moment < last
        for each in mine
    )

"""The state of a rating sheet: what its events say, in whatever order they came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from takar.exercises.domain.events import (
    SERVER,
    Event,
    Late,
    Locked,
    Noted,
    Rated,
    Rejected,
    Remarked,
    Reopened,
    Sign,
    Tagged,
)
from takar.exercises.domain.scale import NO_EVIDENCE, Scale

Stamp = tuple[int, str, int]


@dataclass(frozen=True, slots=True)
class SheetRules:
    """What this sheet asks: `dimensions` with their indicators' codes, and the scale."""

    dimensions: Mapping[str, frozenset[str]]
    scale: Scale
    evidence_needed: bool = True


@dataclass(frozen=True, slots=True)
class Note:
    text: str
    clock_s: int
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Tag:
    sign: Sign | None
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Entry:
    """A rating or a remark as last written; value None: taken back."""

    value: str | None
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class SheetState:
    """`seqs`: highest sequence number on disk per device. `tick`: highest logical clock seen."""

    notes: Mapping[str, Note] = field(default_factory=dict)
    tags: Mapping[tuple[str, str, str], Tag] = field(default_factory=dict)
    ratings: Mapping[str, Entry] = field(default_factory=dict)
    remarks: Mapping[str, Entry] = field(default_factory=dict)
    seqs: Mapping[str, int] = field(default_factory=dict)
    tick: int = 0
    locked_by: str = ""
    locked_ms: int = 0
    late: int = 0
    rejected: int = 0
    reopened: int = 0

    @property
    def locked(self) -> bool:
        return self.locked_by != ""

    def evidence(self, dimension: str) -> tuple[str, ...]:
        """Ids of the notes that are evidence for a dimension, by their moment on the exercise's clock."""
        found = {
            note
            for (note, tagged, _), tag in self.tags.items()
            if tagged == dimension and tag.sign is not None and self._stands(note)
        }
        return tuple(sorted(found, key=lambda note: (self.notes[note].clock_s, note)))

    def value(self, dimension: str) -> str | None:
        """The rating that is written there, "NE", or None."""
        entry = self.ratings.get(dimension)
        return entry.value if entry else None

    def counts(self, dimension: str, rules: SheetRules) -> bool:
        """Whether the dimension is done: NE, or a rating that rests on evidence."""
        value = self.value(dimension)
        if value is None:
            return False
        return value == NO_EVIDENCE or not rules.evidence_needed or bool(self.evidence(dimension))

    def missing(self, rules: SheetRules) -> tuple[str, ...]:
        """Dimensions that still need a rating or its evidence, in the order of the sheet."""
        return tuple(code for code in rules.dimensions if not self.counts(code, rules))

    def _stands(self, note: str) -> bool:
        return note in self.notes and self.notes[note].text.strip() != ""


def evolve(state: SheetState, event: Event) -> SheetState:
    """The state after one more event of the stream."""
    after = _applied(state, event)
    if event.device == SERVER:
        return after
    seqs = {**after.seqs, event.device: max(event.seq, after.seqs.get(event.device, 0))}
    return replace(after, seqs=seqs, tick=max(after.tick, event.tick))


def fold(events: Iterable[Event], state: SheetState | None = None) -> SheetState:
    """The state that a stream of events leads to."""
    state = state or SheetState()
    for event in events:
        state = evolve(state, event)
    return state


def _applied(state: SheetState, event: Event) -> SheetState:
    stamp: Stamp = (event.tick, event.device, event.seq)
    match event.body:
        case Noted(note, text, clock_s):
            if _newer(state.notes.get(note), stamp):
                # The moment of a note is when it was begun, however often it is corrected.
                begun = min(clock_s, state.notes[note].clock_s) if note in state.notes else clock_s
                return replace(state, notes={**state.notes, note: Note(text, begun, stamp)})
            older = state.notes[note]
            kept = replace(older, clock_s=min(clock_s, older.clock_s))
            return replace(state, notes={**state.notes, note: kept})
        case Tagged(note, dimension, indicator, sign):
            key = (note, dimension, indicator)
            if _newer(state.tags.get(key), stamp):
                return replace(state, tags={**state.tags, key: Tag(sign, stamp)})
        case Rated(dimension, value):
            if _newer(state.ratings.get(dimension), stamp):
                return replace(state, ratings={**state.ratings, dimension: Entry(value, stamp)})
        case Remarked(dimension, text):
            if _newer(state.remarks.get(dimension), stamp):
                return replace(state, remarks={**state.remarks, dimension: Entry(text, stamp)})
        case Locked(by, _):
            return replace(state, locked_by=by, locked_ms=event.at_ms)
        case Reopened():
            return replace(state, locked_by="", locked_ms=0, reopened=state.reopened + 1)
        case Late():
            return replace(state, late=state.late + 1)
        case Rejected():
            return replace(state, rejected=state.rejected + 1)
    return state


def _newer(old: Note | Tag | Entry | None, stamp: Stamp) -> bool:
    return old is None or stamp > old.stamp

"""What the events of an assessor meeting say. Nothing is ever taken out of the stream."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal, TypeAlias

Section = Literal["strengths", "development", "advice"]
SECTIONS: tuple[Section, ...] = ("strengths", "development", "advice")
Part = Literal["responsible", "lead"]


@dataclass(frozen=True, slots=True)
class Opened:
    """`sheets`: sealed sheet -> digest of what its rater signed; everything in the meeting rests on these."""

    by: str
    responsible: str
    sheets: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Revealed:
    """From here on values and raters' names are shown."""

    by: str


@dataclass(frozen=True, slots=True)
class Departed:
    """The figure of `dimension` is `new` instead of `old` (decimal text, or "NE"). `rule`: what the stated rule gives."""

    by: str
    dimension: str
    rule: str
    old: str
    new: str
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Returned:
    """Back to the figure of the rule."""

    by: str
    dimension: str
    old: str
    new: str
    text: str


@dataclass(frozen=True, slots=True)
class Written:
    """Section of the report text, as it now stands."""

    by: str
    section: str
    text: str


@dataclass(frozen=True, slots=True)
class SetAside:
    """Came from a page that had not seen what somebody else wrote meanwhile: kept and shown, applied by a person or not."""

    by: str
    about: str
    text: str


@dataclass(frozen=True, slots=True)
class Reread:
    """A sheet was opened and sealed again: the meeting goes on over the new ones, departures have to be made anew."""

    by: str
    sheets: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Signed:
    """`digest`: of the record that was signed. Both signatures are over the same record."""

    by: str
    part: str
    digest: str


Event: TypeAlias = Opened | Revealed | Departed | Returned | Written | SetAside | Reread | Signed
_KINDS: dict[str, type[Any]] = {
    kind.__name__.lower(): kind
    for kind in (Opened, Revealed, Departed, Returned, Written, SetAside, Reread, Signed)
}


@dataclass(frozen=True, slots=True)
class MeetingState:
    """`versions`: per competency or section the ordinal of its last event; what a page has seen is told by it."""

    responsible: str = ""
    sheets: Mapping[str, str] = field(default_factory=dict)
    revealed: bool = False
    departures: Mapping[str, Departed] = field(default_factory=dict)
    texts: Mapping[str, Written] = field(default_factory=dict)
    aside: tuple[SetAside, ...] = ()
    signed: Mapping[str, Signed] = field(default_factory=dict)
    versions: Mapping[str, int] = field(default_factory=dict)
    count: int = 0

    @property
    def final(self) -> bool:
        return set(self.signed) == {"responsible", "lead"}

    def version(self, about: str) -> int:
        return self.versions.get(about, 0)


def evolve(state: MeetingState, event: Event) -> MeetingState:
    """The state after one more event. What changes the content takes a lone signature away: it was over another record."""
    after = replace(state, count=state.count + 1)
    match event:
        case Opened(_, responsible, sheets):
            return replace(after, responsible=responsible, sheets=dict(sheets))
        case Revealed():
            return replace(after, revealed=True)
        case Departed(dimension=dimension):
            return _changed(replace(after, departures={**state.departures, dimension: event}), dimension)
        case Returned(dimension=dimension):
            kept = {code: one for code, one in state.departures.items() if code != dimension}
            return _changed(replace(after, departures=kept), dimension)
        case Written(section=section):
            return _changed(replace(after, texts={**state.texts, section: event}), section)
        case SetAside():
            return replace(after, aside=(*state.aside, event))
        case Reread(_, sheets):
            return replace(after, sheets=dict(sheets), departures={}, signed={})
        case Signed(part=part):
            return replace(after, signed={**state.signed, part: event})


def _changed(after: MeetingState, about: str) -> MeetingState:
    return replace(after, versions={**after.versions, about: after.count}, signed={})


def fold(events: Iterable[Event]) -> MeetingState:
    """The state that a stream of events leads to."""
    state = MeetingState()
    for event in events:
        state = evolve(state, event)
    return state


def event_data(event: Event) -> dict[str, Any]:
    return {"kind": type(event).__name__.lower(), **asdict(event)}


def read_event(data: Mapping[str, Any]) -> Event:
    """Raises KeyError or TypeError for anything else."""
    fields = dict(data)
    event: Event = _KINDS[fields.pop("kind")](**fields)
    return event

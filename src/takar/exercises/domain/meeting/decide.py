"""What may be done in an assessor meeting. A late page loses nothing: what it brings is set aside, not dropped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from takar.exercises.domain.meeting import refusals
from takar.exercises.domain.meeting.overall import Figure, IntegrationRules
from takar.exercises.domain.meeting.state import (
    SECTIONS,
    Departed,
    Event,
    MeetingState,
    Opened,
    Reread,
    Returned,
    Revealed,
    SetAside,
    Signed,
    Written,
)
from takar.exercises.domain.scale import NO_EVIDENCE
from takar.kernel.refusals import Refusal

LEAST_REASON, MOST_TEXT = 10, 20_000


@dataclass(frozen=True, slots=True)
class Table:
    """What the meeting knows from outside: its rules, the figures by the rule, the sheets of now, who sits in it."""

    rules: IntegrationRules
    figures: Mapping[str, Figure]
    sheets: Mapping[str, str]
    raters: frozenset[str]
    leads: frozenset[str]

    def by_rule(self, dimension: str) -> str:
        value = self.figures[dimension].value
        return NO_EVIDENCE if value is None else str(value)


@dataclass(frozen=True, slots=True)
class Open:
    by: str
    responsible: str


@dataclass(frozen=True, slots=True)
class Reveal:
    by: str


@dataclass(frozen=True, slots=True)
class Depart:
    """`seen`: the competency's version on the page that this comes from."""

    by: str
    dimension: str
    new: str
    code: str
    text: str
    seen: int


@dataclass(frozen=True, slots=True)
class Return:
    by: str
    dimension: str
    text: str
    seen: int


@dataclass(frozen=True, slots=True)
class Write:
    by: str
    section: str
    text: str
    seen: int


@dataclass(frozen=True, slots=True)
class ReadAgain:
    by: str


@dataclass(frozen=True, slots=True)
class Sign:
    """`digest`: of the record that stands now; `seen`: of the one on the signer's page."""

    by: str
    digest: str
    seen: str


Command: TypeAlias = Open | Reveal | Depart | Return | Write | ReadAgain | Sign


def decide(state: MeetingState, command: Command, table: Table) -> tuple[Event, ...] | Refusal:
    """The events that follow, or why not. An empty tuple: it is done already (sent twice)."""
    if command.by not in table.raters | table.leads:
        return refusals.NOT_A_MEMBER
    if isinstance(command, Open):
        return _open(state, command, table)
    if state.final:
        return refusals.FINAL
    if isinstance(command, ReadAgain):
        same = dict(state.sheets) == dict(table.sheets)
        return () if same else (Reread(command.by, dict(table.sheets)),)
    if dict(state.sheets) != dict(table.sheets):
        return refusals.SHEETS_CHANGED
    if isinstance(command, Reveal):
        return () if state.revealed else (Revealed(command.by),)
    if not state.revealed:
        return refusals.NOT_REVEALED
    return _after_reveal(state, command, table)


def _after_reveal(
    state: MeetingState, command: Depart | Return | Write | Sign, table: Table
) -> tuple[Event, ...] | Refusal:
    match command:
        case Depart():
            return _depart(state, command, table)
        case Return():
            return _return(state, command, table)
        case Write():
            return _write(state, command)
        case Sign():
            return _sign(state, command, table)


def _open(state: MeetingState, command: Open, table: Table) -> tuple[Event, ...] | Refusal:
    if state.count:
        return ()
    if command.responsible not in table.raters:
        return refusals.WRONG_SIGNER
    return (Opened(command.by, command.responsible, dict(table.sheets)),)


def _depart(state: MeetingState, command: Depart, table: Table) -> tuple[Event, ...] | Refusal:
    if command.dimension not in table.figures:
        return refusals.UNKNOWN
    if table.figures[command.dimension].value is None:
        return refusals.NO_EVIDENCE_AT_ALL
    new = _value(command.new, table.rules)
    if new is None:
        scale = table.rules.scale
        return refusals.value_unknown(str(scale.least), str(scale.most), table.rules.decimals)
    text = command.text.strip()
    if command.code not in table.rules.reasons or not LEAST_REASON <= len(text) <= MOST_TEXT:
        return refusals.REASON_NEEDED
    standing = state.departures.get(command.dimension)
    if standing and (standing.new, standing.code, standing.text) == (new, command.code, text):
        return ()
    if command.seen != state.version(command.dimension):
        return _aside(state, SetAside(command.by, command.dimension, f"{new} · {command.code} · {text}"))
    rule = table.by_rule(command.dimension)
    old = standing.new if standing else rule
    if new == old:
        return ()
    return (Departed(command.by, command.dimension, rule, old, new, command.code, text),)


def _return(state: MeetingState, command: Return, table: Table) -> tuple[Event, ...] | Refusal:
    standing = state.departures.get(command.dimension)
    if standing is None:
        return ()
    text = command.text.strip()
    if not LEAST_REASON <= len(text) <= MOST_TEXT:
        return refusals.REASON_NEEDED
    rule = table.by_rule(command.dimension)
    if command.seen != state.version(command.dimension):
        return _aside(state, SetAside(command.by, command.dimension, f"{rule} · {text}"))
    return (Returned(command.by, command.dimension, standing.new, rule, text),)


def _write(state: MeetingState, command: Write) -> tuple[Event, ...] | Refusal:
    if command.by != state.responsible:
        return refusals.ONLY_RESPONSIBLE
    text = command.text.strip()
    if command.section not in SECTIONS or not 0 < len(text) <= MOST_TEXT:
        return refusals.TEXT_EMPTY
    standing = state.texts.get(command.section)
    if standing and standing.text == text:
        return ()
    if command.seen != state.version(command.section):
        return _aside(state, SetAside(command.by, command.section, text))
    return (Written(command.by, command.section, text),)


def _sign(state: MeetingState, command: Sign, table: Table) -> tuple[Event, ...] | Refusal:
    if any(one.by == command.by for one in state.signed.values()):
        return ()
    if not {"strengths", "development"} <= set(state.texts):
        return refusals.TEXT_MISSING
    if command.seen != command.digest:
        return refusals.RECORD_CHANGED
    if "responsible" not in state.signed:
        if command.by != state.responsible:
            return refusals.WRONG_SIGNER
        return (Signed(command.by, "responsible", command.digest),)
    if command.by not in table.leads:
        return refusals.WRONG_SIGNER
    return (Signed(command.by, "lead", command.digest),)


def _aside(state: MeetingState, event: SetAside) -> tuple[Event, ...]:
    return () if event in state.aside else (event,)


def _value(text: str, rules: IntegrationRules) -> str | None:
    if text.strip().upper() == NO_EVIDENCE:
        return NO_EVIDENCE
    value = rules.read(text)
    return None if value is None else str(value)

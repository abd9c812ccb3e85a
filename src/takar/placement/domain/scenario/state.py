"""A scenario as the fold of its events, and what a command may do to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias, get_args

from takar.kernel.refusals import Refusal
from takar.placement.domain.scenario import refusals as no
from takar.placement.domain.scenario.events import (
    Asked,
    Body,
    Choice,
    Closed,
    Decided,
    Drafted,
    Event,
    Frozen,
    HandedOver,
    Solved,
    Stopped,
)
from takar.placement.domain.scenario.terms import Terms, terms_fault

Phase: TypeAlias = Literal["draft", "solving", "solved", "infeasible", "frozen", "handed_over", "closed"]
LEAST_REASON = 10
"""Letters of a reason."""


@dataclass(frozen=True, slots=True)
class State:
    """`planners`: all who made, asked or froze it; none of them decides. `decisions`: the last one per person counts."""

    phase: Phase = "draft"
    terms: Terms | None = None
    points: tuple[int, ...] = ()
    digest: str = ""
    stopped: str = ""
    frozen: Frozen | None = None
    handed: HandedOver | None = None
    decisions: Mapping[str, Decided] = field(default_factory=dict)
    planners: frozenset[str] = frozenset()
    ended_ms: int = 0
    closed: Closed | None = None

    def final(self) -> dict[str, str]:
        """Person -> post by the decisions so far; whoever was not decided about stays."""
        if self.frozen is None:
            return {}
        stays = dict(self.frozen.current)
        return stays | {nip: one.to for nip, one in self.decisions.items()}

    def moved(self) -> tuple[str, ...]:
        """Whom the recommendation moves."""
        if self.frozen is None:
            return ()
        now = self.frozen.current
        return tuple(nip for nip, to in self.frozen.recommended.items() if to != now.get(nip, ""))

    def departs(self, one: Decided) -> bool:
        """Whether a decision differs from the recommendation."""
        assert self.frozen is not None
        return one.choice == "postpone" or one.to != self.frozen.recommended.get(one.nip, "")


def fold(events: Iterable[Event]) -> State:
    state = State()
    for event in events:
        state = evolve(state, event)
    return state


def evolve(state: State, event: Event) -> State:
    """The state after one more event."""
    planned = state.planners | {event.by}
    match event.body:
        case Drafted(terms):
            return replace(state, phase="draft", terms=terms, planners=planned)
        case Asked():
            return replace(state, phase="solving", stopped="", planners=planned)
        case Solved(digest, points):
            return replace(state, phase="solved" if points else "infeasible", digest=digest, points=points)
        case Stopped(code):
            return replace(state, phase="draft", stopped=code)
        case Frozen() as frozen:
            return replace(state, phase="frozen", frozen=frozen, planners=planned)
        case HandedOver() as handed:
            return replace(state, phase="handed_over", handed=handed, planners=planned)
        case Decided() as one:
            return replace(state, decisions={**state.decisions, one.nip: one})
        case Closed() as closed:
            return replace(state, phase="closed", ended_ms=event.at_ms, closed=closed)


def decide(state: State, command: Body, *, by: str, at_ms: int) -> tuple[Event, ...] | Refusal:
    """The event that a command causes; () when it changes nothing; or why not, and what to do instead."""
    if not by:
        return no.ACTOR_MISSING
    found = _answer(state, command, by)
    if isinstance(found, Refusal):
        return found
    return () if found is None else (Event(found, by, at_ms),)


def _answer(state: State, command: Body, by: str) -> Body | Refusal | None:
    match command:
        case Drafted():
            return _draft(state, command)
        case Asked():
            return _ask(state, command)
        case Solved() | Stopped():
            return command if state.phase == "solving" else no.NOT_BUSY
        case Frozen():
            return _freeze(state, command)
        case HandedOver():
            return _hand_over(state, command)
        case Decided():
            return _choose(state, command, by)
        case Closed():
            return _close(state, command, by)


def _draft(state: State, command: Drafted) -> Body | Refusal | None:
    if state.phase == "solving":
        return no.BUSY
    if state.phase != "draft":
        return no.NOT_A_DRAFT
    return None if command.terms == state.terms else command


def _ask(state: State, command: Asked) -> Body | Refusal:
    if state.phase == "solving":
        return no.BUSY
    if state.phase != "draft" or state.terms is None:
        return no.NOT_A_DRAFT
    return terms_fault(state.terms) or command


def _freeze(state: State, command: Frozen) -> Body | Refusal:
    if state.frozen:
        return no.ALREADY_FROZEN
    if state.phase != "solved":
        return no.NOT_SOLVED
    if command.point not in state.points:
        return no.POINT_UNKNOWN
    if any(not command.recommended.get(nip) for nip, post in command.current.items() if post):
        return no.PURPOSE_LOCK
    return _reasoned(command.reason) or command


def _hand_over(state: State, command: HandedOver) -> Body | Refusal:
    if state.phase in ("handed_over", "closed"):
        return no.ALREADY_FROZEN
    if state.phase != "frozen":
        return no.NOT_FROZEN
    return command if command.to.strip() and command.letter.strip() else no.LETTER_MISSING


def _choose(state: State, command: Decided, by: str) -> Body | Refusal | None:
    barred = _may_decide(state, by)
    if barred:
        return barred
    assert state.frozen is not None
    if command.nip not in state.frozen.current:
        return no.PERSON_UNKNOWN
    if command.choice not in get_args(Choice):
        return no.CHOICE_UNKNOWN
    to = _destination(state.frozen, command)
    if isinstance(to, Refusal):
        return to
    made = replace(command, to=to, reason=command.reason.strip())
    if state.departs(made) and _reasoned(made.reason):
        return no.REASON_MISSING
    return None if state.decisions.get(command.nip) == made else made


def _destination(frozen: Frozen, command: Decided) -> str | Refusal:
    if command.choice == "accept":
        return frozen.recommended.get(command.nip, "")
    if command.choice == "other":
        return command.to if command.to in frozen.posts else no.DESTINATION_MISSING
    return frozen.current[command.nip]


def _close(state: State, command: Closed, by: str) -> Body | Refusal:
    barred = _may_decide(state, by)
    if barred:
        return barred
    waiting = [nip for nip in state.moved() if nip not in state.decisions]
    if waiting:
        return no.undecided(waiting)
    crowded = [post for post, people in Counter(state.final().values()).items() if post and people > 1]
    return no.two_in_one_post(sorted(crowded)) if crowded else command


def _may_decide(state: State, by: str) -> Refusal | None:
    if state.phase == "closed":
        return no.CLOSED
    if state.phase != "handed_over":
        return no.NOT_HANDED_OVER
    return no.PLANNER_DECIDES if by in state.planners else None


def _reasoned(reason: str) -> Refusal | None:
    return None if len(reason.strip()) >= LEAST_REASON else no.REASON_MISSING

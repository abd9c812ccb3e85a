"""One candidacy: from the application that was begun to whether it may go on. Pure; docs/rules/selection.md tells it.

An application that was begun but not submitted never counts as submitted, whatever else happened to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from takar.kernel.refusals import Refusal
from takar.selection.domain import refusals as no
from takar.selection.domain.words import Importance, Verdict

Status = Literal["started", "submitted", "eligible", "not_eligible", "withdrawn", "dropped"]


@dataclass(frozen=True, slots=True)
class Started:
    """`source`: people | due | file | self."""

    source: str


@dataclass(frozen=True, slots=True)
class Submitted:
    pass


@dataclass(frozen=True, slots=True)
class Checked:
    """One tick: `document` is the file behind it."""

    requirement: int
    verdict: str
    document: str
    note: str


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A second person sees it the same way."""

    requirement: int


@dataclass(frozen=True, slots=True)
class Judged:
    """Outcome of the administrative check; `reasons`: numbers of the Mutlak requirements that are not met."""

    eligible: bool
    reasons: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Reopened:
    """The check is done again, for instance after an objection."""

    reason: str
    approved_by: str


@dataclass(frozen=True, slots=True)
class Withdrew:
    reason: str


@dataclass(frozen=True, slots=True)
class Dropped:
    """Out for what happened, such as illness on the second day."""

    reason: str


Fact: TypeAlias = Started | Submitted | Checked | Confirmed | Judged | Reopened | Withdrew | Dropped


@dataclass(frozen=True, slots=True)
class Event:
    fact: Fact
    by: str
    at_ms: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A check as it stands. `confirmed_by`: "" until a second person agrees."""

    verdict: Verdict
    document: str
    note: str
    by: str
    confirmed_by: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """What a post asks: importance by number of the requirement."""

    requirements: Mapping[int, Importance]
    two_people: bool = True


@dataclass(frozen=True, slots=True)
class Candidacy:
    """State of one application. `reason`: why it ended."""

    status: Status | None = None
    ticks: Mapping[int, Tick] = field(default_factory=dict)
    failed: tuple[int, ...] = ()
    reason: str = ""
    judged_by: str = ""

    @property
    def counts(self) -> bool:
        """Whether it is among those who are judged."""
        return self.status == "eligible"

    @property
    def open(self) -> bool:
        return self.status in ("started", "submitted")


Command: TypeAlias = Started | Submitted | Checked | Confirmed | Reopened | Withdrew | Dropped


def decide(
    state: Candidacy, command: Command | None, rules: Rules, *, by: str, now_ms: int
) -> tuple[Event, ...] | Refusal:
    """What follows from a command; None concludes the administrative check. () when it is so already."""
    found = _conclude(state, rules) if command is None else _answer(state, command, rules, by)
    if isinstance(found, Refusal):
        return found
    return () if found is None else (Event(found, by, now_ms),)


def evolve(state: Candidacy, event: Event) -> Candidacy:
    """The state after one more event."""
    match event.fact:
        case Started():
            return replace(state, status="started")
        case Submitted():
            return replace(state, status="submitted")
        case Checked(requirement, verdict, document, note):
            tick = Tick(Verdict(verdict), document, note, event.by)
            return replace(state, ticks={**state.ticks, requirement: tick})
        case Confirmed(requirement):
            tick = replace(state.ticks[requirement], confirmed_by=event.by)
            return replace(state, ticks={**state.ticks, requirement: tick})
        case Judged(eligible, reasons):
            status: Status = "eligible" if eligible else "not_eligible"
            return replace(state, status=status, failed=tuple(reasons), judged_by=event.by)
        case Reopened(reason, _):
            return replace(state, status="submitted", failed=(), reason=reason, judged_by="")
        case Withdrew(reason):
            return replace(state, status="withdrawn", reason=reason)
        case Dropped(reason):
            return replace(state, status="dropped", reason=reason)


def fold(events: Iterable[Event]) -> Candidacy:
    """The state that a stream of events leads to."""
    state = Candidacy()
    for event in events:
        state = evolve(state, event)
    return state


def _answer(state: Candidacy, command: Command, rules: Rules, by: str) -> Fact | Refusal | None:
    match command:
        case Started():
            return command if state.status is None else None
        case Submitted():
            return _submit(state, command)
        case Checked():
            return _check(state, command, rules)
        case Confirmed():
            return _confirm(state, command, by)
        case Reopened():
            return _reopen(state, command, by)
        case Withdrew() | Dropped():
            return _end(state, command)


def _submit(state: Candidacy, command: Submitted) -> Fact | Refusal | None:
    if state.status == "started":
        return command
    return None if state.status in ("submitted", "eligible", "not_eligible") else no.CANDIDATE_OUT


def _check(state: Candidacy, command: Checked, rules: Rules) -> Fact | Refusal | None:
    fault = _being_checked(state)
    if fault:
        return fault
    if command.requirement not in rules.requirements or command.verdict not in list(Verdict):
        return no.REQUIREMENT_UNKNOWN
    if command.verdict == Verdict.MET and not command.document:
        return no.DOCUMENT_MISSING
    if command.verdict == Verdict.NOT_MET and not command.note.strip():
        return no.REASON_MISSING
    known = state.ticks.get(command.requirement)
    same = known is not None and (known.verdict, known.document, known.note) == (
        command.verdict, command.document, command.note,
    )  # fmt: skip
    return None if same else command


def _confirm(state: Candidacy, command: Confirmed, by: str) -> Fact | Refusal | None:
    fault = _being_checked(state)
    if fault:
        return fault
    tick = state.ticks.get(command.requirement)
    if tick is None:
        return no.REQUIREMENT_UNKNOWN
    if tick.by == by:
        return no.SECOND_CHECKER
    return None if tick.confirmed_by else command


def _conclude(state: Candidacy, rules: Rules) -> Fact | Refusal | None:
    if state.status in ("eligible", "not_eligible"):
        return None
    fault = _being_checked(state)
    if fault:
        return fault
    failed = _not_met(state, rules)
    open_ = sorted(number for number in rules.requirements if _is_open(state, number, rules))
    # One Mutlak requirement that surely fails decides, however many are still open.
    if failed:
        return Judged(False, failed)
    return no.check_incomplete(open_) if open_ else Judged(True)


def _not_met(state: Candidacy, rules: Rules) -> tuple[int, ...]:
    return tuple(
        sorted(
            number
            for number, importance in rules.requirements.items()
            if importance == Importance.MUTLAK and _stands(state, number, rules, Verdict.NOT_MET)
        )
    )


def _stands(state: Candidacy, number: int, rules: Rules, verdict: Verdict) -> bool:
    tick = state.ticks.get(number)
    return tick is not None and tick.verdict == verdict and (bool(tick.confirmed_by) or not rules.two_people)


def _is_open(state: Candidacy, number: int, rules: Rules) -> bool:
    """Whether the requirement still waits: Mutlak for a sure yes or no, the others for any answer."""
    tick = state.ticks.get(number)
    if tick is None or (rules.two_people and not tick.confirmed_by):
        return True
    return rules.requirements[number] == Importance.MUTLAK and tick.verdict == Verdict.NOT_YET


def _reopen(state: Candidacy, command: Reopened, by: str) -> Fact | Refusal | None:
    if state.status not in ("eligible", "not_eligible"):
        return no.NOTHING_JUDGED
    if not command.reason.strip():
        return no.REASON_MISSING
    return no.SECOND_CHECKER if command.approved_by in ("", by) else command


def _end(state: Candidacy, command: Withdrew | Dropped) -> Fact | Refusal | None:
    if state.status in ("withdrawn", "dropped"):
        return None
    if state.status is None:
        return no.CANDIDATE_OUT
    return command if command.reason.strip() else no.REASON_MISSING


def _being_checked(state: Candidacy) -> Refusal | None:
    if state.status == "started":
        return no.NOT_SUBMITTED
    if state.status in ("eligible", "not_eligible"):
        return no.CHECK_CONCLUDED
    return None if state.status == "submitted" else no.CANDIDATE_OUT

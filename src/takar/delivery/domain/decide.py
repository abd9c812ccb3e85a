"""command + state + rules -> events, or a refusal. Nothing here changes anything."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from takar.delivery.domain.clicks import decide_save
from takar.delivery.domain.commands import (
    Acknowledge,
    Command,
    Enter,
    EnterSection,
    Extend,
    ForceSubmit,
    MoveSeat,
    Open,
    ReleaseLogin,
    Save,
    Start,
    Submit,
    Tick,
)
from takar.delivery.domain.events import (
    Acknowledged,
    Entered,
    Event,
    Opened,
    SectionEntered,
    SessionStarted,
    Started,
    Submitted,
)
from takar.delivery.domain.orders import decide_extend, decide_force, decide_move, decide_release
from takar.delivery.domain.refusals import (
    already_submitted,
    answers_missing,
    no_more_sections,
    not_started,
    not_submitted,
    seat_in_use,
    seat_taken_over,
    section_order,
    session_closed,
    session_not_started,
)
from takar.delivery.domain.rules import GRACE_MS, LIVE_MS, Rules
from takar.delivery.domain.state import Queue, SittingState
from takar.delivery.domain.timing import closing_ms, is_over, overrun_ms
from takar.kernel.refusals import Refusal

Decision = tuple[Event, ...] | Refusal


def decide(state: SittingState, command: Command, rules: Rules) -> Decision:
    """The events that `command` causes; () when it was already done. Deterministic and total."""
    return _DECISIONS[type(command)](state, command, rules)


def _open(state: SittingState, command: Open, rules: Rules) -> Decision:
    if state.opened:
        return ()
    return (Event(command.now_ms, Opened(command.seed.hex(), rules.session, rules.form)),)


def _enter(state: SittingState, command: Enter, rules: Rules) -> Decision:
    """One live seat: another device must wait until this one is silent, or for the proctor."""
    held = state.device not in (None, command.device) and state.submitted_ms is None
    silent = LIVE_MS if command.seen_ms is None else command.now_ms - command.seen_ms
    if held and silent < LIVE_MS:
        return seat_in_use(-(-(LIVE_MS - silent) // 1000))
    return (Event(command.now_ms, Entered(command.device, state.epoch + 1)),)


def _start(state: SittingState, command: Start, rules: Rules) -> Decision:
    if command.epoch != state.epoch:
        return seat_taken_over()
    if state.started_ms is not None:
        return ()
    if not rules.session_started:
        return session_not_started()
    if command.now_ms >= closing_ms(state, rules):
        return session_closed()
    return (
        Event(command.now_ms, Started(command.nonce)),
        Event(command.now_ms, SectionEntered(0, "start")),
    )


def _enter_section(state: SittingState, command: EnterSection, rules: Rules) -> Decision:
    refusal = _running(state, command.epoch)
    if refusal or command.to == state.section:
        return refusal or ()
    assert state.section is not None
    following = state.section + 1
    if following == len(rules.sections):
        return no_more_sections()
    if command.to != following:
        return section_order(following)
    overrun = overrun_ms(state, rules, command.now_ms)
    entered = SectionEntered(following, "participant", command.device, command.last_seq, overrun)
    return (Event(command.now_ms, entered),)


def _submit(state: SittingState, command: Submit, rules: Rules) -> Decision:
    if state.submitted_ms is not None:
        return ()
    refusal = _running(state, command.epoch)
    if refusal:
        return refusal
    acked = state.queues.get(command.device, Queue()).contiguous
    if command.last_seq > acked:
        return answers_missing(acked, command.last_seq)
    submitted = Submitted("participant", device=command.device, last_seq=command.last_seq)
    return (Event(command.now_ms, submitted),)


def _acknowledge(state: SittingState, command: Acknowledge, rules: Rules) -> Decision:
    if state.submitted_ms is None:
        return not_submitted()
    if state.acknowledged_ms is not None:
        return ()
    return (Event(command.now_ms, Acknowledged(command.device)),)


def _running(state: SittingState, epoch: int) -> Refusal | None:
    if epoch != state.epoch:
        return seat_taken_over()
    if state.submitted_ms is not None:
        return already_submitted()
    return not_started() if state.section is None else None


def _tick(state: SittingState, command: Tick, rules: Rules) -> Decision:
    """The section's time is up: on to the next one, or submission."""
    if not is_over(state, rules, command.now_ms):
        return ()
    assert state.section is not None
    last = state.section + 1 == len(rules.sections)
    if last or command.now_ms >= closing_ms(state, rules) + GRACE_MS:
        return (Event(command.now_ms, Submitted("deadline")),)
    overrun = overrun_ms(state, rules, command.now_ms)
    return (Event(command.now_ms, SectionEntered(state.section + 1, "deadline", overrun_ms=overrun)),)


def decide_session(state: SittingState, now_ms: int, by: str, command: int) -> tuple[Event, ...]:
    """A session starts once; `state` is that of its own stream."""
    if state.started_ms is not None:
        return ()
    return (Event(now_ms, SessionStarted(by, command)),)


_DECISIONS: dict[type, Callable[[SittingState, Any, Rules], Decision]] = {
    Open: _open,
    Enter: _enter,
    Start: _start,
    Save: decide_save,
    EnterSection: _enter_section,
    Submit: _submit,
    Acknowledge: _acknowledge,
    Tick: _tick,
    Extend: decide_extend,
    ForceSubmit: decide_force,
    MoveSeat: decide_move,
    ReleaseLogin: decide_release,
}

"""state + event -> state. Total: every event that was ever written can be replayed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from msgspec.structs import replace

from takar.delivery.domain.events import (
    Acknowledged,
    Answered,
    Entered,
    Event,
    Extended,
    Flagged,
    Late,
    LoginReleased,
    Opened,
    OrderRefused,
    Rejected,
    SeatMoved,
    SectionEntered,
    SessionStarted,
    Started,
    Submitted,
)
from takar.delivery.domain.marks import Mark, Marks
from takar.delivery.domain.rules import MINUTE_MS
from takar.delivery.domain.state import Left, Notice, Queue, SittingState

_EMPTY = Queue()


def evolve(state: SittingState, event: Event) -> SittingState:
    """The state after `event`. Does not touch `ordinal` and `chain`: `chain.record` does."""
    return _STEPS[type(event.body)](state, event, event.body)


def replay(sitting: str, events: Iterable[Event]) -> SittingState:
    """The state after all `events`, without their hash chain (tests, simulations)."""
    state = SittingState(sitting)
    for event in events:
        state = replace(evolve(state, event), ordinal=state.ordinal + 1)
    return state


def _opened(state: SittingState, event: Event, body: Opened) -> SittingState:
    return replace(state, session=body.session, form=body.form)


def _entered(state: SittingState, event: Event, body: Entered) -> SittingState:
    epochs = {**state.epochs, body.epoch: body.device}
    return replace(state, device=body.device, epoch=body.epoch, epochs=epochs)


def _started(state: SittingState, event: Event, body: Started) -> SittingState:
    return replace(state, started_ms=event.at_ms, nonce=body.nonce)


def _section_entered(state: SittingState, event: Event, body: SectionEntered) -> SittingState:
    left = state.left
    if state.section is not None:
        left = {**left, state.section: Left(body.device, body.last_seq)}
    return replace(
        state,
        section=body.section,
        section_entered_ms=event.at_ms,
        left=left,
        overrun_ms=state.overrun_ms + body.overrun_ms,
    )


def _clicked(state: SittingState, event: Event, **changes: Any) -> SittingState:
    queue = state.queues.get(event.device, _EMPTY).put(event.seq)
    queues = {**state.queues, event.device: queue}
    return replace(state, queues=queues, clicks=state.clicks + 1, **changes)


def _marked(marks: Marks, item: str, mark: Mark) -> Marks:
    """Of two clicks on one item the later one by (epoch, seq) counts, whatever order they arrive in."""
    known = marks.get(item)
    return marks if known is not None and known.rank > mark.rank else marks.put(item, mark)


def _answered(state: SittingState, event: Event, body: Answered) -> SittingState:
    mark = Mark(body.option, body.epoch, event.seq, event.at_ms)
    return _clicked(state, event, answers=_marked(state.answers, body.item, mark))


def _flagged(state: SittingState, event: Event, body: Flagged) -> SittingState:
    mark = Mark(body.value, body.epoch, event.seq, event.at_ms)
    return _clicked(state, event, flags=_marked(state.flags, body.item, mark))


def _late(state: SittingState, event: Event, body: Late) -> SittingState:
    return _clicked(state, event, late=state.late + 1, uncounted=_uncounted(state, event, body.code))


def _rejected(state: SittingState, event: Event, body: Rejected) -> SittingState:
    return _clicked(state, event, rejected=state.rejected + 1, uncounted=_uncounted(state, event, body.code))


def _uncounted(state: SittingState, event: Event, code: str) -> Mapping[str, Mapping[int, str]]:
    known = state.uncounted.get(event.device, {})
    return {**state.uncounted, event.device: {**known, event.seq: code}}


def _extended(state: SittingState, event: Event, body: Extended) -> SittingState:
    given = body.minutes * MINUTE_MS
    return replace(
        state,
        closing_ms=state.closing_ms + given,
        extended_ms=state.extended_ms + (0 if body.closing_only else given),
        commands=state.commands | {body.command},
        notices=(*state.notices, Notice("extended", event.at_ms, body.reason, minutes=body.minutes)),
    )


def _seat_moved(state: SittingState, event: Event, body: SeatMoved) -> SittingState:
    return replace(
        state,
        seat=body.seat,
        device=None,
        commands=state.commands | {body.command},
        notices=(*state.notices, Notice("seat_moved", event.at_ms, body.reason, seat=body.seat)),
    )


def _login_released(state: SittingState, event: Event, body: LoginReleased) -> SittingState:
    return replace(state, device=None, commands=state.commands | {body.command})


def _order_refused(state: SittingState, event: Event, body: OrderRefused) -> SittingState:
    return replace(state, commands=state.commands | {body.command})


def _submitted(state: SittingState, event: Event, body: Submitted) -> SittingState:
    commands = state.commands | {body.command} if body.command else state.commands
    return replace(
        state,
        submitted_ms=event.at_ms,
        submitted_by=body.by,
        submitted_reason=body.reason,
        commands=commands,
    )


def _acknowledged(state: SittingState, event: Event, body: Acknowledged) -> SittingState:
    return replace(state, acknowledged_ms=event.at_ms)


def _session_started(state: SittingState, event: Event, body: SessionStarted) -> SittingState:
    return replace(state, started_ms=event.at_ms, commands=state.commands | {body.command})


_STEPS: dict[type, Callable[[SittingState, Event, Any], SittingState]] = {
    Opened: _opened,
    Entered: _entered,
    Started: _started,
    SectionEntered: _section_entered,
    Answered: _answered,
    Flagged: _flagged,
    Late: _late,
    Rejected: _rejected,
    Extended: _extended,
    SeatMoved: _seat_moved,
    LoginReleased: _login_released,
    OrderRefused: _order_refused,
    Submitted: _submitted,
    Acknowledged: _acknowledged,
    SessionStarted: _session_started,
}

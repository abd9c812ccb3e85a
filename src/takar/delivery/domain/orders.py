"""What a proctor may order. Every order ends as one event, also when it came too late to have an effect."""

from __future__ import annotations

from takar.delivery.domain.commands import Extend, ForceSubmit, MoveSeat, Order, ReleaseLogin
from takar.delivery.domain.events import (
    Body,
    Event,
    Extended,
    LoginReleased,
    OrderRefused,
    SeatMoved,
    Submitted,
)
from takar.delivery.domain.rules import Rules
from takar.delivery.domain.state import SittingState


def decide_extend(state: SittingState, order: Extend, rules: Rules) -> tuple[Event, ...]:
    """Minutes for everybody count as working time for those who had started, as closing time for all."""
    if state.submitted_ms is not None:
        return _once(state, order, OrderRefused(order.command, "extend", "ALREADY_SUBMITTED"))
    waiting = state.started_ms is None or state.started_ms > order.given_ms
    closing_only = order.whole_session and waiting
    body = Extended(order.minutes, order.reason, order.by, order.command, closing_only)
    return _once(state, order, body)


def decide_force(state: SittingState, order: ForceSubmit, rules: Rules) -> tuple[Event, ...]:
    if state.submitted_ms is not None:
        return _once(state, order, OrderRefused(order.command, "force_submit", "ALREADY_SUBMITTED"))
    if state.started_ms is None:
        return _once(state, order, OrderRefused(order.command, "force_submit", "NOT_STARTED"))
    return _once(state, order, Submitted("proctor", order.reason, order.by, order.command))


def decide_move(state: SittingState, order: MoveSeat, rules: Rules) -> tuple[Event, ...]:
    return _once(state, order, SeatMoved(order.seat, order.reason, order.by, order.command))


def decide_release(state: SittingState, order: ReleaseLogin, rules: Rules) -> tuple[Event, ...]:
    return _once(state, order, LoginReleased(order.reason, order.by, order.command))


def _once(state: SittingState, order: Order, body: Body) -> tuple[Event, ...]:
    return () if order.command in state.commands else (Event(order.now_ms, body),)

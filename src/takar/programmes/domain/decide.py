"""What may happen on the roll of a programme, and the sentence when it may not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from takar.kernel.refusals import Refusal
from takar.programmes.domain import refusals
from takar.programmes.domain.roll import (
    LIVE,
    NEEDS_REASON,
    OUT,
    STEPS,
    Command,
    Event,
    Move,
    Moved,
    Nominate,
    Nominated,
    QuotaSet,
    Replace,
    Roll,
    SetQuota,
    Step,
    Stepped,
)


def decide(roll: Roll, command: Command) -> Event | Refusal:
    """One command, one event: or the refusal, and nothing happens."""
    handle: Callable[[Roll, Any], Event | Refusal] = _HANDLERS[type(command)]
    return handle(roll, command)


def _nominate(roll: Roll, command: Nominate) -> Event | Refusal:
    if command.phase not in roll.quotas:
        return refusals.UNKNOWN_PHASE
    known = next((nip for nip in command.nips if nip in roll.called), None)
    if known is not None:
        return refusals.called_already(known, roll.called[known].phase)
    if len(set(command.nips)) != len(command.nips):
        return refusals.NAMED_TWICE
    if len(command.nips) > roll.room(command.phase):
        return refusals.quota_full(roll.quotas[command.phase], roll.room(command.phase))
    return Nominated(command.phase, command.nips)


def _step(roll: Roll, command: Step) -> Event | Refusal:
    one = roll.called.get(command.nip)
    if one is None:
        return refusals.UNKNOWN_NOMINEE
    status = STEPS.get((one.status, command.step))
    if status is None:
        return refusals.step_refused(one.status, command.step)
    reason = " ".join(command.reason.split())
    if command.step in NEEDS_REASON and not reason:
        return refusals.REASON_MISSING
    if one.status in OUT and status in LIVE:
        seat_gone = _seat_gone(roll, command.nip, one.phase)
        if seat_gone:
            return seat_gone
    return Stepped(command.nip, command.step, status, reason)


def _seat_gone(roll: Roll, nip: str, phase: int) -> Refusal | None:
    """Why somebody who was out cannot have his seat again."""
    if roll.holder(nip):
        return refusals.SEAT_HELD
    return _full(roll, phase)


def _full(roll: Roll, phase: int) -> Refusal | None:
    return None if roll.room(phase) > 0 else refusals.quota_full(roll.quotas[phase], 0)


def _replace(roll: Roll, command: Replace) -> Event | Refusal:
    old = roll.called.get(command.old)
    if old is None:
        return refusals.UNKNOWN_NOMINEE
    if old.status in LIVE:
        return refusals.STILL_CALLED
    if command.new in roll.called:
        return refusals.called_already(command.new, roll.called[command.new].phase)
    if roll.replacement_of(command.old):
        return refusals.REPLACED_ALREADY
    return _seat_gone(roll, command.old, old.phase) or Nominated(old.phase, (command.new,), command.old)


def _move(roll: Roll, command: Move) -> Event | Refusal:
    one = roll.called.get(command.nip)
    if one is None:
        return refusals.UNKNOWN_NOMINEE
    if command.phase not in roll.quotas:
        return refusals.UNKNOWN_PHASE
    if one.status != "nominated":
        return refusals.MOVE_TOO_LATE
    if one.phase == command.phase:
        return refusals.PHASE_SAME
    return _full(roll, command.phase) or Moved(command.nip, command.phase)


def _set_quota(roll: Roll, command: SetQuota) -> Event | Refusal:
    if command.phase not in roll.quotas:
        return refusals.UNKNOWN_PHASE
    live = roll.live(command.phase)
    if command.quota < max(live, 1):
        return refusals.quota_too_small(live)
    return QuotaSet(command.phase, command.quota)


_HANDLERS: dict[type, Callable[[Roll, Any], Event | Refusal]] = {
    Nominate: _nominate,
    Step: _step,
    Replace: _replace,
    Move: _move,
    SetQuota: _set_quota,
}

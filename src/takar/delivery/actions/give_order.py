"""What a proctor may order: checked, written to the trail, handed to the exam server."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.db import transaction

from takar.accounts.public import record_change
from takar.delivery import public as delivery
from takar.delivery.actions import refusals
from takar.delivery.public import Journal
from takar.kernel.canonical import Json
from takar.kernel.clock import Clock, milliseconds, utc_now
from takar.kernel.refusals import Refusal

MOST_MINUTES = 240
_LONGEST_REASON = 500


def start_session(journal: Journal, session: str, actor: str, clock: Clock = utc_now) -> None:
    """Let everybody of the session press start."""
    with transaction.atomic():
        record_change(actor, "start_session", f"session:{session}", clock=clock)
        delivery.start_session(journal, session, actor, milliseconds(clock()))


def extend_time(
    journal: Journal,
    session: str,
    sittings: Sequence[str],
    minutes: int,
    reason: str,
    actor: str,
    clock: Clock = utc_now,
) -> Refusal | None:
    """More time for some, or with no sittings for the whole room."""
    if not 1 <= minutes <= MOST_MINUTES:
        return refusals.minutes_out_of_range(MOST_MINUTES)
    return _order_each(
        sittings or [""],
        reason,
        ("extend_time", session, actor, {"minutes": minutes}, clock),
        lambda one, why, at_ms: delivery.extend(journal, session, one, minutes, why, actor, at_ms),
    )


def move_seat(
    journal: Journal,
    session: str,
    sitting: str,
    seat: str,
    reason: str,
    actor: str,
    taken: Sequence[str] = (),
    clock: Clock = utc_now,
) -> Refusal | None:
    """Seat a participant elsewhere; `taken` are the seats of the others."""
    new = seat.strip().upper()
    if not new or len(new) > 12:
        return refusals.SEAT_NEEDED
    if new in taken:
        return refusals.seat_taken(new)
    return _order_each(
        [sitting],
        reason,
        ("move_seat", session, actor, {"seat": new}, clock),
        lambda one, why, at_ms: delivery.move_seat(journal, session, one, new, why, actor, at_ms),
    )


def force_submission(
    journal: Journal,
    session: str,
    sitting: str,
    number: str,
    typed: str,
    reason: str,
    actor: str,
    clock: Clock = utc_now,
) -> Refusal | None:
    """End a sitting that its participant has not ended. `typed` must repeat his number."""
    if typed.strip() != number:
        return refusals.not_confirmed(number)
    return _order_each(
        [sitting],
        reason,
        ("force_submission", session, actor, {}, clock),
        lambda one, why, at_ms: delivery.force_submit(journal, session, one, why, actor, at_ms),
    )


def release_login(
    journal: Journal, session: str, sittings: Sequence[str], reason: str, actor: str, clock: Clock = utc_now
) -> Refusal | None:
    """Free seats so that another machine is let in at once."""
    return _order_each(
        sittings,
        reason,
        ("release_login", session, actor, {}, clock),
        lambda one, why, at_ms: delivery.release_login(journal, session, one, why, actor, at_ms),
    )


def _order_each(
    sittings: Sequence[str],
    reason: str,
    line: tuple[str, str, str, dict[str, Json], Clock],
    give: Callable[[str, str, int], object],
) -> Refusal | None:
    """The trail first: when the exam store refuses, the line is taken back with the transaction."""
    why = " ".join(reason.split())[:_LONGEST_REASON]
    if not why:
        return refusals.REASON_NEEDED
    if not sittings:
        return refusals.NOBODY_CHOSEN
    action, session, actor, after, clock = line
    for sitting in sittings:
        subject = f"sitting:{sitting}" if sitting else f"session:{session}"
        with transaction.atomic():
            record_change(
                actor, action, subject, reason=why, after={**after, "session": session}, clock=clock
            )
            give(sitting, why, milliseconds(clock()))
    return None

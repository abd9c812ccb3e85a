"""A member withdraws from everything about a candidate."""

from __future__ import annotations

from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.plenary.actions.keep import Kept, keep, talk


def recuse(
    plenary: str,
    member: str,
    nip: str,
    reason: str,
    *,
    request: str,
    actor: str,
    clock: Clock = utc_now,
) -> Kept | Refusal:
    """Refuses as `domain.decide.Plenary.recuse` does."""
    return keep(
        plenary,
        lambda book, now: talk(book).recuse(member, nip, reason, now),
        request=request,
        actor=actor,
        action="plenary.recuse",
        clock=clock,
    )

"""Note that a member has left."""

from __future__ import annotations

from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.plenary.actions.keep import Kept, keep, talk


def leave(
    plenary: str,
    member: str,
    *,
    request: str,
    actor: str,
    clock: Clock = utc_now,
) -> Kept | Refusal:
    """Refuses as `domain.decide.Plenary.leave` does."""
    return keep(
        plenary,
        lambda book, now: talk(book).leave(member, now),
        request=request,
        actor=actor,
        action="plenary.leave",
        clock=clock,
    )

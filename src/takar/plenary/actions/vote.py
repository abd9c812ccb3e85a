"""Give or change one's vote on an open motion."""

from __future__ import annotations

from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.plenary.actions.keep import Kept, keep, talk
from takar.plenary.domain.events import Choice


def vote(
    plenary: str,
    motion: str,
    member: str,
    choice: Choice,
    dissent: str = "",
    *,
    request: str,
    actor: str,
    clock: Clock = utc_now,
) -> Kept | Refusal:
    """Refuses as `domain.decide.Plenary.vote` does."""
    return keep(
        plenary,
        lambda book, now: talk(book).vote(motion, member, choice, dissent, now),
        request=request,
        actor=actor,
        action="plenary.vote",
        clock=clock,
    )

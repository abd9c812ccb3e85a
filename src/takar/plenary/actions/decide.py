"""Count the votes on a motion."""

from __future__ import annotations

from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.plenary.actions.keep import Kept, keep, talk


def decide(
    plenary: str,
    motion: str,
    *,
    request: str,
    actor: str,
    clock: Clock = utc_now,
) -> Kept | Refusal:
    """Refuses as `domain.decide.Plenary.decide` does."""
    return keep(
        plenary,
        lambda book, now: talk(book).decide(motion, now),
        request=request,
        actor=actor,
        action="plenary.decide",
        clock=clock,
    )

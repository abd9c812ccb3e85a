"""Note that a member is here; he notes it himself, or the secretary does."""

from __future__ import annotations

from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.plenary.actions.keep import Kept, keep, talk


def come(
    plenary: str,
    member: str,
    *,
    request: str,
    actor: str,
    clock: Clock = utc_now,
) -> Kept | Refusal:
    """Refuses as `domain.decide.Plenary.come` does."""
    return keep(
        plenary,
        lambda book, now: talk(book).come(member, now),
        request=request,
        actor=actor,
        action="plenary.come",
        clock=clock,
    )

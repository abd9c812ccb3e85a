"""Record that a member does not sign, and why."""

from __future__ import annotations

from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.plenary.actions.keep import Kept, keep, talk


def refuse_to_sign(
    plenary: str,
    member: str,
    reason: str,
    *,
    request: str,
    actor: str,
    clock: Clock = utc_now,
) -> Kept | Refusal:
    """Refuses as `domain.decide.Plenary.refuse_to_sign` does."""
    return keep(
        plenary,
        lambda book, now: talk(book).refuse_to_sign(member, reason, actor, now),
        request=request,
        actor=actor,
        action="plenary.refuse_to_sign",
        clock=clock,
    )

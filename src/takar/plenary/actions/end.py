"""End the discussion: from here on the minutes stand, and members sign exactly them."""

from __future__ import annotations

from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.plenary.actions.keep import Kept, keep, talk
from takar.plenary.documents import minutes_now
from takar.plenary.domain.minutes import minutes_digest


def end(plenary: str, *, request: str, actor: str, clock: Clock = utc_now) -> Kept | Refusal:
    """Refuses POSTS_UNSETTLED while a post or a motion is undecided."""
    return keep(
        plenary,
        lambda book, now: talk(book).end(actor, minutes_digest(minutes_now(book)), now),
        request=request,
        actor=actor,
        action="plenary.end",
        clock=clock,
    )

"""Draw a curtain of the table: the figures of a post first, who gave them afterwards."""

from __future__ import annotations

from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.plenary.actions.keep import Kept, keep, talk
from takar.plenary.domain.events import Curtain


def show(
    plenary: str,
    post: str,
    what: Curtain,
    *,
    request: str,
    actor: str,
    clock: Clock = utc_now,
) -> Kept | Refusal:
    """Refuses as `domain.decide.Plenary.show` does."""
    return keep(
        plenary,
        lambda book, now: talk(book).show(post, what, actor, now),
        request=request,
        actor=actor,
        action="plenary.show",
        clock=clock,
    )

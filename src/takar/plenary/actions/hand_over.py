"""Hand the minutes over to the appointing authority [PPK]."""

from __future__ import annotations

from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.plenary.actions.keep import Kept, keep, talk
from takar.plenary.actions.log_leaves import log_leaves


def hand_over(
    plenary: str,
    to: str,
    letter: str,
    *,
    request: str,
    actor: str,
    clock: Clock = utc_now,
) -> Kept | Refusal:
    """Refuses PLENARY_NOT_CLOSED. Call it outside of a transaction."""
    kept = keep(
        plenary,
        lambda book, now: talk(book).hand_over(actor, to.strip(), letter.strip(), now),
        request=request,
        actor=actor,
        action="plenary.hand_over",
        clock=clock,
    )
    if not isinstance(kept, Refusal):
        log_leaves(plenary, clock=clock)
    return kept

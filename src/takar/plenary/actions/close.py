"""Close the minutes and write their leaf into the log."""

from __future__ import annotations

from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.plenary.actions.keep import Kept, keep, talk
from takar.plenary.actions.log_leaves import log_leaves


def close(
    plenary: str,
    *,
    request: str,
    actor: str,
    clock: Clock = utc_now,
) -> Kept | Refusal:
    """Refuses MINUTES_UNSIGNED, SIGNATURES_TOO_FEW, PLENARY_NO_QUORUM. Call it outside of a transaction."""
    kept = keep(
        plenary,
        lambda book, now: talk(book).close(actor, now),
        request=request,
        actor=actor,
        action="plenary.close",
        clock=clock,
    )
    if not isinstance(kept, Refusal):
        log_leaves(plenary, clock=clock)
    return kept

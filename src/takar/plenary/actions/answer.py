"""Answer an objection, granted or not, with its reason."""

from __future__ import annotations

from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.plenary.actions.keep import Kept, afterwards, keep
from takar.plenary.actions.log_leaves import log_leaves


def answer(
    plenary: str,
    objection: str,
    granted: bool,
    reason: str,
    *,
    request: str,
    actor: str,
    clock: Clock = utc_now,
) -> Kept | Refusal:
    """Refuses OBJECTION_UNKNOWN, PLENARY_REASON_MISSING. Call it outside of a transaction."""
    kept = keep(
        plenary,
        lambda book, now: afterwards(book).answer(objection, granted, reason, actor, now),
        request=request,
        actor=actor,
        action="plenary.answer",
        clock=clock,
    )
    if not isinstance(kept, Refusal):
        log_leaves(plenary, clock=clock)
    return kept

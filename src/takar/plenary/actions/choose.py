"""The appointing authority chooses one of the proposed names for a post."""

from __future__ import annotations

from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.plenary.actions.keep import Kept, keep, talk
from takar.plenary.actions.log_leaves import log_leaves


def choose(
    plenary: str,
    post: str,
    nip: str,
    reason: str = "",
    *,
    request: str,
    actor: str,
    clock: Clock = utc_now,
) -> Kept | Refusal:
    """Refuses CHOICE_NOT_PROPOSED, and PLENARY_REASON_MISSING when it departs or changes an earlier choice.

    Call it outside of a transaction.
    """
    kept = keep(
        plenary,
        lambda book, now: talk(book).choose(post, nip, actor, reason, now),
        request=request,
        actor=actor,
        action="plenary.choose",
        clock=clock,
    )
    if not isinstance(kept, Refusal):
        log_leaves(plenary, clock=clock)
    return kept

from __future__ import annotations

from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.placement.actions.keep import Kept, keep
from takar.placement.actions.log_leaves import log_leaves
from takar.placement.domain.scenario.events import HandedOver


def hand_over(scenario: str, to: str, letter: str, *, actor: str, clock: Clock = utc_now) -> Kept | Refusal:
    """To the appointing authority; the log then holds the plan's digest. Call it outside of a transaction."""
    done = keep(
        scenario, lambda book: HandedOver(to.strip(), letter.strip()), actor=actor, action="scenario.hand_over",
        after={"to": to, "letter": letter}, clock=clock,
    )  # fmt: skip
    if isinstance(done, Kept):
        log_leaves(scenario, clock=clock)
    return done

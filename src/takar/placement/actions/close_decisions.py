from __future__ import annotations

from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.placement.actions.keep import Kept, keep
from takar.placement.actions.log_leaves import log_leaves
from takar.placement.additions import next_block
from takar.placement.books import Book
from takar.placement.domain.scenario.events import Closed


def close_decisions(scenario: str, *, actor: str, clock: Clock = utc_now) -> Kept | Refusal:
    """All decided and one person for each post; the log then holds the decisions' digest. Outside of a transaction."""
    done = keep(scenario, _closed, actor=actor, action="scenario.close", clock=clock)
    if isinstance(done, Kept):
        log_leaves(scenario, clock=clock)
    return done


def _closed(book: Book) -> Closed:
    frozen = book.state.frozen
    return Closed(next_block(book.id, frozen.point) - 1 if frozen else 0)

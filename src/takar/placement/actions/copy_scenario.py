from __future__ import annotations

from collections.abc import Callable

from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.placement.actions.keep import Kept
from takar.placement.actions.make_scenario import make_scenario
from takar.placement.books import book_of
from takar.placement.domain.scenario.terms import Terms


def copy_scenario(
    scenario: str,
    title: str,
    *,
    actor: str,
    change: Callable[[Terms], Terms] = lambda terms: terms,
    clock: Clock = utc_now,
) -> Kept | Refusal:
    """A new draft with the same terms, or with one of them changed; the original stays as it is."""
    book = book_of(scenario)
    if isinstance(book, Refusal):
        return book
    return make_scenario(title, change(book.terms), actor=actor, copied_from=scenario, clock=clock)

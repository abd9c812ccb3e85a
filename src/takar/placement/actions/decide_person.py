from __future__ import annotations

from typing import cast

from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.placement.actions.keep import Kept, keep
from takar.placement.books import Book
from takar.placement.domain.scenario.events import Body, Choice, Decided
from takar.placement.frozen import eligible_in


def decide_person(
    scenario: str,
    nip: str,
    choice: str,
    to: str = "",
    reason: str = "",
    *,
    actor: str,
    clock: Clock = utc_now,
) -> Kept | Refusal:
    """The authority's decision about one person. It may be changed until the file is closed; the last one counts.

    Refuses PLACEMENT_PLANNER_DECIDES, PLACEMENT_REASON_MISSING, PLACEMENT_DESTINATION_MISSING and others.
    """

    def make(book: Book) -> Body:
        eligible = eligible_in(book.id, nip, to) if choice == "other" else None
        return Decided(nip, cast(Choice, choice), to, reason, eligible)

    return keep(
        scenario, make, actor=actor, action="scenario.decide", reason=reason,
        after={"person": nip, "choice": choice, "to": to}, clock=clock,
    )  # fmt: skip

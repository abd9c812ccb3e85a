from __future__ import annotations

from datetime import date

from takar.kernel.canonical import digest
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.placement.actions.keep import Kept, keep
from takar.placement.domain.scenario.events import Drafted
from takar.placement.domain.scenario.terms import Terms, to_json
from takar.placement.models import Scenario


def change_terms(scenario: str, terms: Terms, *, actor: str, clock: Clock = utc_now) -> Kept | Refusal:
    """Of a draft only; what was solved is copied instead."""
    done = keep(
        scenario, lambda book: Drafted(terms), actor=actor, action="scenario.change",
        after={"terms": digest(to_json(terms))}, clock=clock,
    )  # fmt: skip
    if isinstance(done, Kept) and done.changed:
        Scenario.objects.filter(pk=scenario).update(on=date.fromisoformat(terms.on))
    return done

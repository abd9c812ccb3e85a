from __future__ import annotations

import secrets
from datetime import date

from django.db import transaction

from takar.accounts.public import record_change
from takar.kernel.canonical import digest
from takar.kernel.clock import Clock, milliseconds, utc_now
from takar.kernel.ids import RandomBytes, new_id
from takar.kernel.refusals import Refusal
from takar.placement.actions.keep import Kept
from takar.placement.domain.scenario import refusals as no
from takar.placement.domain.scenario.codec import encode, kind_of
from takar.placement.domain.scenario.events import Drafted
from takar.placement.domain.scenario.terms import PURPOSES, Terms, to_json
from takar.placement.models import Scenario, ScenarioEvent

TITLE_LIMIT = 200


def make_scenario(
    title: str,
    terms: Terms,
    *,
    actor: str,
    copied_from: str = "",
    clock: Clock = utc_now,
    random_bytes: RandomBytes = secrets.token_bytes,
) -> Kept | Refusal:
    """A draft. Refuses SCENARIO_UNTITLED, PLACEMENT_PURPOSE_LOCK, SCENARIO_ACTOR_MISSING."""
    title = " ".join(title.split())
    if not actor:
        return no.ACTOR_MISSING
    if terms.purpose not in PURPOSES:
        return no.PURPOSE_LOCK
    with transaction.atomic():
        taken = Scenario.objects.filter(title=title).exists()
        if not title or len(title) > TITLE_LIMIT or taken:
            return no.UNTITLED
        row = Scenario.objects.create(
            id=new_id(random_bytes), title=title, on=date.fromisoformat(terms.on), copied_from_id=copied_from or None,
            made_by=actor, made_at=clock(),
        )  # fmt: skip
        first = Drafted(terms)
        ScenarioEvent.objects.create(
            scenario=row, ordinal=1, kind=kind_of(first), body=encode(first), actor=actor,
            at_ms=milliseconds(clock()),
        )  # fmt: skip
        record_change(
            actor, "scenario.make", f"scenario:{row.pk}",
            after={"title": title, "terms": digest(to_json(terms)), "copied_from": copied_from}, clock=clock,
        )  # fmt: skip
    return Kept(row.pk, True)

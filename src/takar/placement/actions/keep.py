"""Load, decide, save: one event of a scenario and its line in the trail, in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from takar.accounts.public import record_change
from takar.kernel.canonical import Json
from takar.kernel.clock import Clock, milliseconds
from takar.kernel.refusals import Refusal
from takar.placement.books import Book, book_of
from takar.placement.domain.scenario import refusals as no
from takar.placement.domain.scenario.codec import encode, kind_of
from takar.placement.domain.scenario.events import Body
from takar.placement.domain.scenario.state import decide
from takar.placement.models import Scenario, ScenarioEvent


@dataclass(frozen=True, slots=True)
class Kept:
    """`changed` False: it was so already."""

    scenario: str
    changed: bool


def keep(
    scenario: str,
    make: Callable[[Book], Body | Refusal],
    *,
    actor: str,
    action: str,
    clock: Clock,
    reason: str = "",
    after: Json = None,
) -> Kept | Refusal:
    """`make` gets the scenario as it stands and says what is to happen."""
    with transaction.atomic():
        if not Scenario.objects.select_for_update().filter(pk=scenario).exists():
            return no.UNKNOWN
        book = book_of(scenario)
        assert isinstance(book, Book)
        body = make(book)
        if isinstance(body, Refusal):
            return body
        events = decide(book.state, body, by=actor, at_ms=milliseconds(clock()))
        if isinstance(events, Refusal):
            return events
        for number, event in enumerate(events, len(book.events) + 1):
            ScenarioEvent.objects.create(
                scenario_id=scenario, ordinal=number, kind=kind_of(event.body), body=encode(event.body),
                actor=event.by, at_ms=event.at_ms,
            )  # fmt: skip
            record_change(actor, action, f"scenario:{scenario}", reason=reason, after=after, clock=clock)
    return Kept(scenario, bool(events))

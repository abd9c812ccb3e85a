"""A scenario with everything that happened to it, read from the tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from takar.kernel.refusals import Refusal
from takar.placement.domain.scenario import refusals as no
from takar.placement.domain.scenario.codec import decode
from takar.placement.domain.scenario.events import Event
from takar.placement.domain.scenario.state import State, fold
from takar.placement.domain.scenario.terms import Terms
from takar.placement.models import Scenario, ScenarioEvent, ScenarioLeaf, ScenarioResult


@dataclass(frozen=True, slots=True)
class Book:
    """`state` is the fold of `events`."""

    row: Scenario
    events: tuple[Event, ...]
    state: State

    @property
    def id(self) -> str:
        return self.row.pk

    @property
    def terms(self) -> Terms:
        assert self.state.terms is not None
        return self.state.terms


def book_of(scenario: str) -> Book | Refusal:
    """Two queries."""
    row = Scenario.objects.filter(pk=scenario).first()
    return read_book(row, row.events.all()) if row else no.UNKNOWN


def books() -> tuple[Book, ...]:
    """All scenarios, the newest first; two queries."""
    return tuple(read_book(row, row.events.all()) for row in Scenario.objects.prefetch_related("events"))


def read_book(row: Scenario, rows: Iterable[ScenarioEvent]) -> Book:
    events = tuple(Event(decode(one.kind, one.body), one.actor, one.at_ms) for one in rows)
    return Book(row, events, fold(events))


def result_of(scenario: str) -> dict[str, Any] | None:
    """What the solver answered, in the shape of results.py; None before that."""
    row = ScenarioResult.objects.filter(scenario=scenario).only("body").first()
    return row.body if row else None


def leaves_of(scenario: str) -> dict[str, tuple[int, str]]:
    """plan | decisions -> (index in the log, salt) of the leaves that the log holds."""
    rows = ScenarioLeaf.objects.filter(scenario=scenario, logged=True)
    return {row.key: (row.index, row.salt) for row in rows}

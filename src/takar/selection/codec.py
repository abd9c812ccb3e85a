"""Events of a candidacy as rows and back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from takar.selection.domain.candidacy import (
    Candidacy,
    Checked,
    Confirmed,
    Dropped,
    Event,
    Judged,
    Reopened,
    Started,
    Submitted,
    Withdrew,
    fold,
)
from takar.selection.models import CandidateEvent

_KINDS: dict[str, type[Any]] = {
    kind.__name__.lower(): kind
    for kind in (Started, Submitted, Checked, Confirmed, Judged, Reopened, Withdrew, Dropped)
}


def row_of(candidate: int, ordinal: int, event: Event) -> CandidateEvent:
    return CandidateEvent(
        candidate_id=candidate,
        ordinal=ordinal,
        kind=type(event.fact).__name__.lower(),
        body=asdict(event.fact),
        by=event.by,
        at_ms=event.at_ms,
    )


def event_of(row: CandidateEvent) -> Event:
    body = {name: tuple(value) if isinstance(value, list) else value for name, value in row.body.items()}
    return Event(_KINDS[row.kind](**body), row.by, row.at_ms)


def state_of(rows: Iterable[CandidateEvent]) -> Candidacy:
    """The state that rows in their order lead to."""
    return fold(event_of(row) for row in rows)

"""Steps of a meeting: encrypted under the person's key, chained, appended one after the other."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidTag

from takar.assessments.public import vault
from takar.exercises.domain.meeting.state import Event, MeetingState, event_data, fold, read_event
from takar.exercises.meeting.models import Meeting, MeetingEvent
from takar.kernel.canonical import canonical
from takar.kernel.clock import Clock


class MeetingDamaged(ValueError):
    """A step does not follow from those before it: somebody changed the data behind the system's back."""


@dataclass(frozen=True, slots=True)
class Step:
    at: datetime
    event: Event


@dataclass(frozen=True, slots=True)
class History:
    """All steps of a meeting, oldest first."""

    steps: tuple[Step, ...]
    head: str

    @property
    def state(self) -> MeetingState:
        return fold(step.event for step in self.steps)


def read(meeting: Meeting) -> History:
    """Raises MeetingDamaged at the first step that was not written by us in this order."""
    rows = list(meeting.events.order_by("ordinal"))
    steps, head = [], ""
    cipher = vault().opened(*_whose(meeting)) if rows else None
    for place, row in enumerate(rows, 1):
        assert cipher is not None
        try:
            data = cipher.decrypt(_label(meeting, place), bytes(row.body))
        except InvalidTag:
            raise MeetingDamaged(f"{meeting.pk}: step {place} cannot be opened") from None
        assert isinstance(data, dict)
        head = _link(head, meeting, place, data)
        if row.ordinal != place or row.chain != head:
            raise MeetingDamaged(f"{meeting.pk}: step {place} was changed")
        steps.append(Step(row.at, read_event({key: value for key, value in data.items() if key != "salt"})))
    return History(tuple(steps), head)


def append(meeting: Meeting, history: History, events: Sequence[Event], clock: Clock) -> None:
    """Call it inside the transaction that holds the meeting's row."""
    cipher = vault().opened(*_whose(meeting), make=True)
    head, at = history.head, clock()
    for place, event in enumerate(events, len(history.steps) + 1):
        data = {**event_data(event), "salt": secrets.token_hex(16)}
        head = _link(head, meeting, place, data)
        body = cipher.encrypt(_label(meeting, place), data)
        MeetingEvent.objects.create(meeting=meeting, ordinal=place, body=body, at=at, chain=head)


def keep(meeting: Meeting, record: dict[str, Any]) -> bytes:
    """The finished record, encrypted."""
    return vault().encrypt(*_whose(meeting), f"integration:{meeting.pk}", record)


def kept(meeting: Meeting, blob: bytes) -> dict[str, Any]:
    found = vault().decrypt(*_whose(meeting), f"integration:{meeting.pk}", blob)
    assert isinstance(found, dict)
    return found


def _whose(meeting: Meeting) -> tuple[str, str]:
    return meeting.subject.round.event, meeting.subject.pseudonym


def _label(meeting: Meeting, ordinal: int) -> str:
    return f"meeting:{meeting.pk}:{ordinal}"


def _link(head: str, meeting: Meeting, ordinal: int, data: dict[str, Any]) -> str:
    row = canonical({"meeting": str(meeting.pk), "ordinal": ordinal, "step": data})
    return hashlib.sha256(head.encode() + row).hexdigest()

"""Rows of entries: encrypted, chained, replayed. Nothing outside this package imports it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from takar.assessments.public import vault
from takar.exercises.domain.codec import START, event_data, link, read_body
from takar.exercises.domain.events import Event
from takar.exercises.domain.scale import Scale
from takar.exercises.domain.sheet import SheetRules, SheetState, fold
from takar.exercises.models import Sheet, SheetEvent


class SheetDamaged(ValueError):
    """A row does not follow from the rows before it: somebody changed the data behind the system's back."""


@dataclass(frozen=True, slots=True)
class Stream:
    """All events of a sheet, and the head of their chain."""

    events: tuple[Event, ...]
    head: bytes

    @property
    def state(self) -> SheetState:
        return fold(self.events)


def read_stream(sheet: Sheet) -> Stream:
    """Replay a sheet. Raises SheetDamaged at the first row that was not written by us in this order."""
    events: list[Event] = []
    head = START
    rows = SheetEvent.objects.filter(sheet=sheet).order_by("ordinal")
    for place, row in enumerate(rows, 1):
        data = vault().decrypt(sheet.round.event, sheet.pseudonym, _label(sheet, place), bytes(row.body))
        assert isinstance(data, dict)
        event = Event(row.at_ms, read_body(data), row.device, row.seq, _whole(data.get("tick")))
        head = link(head, sheet.pk, place, event)
        if row.ordinal != place or row.chain != head.hex():
            raise SheetDamaged(f"{sheet.pk}: entry {place} was changed after it was written")
        events.append(event)
    return Stream(tuple(events), head)


def append(sheet: Sheet, stream: Stream, events: Sequence[Event]) -> Stream:
    """Write the events that a decision gave. Call it inside the transaction that holds the sheet's row."""
    head, place = stream.head, len(stream.events)
    rows = []
    for event in events:
        place += 1
        head = link(head, sheet.pk, place, event)
        body = vault().encrypt(sheet.round.event, sheet.pseudonym, _label(sheet, place), event_data(event))
        rows.append(
            SheetEvent(
                sheet=sheet,
                ordinal=place,
                device=event.device,
                seq=event.seq,
                body=body,
                at_ms=event.at_ms,
                chain=head.hex(),
            )
        )
    SheetEvent.objects.bulk_create(rows)
    return Stream((*stream.events, *events), head)


def rules_of(form: dict[str, object]) -> SheetRules:
    """What a sheet asks, from its frozen form."""
    scale, dimensions = form["scale"], form["dimensions"]
    assert isinstance(scale, dict)
    assert isinstance(dimensions, list)
    return SheetRules(
        {one["code"]: frozenset(item["code"] for item in _rows(one.get("indicators"))) for one in dimensions},
        Scale(_decimal(scale["least"]), _decimal(scale["most"]), int(scale["decimals"])),
    )


def _rows(value: object) -> Iterable[dict[str, str]]:
    return value if isinstance(value, list) else ()


def _decimal(value: object) -> Decimal:
    return Decimal(str(value))


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0


def _label(sheet: Sheet, ordinal: int) -> str:
    return f"sheet:{sheet.pk}:{ordinal}"

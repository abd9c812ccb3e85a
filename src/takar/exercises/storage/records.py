"""Rows of entries: encrypted, chained, replayed. Nothing outside this package imports it."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from cryptography.exceptions import InvalidTag

from takar.assessments.public import vault
from takar.exercises.domain.codec import START, event_data, link, read_body
from takar.exercises.domain.events import Event
from takar.exercises.domain.scale import Scale
from takar.exercises.domain.sheet import SheetRules, SheetState, fold
from takar.exercises.models import Sheet, SheetEvent
from takar.ledger.public import Cipher


class SheetDamaged(ValueError):
    """A row does not follow from the rows before it: somebody changed the data behind the system's back."""

    def __init__(self, sheet: str, place: int, what: str) -> None:
        super().__init__(f"{sheet}: entry {place}: {what}")
        self.sheet, self.place = sheet, place


@dataclass(frozen=True, slots=True)
class Stream:
    """All events of a sheet, and the head of their chain."""

    events: tuple[Event, ...]
    head: bytes
    chains: tuple[str, ...] = ()

    @property
    def state(self) -> SheetState:
        return fold(self.events)


def read_stream(sheet: Sheet) -> Stream:
    """Replay a sheet. Raises SheetDamaged at the first row that was not written by us in this order."""
    events: list[Event] = []
    chains: list[str] = []
    head = START
    rows = list(SheetEvent.objects.filter(sheet=sheet).order_by("ordinal"))
    # One look into the key file for the whole sheet: a look for each entry made a long sheet slow.
    cipher = vault().opened(sheet.round.event, sheet.pseudonym) if rows else None
    for place, row in enumerate(rows, 1):
        assert cipher is not None
        data = _opened(cipher, sheet, place, row)
        event = Event(row.at_ms, read_body(data), row.device, row.seq, _whole(data.get("tick")))
        head = link(head, sheet.pk, place, event, str(data.get("salt", "")))
        if row.ordinal != place or row.chain != head.hex():
            raise SheetDamaged(sheet.pk, place, "entry was changed after it was written")
        events.append(event)
        chains.append(row.chain)
    return Stream(tuple(events), head, tuple(chains))


def append(sheet: Sheet, stream: Stream, events: Sequence[Event]) -> Stream:
    """Write the events that a decision gave. Call it inside the transaction that holds the sheet's row."""
    if not events:
        return stream
    head, chains = stream.head, list(stream.chains)
    cipher = vault().opened(sheet.round.event, sheet.pseudonym, make=True)
    rows = []
    for place, event in enumerate(events, len(stream.events) + 1):
        salt = secrets.token_hex(16)
        head = link(head, sheet.pk, place, event, salt)
        chains.append(head.hex())
        rows.append(
            SheetEvent(
                sheet=sheet,
                ordinal=place,
                device=event.device,
                seq=event.seq,
                body=cipher.encrypt(_label(sheet, place), {**event_data(event), "salt": salt}),
                at_ms=event.at_ms,
                chain=head.hex(),
            )
        )
    SheetEvent.objects.bulk_create(rows)
    return Stream((*stream.events, *events), head, tuple(chains))


def _opened(cipher: Cipher, sheet: Sheet, place: int, row: SheetEvent) -> dict[str, Any]:
    try:
        data = cipher.decrypt(_label(sheet, place), bytes(row.body))
    except InvalidTag:
        raise SheetDamaged(sheet.pk, place, "entry cannot be decrypted in its place") from None
    assert isinstance(data, dict)
    return data


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

"""Rows of entries: encrypted, chained, replayed. Nothing outside this package imports it."""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
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
class Tip:
    """Where a sheet stands: how many entries, the head of their chain, what they say together."""

    entries: int
    head: bytes
    state: SheetState


@dataclass(frozen=True, slots=True)
class Stream:
    """All events of a sheet, and the chain's value after each."""

    events: tuple[Event, ...]
    chains: tuple[str, ...]

    @property
    def head(self) -> bytes:
        return bytes.fromhex(self.chains[-1]) if self.chains else START

    @property
    def state(self) -> SheetState:
        return fold(self.events)

    @property
    def tip(self) -> Tip:
        return Tip(len(self.events), self.head, self.state)


# Tips of the sheets written last, so that a save need not replay the whole sheet. A tip counts only while its head is the
# chain of the last row; what was changed further back is found by every reading, by locking, and by the audit.
_TIPS: OrderedDict[str, Tip] = OrderedDict()
_TIPS_KEPT = 256
_TIPS_LOCK = threading.Lock()


def read_tip(sheet: Sheet) -> Tip:
    """Where the sheet stands, without replaying it when this process wrote it last. Raises SheetDamaged."""
    with _TIPS_LOCK:
        known = _TIPS.get(sheet.pk)
    if known:
        last = (
            SheetEvent.objects.filter(sheet=sheet)
            .order_by("-ordinal")
            .values_list("ordinal", "chain")
            .first()
        )
        if last == (known.entries, known.head.hex()):
            return known
    return read_stream(sheet).tip


def read_stream(sheet: Sheet) -> Stream:
    """Replay a sheet. Raises SheetDamaged at the first row that was not written by us in this order."""
    return _replayed(sheet, list(SheetEvent.objects.filter(sheet=sheet).order_by("ordinal")))


def read_streams(sheets: Sequence[Sheet]) -> dict[str, Stream]:
    """Many sheets with one look into the table. Raises SheetDamaged as `read_stream` does."""
    rows: dict[str, list[SheetEvent]] = {sheet.pk: [] for sheet in sheets}
    for row in SheetEvent.objects.filter(sheet__in=sheets).order_by("sheet", "ordinal"):
        rows[row.sheet_id].append(row)
    return {sheet.pk: _replayed(sheet, rows[sheet.pk]) for sheet in sheets}


def _replayed(sheet: Sheet, rows: Sequence[SheetEvent]) -> Stream:
    events: list[Event] = []
    chains: list[str] = []
    head = START
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
    return Stream(tuple(events), tuple(chains))


def append(sheet: Sheet, tip: Tip, events: Sequence[Event]) -> Tip:
    """Write the events that a decision gave. Call it inside the transaction that holds the sheet's row."""
    if not events:
        return tip
    head = tip.head
    cipher = vault().opened(sheet.round.event, sheet.pseudonym, make=True)
    rows = []
    for place, event in enumerate(events, tip.entries + 1):
        salt = secrets.token_hex(16)
        head = link(head, sheet.pk, place, event, salt)
        rows.append(
            SheetEvent(
                sheet=sheet,
                ordinal=place,
                device=event.device,
                seq=event.seq,
                body=cipher.encrypt(label_of(sheet, place), {**event_data(event), "salt": salt}),
                at_ms=event.at_ms,
                chain=head.hex(),
            )
        )
    SheetEvent.objects.bulk_create(rows)
    return _remember(sheet, Tip(tip.entries + len(events), head, fold(events, tip.state)))


def _remember(sheet: Sheet, tip: Tip) -> Tip:
    with _TIPS_LOCK:
        _TIPS[sheet.pk] = tip
        _TIPS.move_to_end(sheet.pk)
        while len(_TIPS) > _TIPS_KEPT:
            _TIPS.popitem(last=False)
    return tip


def _opened(cipher: Cipher, sheet: Sheet, place: int, row: SheetEvent) -> dict[str, Any]:
    try:
        data = cipher.decrypt(label_of(sheet, place), bytes(row.body))
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


def label_of(sheet: Sheet, ordinal: int) -> str:
    return f"sheet:{sheet.pk}:{ordinal}"

"""A rater and his own sheet."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from takar.exercises.domain.codec import TYPED, read_body
from takar.exercises.domain.decide import Save, Typed, decide
from takar.exercises.domain.events import Event, Late, Noted, Rated, Rejected, Remarked, Tagged
from takar.exercises.domain.sheet import SheetRules, SheetState
from takar.exercises.models import Sheet
from takar.exercises.storage.records import append, read_stream, read_tip, rules_of
from takar.kernel.clock import Clock, milliseconds, utc_now
from takar.kernel.refusals import Refusal

NOT_YOUR_SHEET = Refusal(
    "SHEET_NOT_YOURS",
    "Lembar ini bukan lembar Anda, atau penugasan Anda sudah dicabut. Buka daftar hari ini dan pilih lembar Anda.",
    "This sheet is not yours, or you were taken off it. Open today's list and choose a sheet of yours.",
)
ROUND_NOT_COMMITTED = Refusal(
    "ROUND_NOT_COMMITTED",
    "Putaran penilaian ini belum ditetapkan di log, jadi belum boleh diisi. Mintalah koordinator membuka putarannya.",
    "This round is not committed to the log yet, so nothing may be written. Ask the coordinator to open the round.",
)
ENTRY_UNREADABLE = Refusal(
    "SHEET_ENTRY_UNREADABLE",
    "Catatan dari perangkat ini tidak dapat dibaca. Muat ulang halaman; catatan yang sudah tersimpan tidak hilang.",
    "An entry of this device cannot be read. Reload the page; what was saved is not lost.",
)


@dataclass(frozen=True, slots=True)
class Saved:
    """`acked`: the device may forget its entries up to here. `refused`: (seq, code) of those that count for nothing."""

    acked: int
    refused: tuple[tuple[int, str], ...]


def own_state(sheet: str, rater: str) -> SheetState | Refusal:
    """What the rater has written so far."""
    row = _own(sheet, rater)
    return row if isinstance(row, Refusal) else read_stream(row).state


def own_events(sheet: str, rater: str) -> tuple[Event, ...] | Refusal:
    """Every entry of the rater's own sheet, in the order they arrived."""
    row = _own(sheet, rater)
    return row if isinstance(row, Refusal) else read_stream(row).events


def sheet_rules(sheet: str, rater: str) -> SheetRules | Refusal:
    """What the rater's sheet asks."""
    row = _own(sheet, rater)
    return row if isinstance(row, Refusal) else rules_of(row.form)


def save(
    sheet: str, rater: str, device: str, entries: Sequence[dict[str, Any]], *, clock: Clock = utc_now
) -> Saved | Refusal:
    """Append what a device sends: [{"seq", "tick", "kind", …}]. What was sent before is acknowledged again."""
    typed = [_typed(entry) for entry in entries]
    if not device or any(one is None for one in typed):
        return ENTRY_UNREADABLE
    with transaction.atomic():
        row = _own(sheet, rater, hold=True)
        if isinstance(row, Refusal):
            return row
        if row.round.index is None:
            return ROUND_NOT_COMMITTED
        tip = read_tip(row)
        command = Save(device, [one for one in typed if one], milliseconds(clock()))
        events = decide(tip.state, command, rules_of(row.form))
        if isinstance(events, Refusal):
            return events
        after = append(row, tip, events)
    return Saved(after.state.seqs.get(device, 0), tuple(_refused(events)))


def _own(sheet: str, rater: str, *, hold: bool = False) -> Sheet | Refusal:
    rows = Sheet.objects.select_related("round").filter(pk=sheet, rater=rater, withdrawn_at=None)
    row = (rows.select_for_update(of=("self",)) if hold else rows).first()
    return row or NOT_YOUR_SHEET


def _typed(entry: dict[str, Any]) -> Typed | None:
    try:
        data = {name: _text(value) for name, value in entry.items() if name not in ("seq", "at_ms")}
        if data.get("kind") not in TYPED:
            return None
        body = read_body(data)
        seq, tick = int(entry["seq"]), int(entry.get("tick", 0))
    except (KeyError, TypeError, ValueError):
        return None
    if seq < 1 or not 0 <= tick < 2**53 or not _well_formed(body):
        return None
    assert isinstance(body, Noted | Tagged | Rated | Remarked)
    return Typed(seq, tick, body)


def _well_formed(body: object) -> bool:
    """Every field of the kind that it must be: what comes over the wire may be anything."""
    match body:
        case Noted(str(), str(), int()) | Tagged(str(), str(), str(), str() | None):
            return True
        case Rated(str(), str() | None) | Remarked(str(), str()):
            return True
    return False


def _text(value: Any) -> Any:
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value


def _refused(events: Sequence[Event]) -> list[tuple[int, str]]:
    found = []
    for event in events:
        if isinstance(event.body, Rejected):
            found.append((event.seq, event.body.code))
        elif isinstance(event.body, Late):
            found.append((event.seq, "SHEET_LOCKED"))
    return found


__all__ = ["NOT_YOUR_SHEET", "Saved", "own_events", "own_state", "save", "sheet_rules"]

"""Make or change a room or a lodging. What is in use is closed, never deleted."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.db import IntegrityError, transaction

from takar.accounts.public import record_change
from takar.kernel.canonical import Json
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.planning.models import Lodging, Room
from takar.planning.refusals import field_missing, taken

_NO_SEATS = Refusal(
    "NO_SEATS",
    "Isilah jumlah paling sedikit 1; tempat yang tidak dipakai lagi cukup ditutup.",
    "Give a number of at least 1; a place that is no longer used is closed instead.",
)


@dataclass(frozen=True, slots=True)
class RoomDraft:
    """A room with its seats; `kinds` of activities it can hold (cat, paper, simulation, interview)."""

    name: str
    location: str
    seats: int
    kinds: tuple[str, ...]
    equipment: tuple[str, ...] = ()
    accessible: bool = True
    active: bool = True


@dataclass(frozen=True, slots=True)
class LodgingDraft:
    name: str
    beds: int
    active: bool = True


def save_room(
    draft: RoomDraft, actor: str, *, room: int | None = None, clock: Clock = utc_now
) -> Room | Refusal:
    """A new room, or `room` changed. Refuses FIELD_MISSING, NO_SEATS, NAME_TAKEN."""
    if not draft.name.strip():
        return field_missing("name", "nama ruang", "the name of the room")
    if not draft.kinds:
        return field_missing("kinds", "jenis kegiatan", "the kinds of activities")
    if draft.seats < 1:
        return _NO_SEATS
    row = Room.objects.filter(pk=room).first() if room else None
    row = row or Room()
    before = _room(row) if row.pk else None
    row.name, row.location, row.seats = draft.name.strip(), draft.location.strip(), draft.seats
    row.kinds, row.equipment = list(draft.kinds), list(draft.equipment)
    row.accessible, row.active = draft.accessible, draft.active
    try:
        with transaction.atomic():
            row.save()
            record_change(actor, "room.save", f"room:{row.pk}", before=before, after=_room(row), clock=clock)
    except IntegrityError:
        return taken(f"Ruang {row.name} di {row.location}", f"A room {row.name} in {row.location}")
    return row


def save_lodging(
    draft: LodgingDraft, actor: str, *, lodging: int | None = None, clock: Clock = utc_now
) -> Lodging | Refusal:
    """New beds, or `lodging` changed. Refuses FIELD_MISSING, NO_SEATS, NAME_TAKEN."""
    if not draft.name.strip():
        return field_missing("name", "nama penginapan", "the name of the lodging")
    if draft.beds < 1:
        return _NO_SEATS
    row = (Lodging.objects.filter(pk=lodging).first() if lodging else None) or Lodging()
    before: Json = {"name": row.name, "beds": row.beds, "active": row.active} if row.pk else None
    row.name, row.beds, row.active = draft.name.strip(), draft.beds, draft.active
    try:
        with transaction.atomic():
            row.save()
            after: dict[str, Json] = dict(asdict(draft))
            record_change(actor, "lodging.save", f"lodging:{row.pk}", before=before, after=after, clock=clock)
    except IntegrityError:
        return taken(f"Penginapan {row.name}", f"A lodging {row.name}")
    return row


def _room(row: Room) -> dict[str, Json]:
    return {
        "name": row.name,
        "location": row.location,
        "seats": row.seats,
        "kinds": list(row.kinds),
        "equipment": list(row.equipment),
        "accessible": row.accessible,
        "active": row.active,
    }

"""What the desk's client is told: its own sheets, and what its own rater wrote on them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from takar.attendance.public import card_code
from takar.exercises.domain.sheet import SheetState
from takar.exercises.models import Sheet
from takar.exercises.storage import Progress
from takar.kernel.canonical import Json
from takar.kernel.clock import day_in, milliseconds
from takar.planning.public import places_of_person
from takar.standards.public import Dictionary, StandardNotFound, dictionary


def line(sheet: Sheet, progress: Progress, cards: dict[str, str]) -> dict[str, Json]:
    """A sheet in today's list. `entries`: of the rater's own; nothing here depends on anybody else."""
    return {
        "id": sheet.pk,
        "number": sheet.number,
        "name": sheet.name,
        "person": sheet.pseudonym,
        "title": sheet.title,
        "instrument": sheet.instrument,
        "room": sheet.room,
        "starts_ms": milliseconds(sheet.starts) if sheet.starts else None,
        "ends_ms": milliseconds(sheet.ends) if sheet.ends else None,
        "entries": progress.entries,
        "locked": progress.locked,
        "card": cards.get(sheet.nip, ""),
    }


def cards_of(nips: Iterable[str]) -> dict[str, str]:
    """The code on each person's card, so that a card opens its sheet also without the network."""
    found = {}
    for nip in sorted(set(nips)):
        places = [place for place in places_of_person(nip) if not place.freed]
        if places:
            found[nip] = card_code(places[-1])
    return found


def due_first(sheets: Iterable[Sheet], progress: dict[str, Progress], now: datetime) -> list[Sheet]:
    """Open sheets before locked ones; what is due now first, then the nearest."""
    return sorted(sheets, key=lambda one: (progress[one.pk].locked, _distance(one, now), one.pk))


def _distance(sheet: Sheet, now: datetime) -> float:
    """Seconds from now to the sheet's time; 0 while it runs, and for one without a time."""
    if sheet.starts is None:
        return 0
    if now < sheet.starts:
        return (sheet.starts - now).total_seconds()
    ends = sheet.ends or sheet.starts
    return max(0.0, (now - ends).total_seconds())


def form_of(sheet: Sheet, zone: str) -> dict[str, Any]:
    """The sheet's frozen form; anchors that it does not bring come from the dictionary in force on its day."""
    form: dict[str, Any] = dict(sheet.form)
    if all(one.get("anchors") for one in form["dimensions"]):
        return form
    try:
        words = dictionary(day_in(zone, sheet.starts or sheet.made_at))
    except StandardNotFound:
        return form
    return form | {"dimensions": [_anchored(one, words) for one in form["dimensions"]]}


def _anchored(dimension: dict[str, Any], words: Dictionary) -> dict[str, Any]:
    known = {one.code: one for one in words.competencies}.get(dimension["code"])
    if known is None or dimension.get("anchors"):
        return dimension
    anchors = {str(one.level): {"id": one.description_id, "en": one.description_en} for one in known.levels}
    return {
        **dimension,
        "definition": dimension.get("definition") or {"id": known.definition_id, "en": known.definition_en},
        "anchors": anchors,
    }


def state_json(state: SheetState, entries: int) -> dict[str, Json]:
    """A rater's own state with the stamps that decide which of two entries counts. `entries`: its age."""
    return {
        "notes": [
            {"note": one, "text": note.text, "clock_s": note.clock_s, "stamp": list(note.stamp)}
            for one, note in state.notes.items()
        ],
        "tags": [
            {
                "note": note,
                "dimension": dimension,
                "indicator": indicator,
                "sign": tag.sign,
                "stamp": list(tag.stamp),
            }
            for (note, dimension, indicator), tag in state.tags.items()
        ],
        "ratings": [
            {"dimension": code, "value": one.value, "stamp": list(one.stamp)}
            for code, one in state.ratings.items()
        ],
        "remarks": [
            {"dimension": code, "value": one.value, "stamp": list(one.stamp)}
            for code, one in state.remarks.items()
        ],
        "seqs": dict(state.seqs),
        "tick": state.tick,
        "locked_ms": state.locked_ms if state.locked else None,
        "late": state.late,
        "reopened": state.reopened,
        "entries": entries,
    }

"""A batch's book of days, loaded: what the plan and the conduct expect, and what was noted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from takar.attendance.domain.entries import Entry
from takar.attendance.domain.facts import body_of, fact_of
from takar.attendance.domain.rules import Person, Rules, Slot
from takar.attendance.domain.state import State, fold
from takar.attendance.models import Entry as EntryRow
from takar.kernel.clock import ZONES
from takar.kernel.refusals import Refusal
from takar.planning.public import ActivityView, BatchView, PlaceView, activities_of, batch, places_of
from takar.programmes.public import ProgrammeView, programme
from takar.standards.public import Conduct, StandardNotFound, conduct


@dataclass(frozen=True, slots=True)
class Book:
    """One batch: its programme, what is expected and what happened."""

    batch: BatchView
    programme: ProgrammeView
    conduct: Conduct
    rules: Rules
    state: State

    def day_on(self, day: date) -> int | None:
        """The ordinal of the batch's day on this date."""
        return next((one.ordinal for one in self.batch.days if one.day == day), None)

    def person(self, place: int) -> Person | None:
        return next((one for one in self.rules.people.values() if one.place == place), None)


def book_of(batch_id: str) -> Book | Refusal:
    """The book of a batch of an adopted plan. Refuses BATCH_UNKNOWN, BATCH_RULES_UNKNOWN."""
    view = batch(batch_id)
    if view is None:
        return unknown_batch()
    owner = programme(view.programme)
    if owner is None:
        return _no_rules()
    try:
        held = conduct(*owner.conduct)
    except StandardNotFound:
        return _no_rules()
    places, activities = places_of(view.id, freed=True), activities_of(view.id)
    return Book(view, owner, held, make_rules(view, owner.zone, held, places, activities), state_of(view.id))


def make_rules(
    view: BatchView,
    zone: str,
    held: Conduct,
    places: Iterable[PlaceView],
    activities: Iterable[ActivityView],
) -> Rules:
    """What is expected. A day without a timetable is one activity from opening to closing time."""
    days = {one.ordinal: one.day for one in view.days}
    slots = [_slot(one, days[one.day], zone) for one in activities if one.day in days]
    bare = [day for day in days if day not in {slot.day for slot in slots}]
    slots += [_whole_day(day, days[day], zone, held) for day in bare]
    people: dict[str, Person] = {}
    for place in sorted(places, key=lambda one: (not one.freed, one.id)):
        people[place.nip] = _person(place)
    return Rules(held.late_minutes, held.absence, zone, days, tuple(slots), people)


def state_of(batch_id: str) -> State:
    """What was noted of a batch, folded."""
    return fold(entry_of(row) for row in EntryRow.objects.filter(batch=batch_id).order_by("ordinal"))


def entry_of(row: EntryRow) -> Entry:
    return Entry(
        row.ordinal,
        row.day,
        row.nip,
        row.moment,
        row.noted_by,
        row.noted_at,
        row.request,
        fact_of(row.kind, row.body),
    )


def row_of(batch_id: str, entry: Entry) -> EntryRow:
    return EntryRow(
        batch=batch_id,
        ordinal=entry.ordinal,
        day=entry.day,
        kind=entry.fact.kind,
        nip=entry.nip,
        moment=entry.moment,
        body=body_of(entry.fact),
        noted_by=entry.by,
        noted_at=entry.noted_at,
        request=entry.request,
    )


def unknown_batch() -> Refusal:
    return Refusal(
        "BATCH_UNKNOWN",
        "Gelombang itu tidak ditemukan dalam rencana yang dipakai. Kembali ke halaman Presensi dan pilih lagi.",
        "That batch is not in an adopted plan. Go back to the Attendance page and choose again.",
    )


def _no_rules() -> Refusal:
    return Refusal(
        "BATCH_RULES_UNKNOWN",
        "Program gelombang ini atau ketentuan penyelenggaraannya tidak ditemukan. Periksa program di halaman Program.",
        "The programme of this batch, or its rules of conduct, was not found. See the programme on the Programmes page.",
    )


def _slot(one: ActivityView, day: date, zone: str) -> Slot:
    return Slot(
        activity=one.id,
        day=one.day,
        tool=one.tool,
        title=one.title,
        room=one.room,
        starts=_at(day, one.starts, zone),
        ends=_at(day, one.ends, zone),
        group=one.group,
        nip=one.nip,
    )


def _whole_day(ordinal: int, day: date, zone: str, held: Conduct) -> Slot:
    return Slot(0, ordinal, "", "", "", _at(day, held.opens, zone), _at(day, held.closes, zone))


def _at(day: date, clock: time, zone: str) -> datetime:
    return datetime.combine(day, clock, ZONES[zone])


def _person(place: PlaceView) -> Person:
    return Person(
        nip=place.nip,
        number=place.number,
        name=place.name,
        unit=place.unit,
        post=place.post,
        group=place.group,
        place=place.id,
        gone=place.freed,
    )

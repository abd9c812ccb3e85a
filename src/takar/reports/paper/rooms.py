"""Daftar ruang for the door, and the seat map."""

from __future__ import annotations

from datetime import datetime

from takar.assessments.public import SEATS_PER_ROW, seat_names
from takar.kernel.clock import weekday_date
from takar.planning.public import ActivityView, PlaceView
from takar.reports.domain.timetable import RoomDay, people_at, room_days
from takar.reports.paper.batch_file import BatchFile
from takar.reports.paper.wording import day_line, group, head, hours, office, whom
from takar.reports.render import render_pdf

# what is held with everyone on a seat of his own
SEATED = ("cat", "paper")


def room_lists(file: BatchFile, day: int | None, paper: str, made_at: datetime) -> bytes:
    """PDF with a page for every room and day; `day` narrows to one."""
    data = head(file.programme, f"Daftar ruang {file.title}", paper) | {
        "batch": file.title,
        "rooms": [_room(file, one) for one in room_days(file.activities, day)],
    }
    return render_pdf("paper/rooms", data, made_at)


def _room(file: BatchFile, one: RoomDay) -> dict[str, object]:
    people = people_at(one.activities, file.places)
    seated = seats_at(file, [a for a in one.activities if a.kind in SEATED])
    return {
        "room": one.room,
        "location": one.location,
        "day": weekday_date(file.batch.day(one.ordinal)),
        "activities": [
            {"hours": hours(a), "title": a.title, "whom": whom(a, file.places)} for a in one.activities
        ],
        "people": [
            {
                "number": place.number or "-",
                "name": place.name,
                "unit": office(place.unit),
                "group": group(place),
                "seat": seated.get(place.nip, "-"),
            }
            for place in people
        ],
        "count": f"{len(people)} peserta",
    }


def seat_maps(file: BatchFile, day: int | None, paper: str, made_at: datetime) -> bytes:
    """PDF with a drawing for every activity where each has a seat."""
    shown = [a for a in file.activities if a.room and a.kind in SEATED and not a.nip and day in (None, a.day)]
    data = head(file.programme, f"Denah tempat duduk {file.title}", paper) | {
        "batch": file.title,
        "maps": [_map(file, one) for one in shown],
    }
    return render_pdf("paper/seat_map", data, made_at)


def _map(file: BatchFile, one: ActivityView) -> dict[str, object]:
    by_seat = {seat: nip for nip, seat in seats_at(file, [one]).items()}
    people = {place.nip: place for place in people_at([one], file.places)}
    seats = seat_names(one.seats)
    standing = [place for place in people.values() if place.nip not in by_seat.values()]
    return {
        "room": one.room,
        "location": one.location,
        "title": one.title,
        "day": day_line(one.day, file.batch.day(one.day)),
        "hours": hours(one),
        "columns": min(SEATS_PER_ROW, max(1, one.seats)),
        "seats": [_seat(seat, people.get(by_seat.get(seat, ""))) for seat in seats],
        "count": f"{len(people)} peserta, {one.seats} kursi",
        "unseated": f"Belum mendapat kursi: {', '.join(place.name for place in standing)}"
        if standing
        else "",
    }


def _seat(seat: str, place: PlaceView | None) -> dict[str, str]:
    return {
        "seat": seat,
        "number": place.number if place else "",
        "name": place.name if place else "",
    }


def seats_at(file: BatchFile, activities: list[ActivityView]) -> dict[str, str]:
    """Seat by NIP: the one of the exam where it is given, else the free seats of the room in the order of the numbers."""
    if not activities:
        return {}
    seats = seat_names(max(one.seats for one in activities))
    people = people_at(activities, file.places)
    cat = any(one.kind == "cat" for one in activities)
    given = {p.nip: file.seats[p.nip] for p in people if cat and file.seats.get(p.nip) in seats}
    free = iter(seat for seat in seats if seat not in given.values())
    return given | {
        place.nip: seat for place in people if place.nip not in given and (seat := next(free, None))
    }

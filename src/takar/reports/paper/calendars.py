"""Calendar files: of a batch, a participant, an assessor."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from takar.planning.public import ActivityView, PlaceView
from takar.reports.domain.calendar import CalendarEvent, calendar_file
from takar.reports.domain.timetable import moment_of
from takar.reports.paper.assessors import ROLES, Service
from takar.reports.paper.batch_file import BatchFile
from takar.reports.paper.wording import whom


def batch_calendar(file: BatchFile, made_at: datetime) -> bytes:
    """Every activity of a batch; a day without a timetable is one appointment."""
    name = f"{file.programme.title}: {file.title}"
    events = _events(file, file.activities, f"batch:{file.batch.id}", cancelled=_is_cancelled(file))
    return calendar_file(name, events, made_at)


def person_calendar(file: BatchFile, place: PlaceView, made_at: datetime) -> bytes:
    """What this participant takes part in. A freed place cancels the appointments that an earlier file made."""
    mine = [one for one in file.activities if one.is_for(place)]
    events = _events(
        file,
        mine,
        f"place:{place.id}",
        cancelled=place.freed or _is_cancelled(file),
        note=f"Nomor peserta {place.number}" if place.number else "",
    )
    return calendar_file(f"{file.programme.title}: {file.title}", events, made_at)


def assessor_calendar(mine: Sequence[Service], made_at: datetime) -> bytes:
    """All duties of one assessor."""
    events = [
        event
        for service in mine
        for event in _events(
            service.file,
            service.activities,
            f"assessor:{service.duty.assessor}:{service.file.batch.id}",
            cancelled=_is_cancelled(service.file),
            note=f"Tugas: {ROLES[service.duty.role]}",
        )
    ]
    return calendar_file(f"Tugas asesor {mine[0].duty.name}" if mine else "Tugas asesor", events, made_at)


def _is_cancelled(file: BatchFile) -> bool:
    return file.batch.status == "cancelled"


def _events(
    file: BatchFile, activities: Iterable[ActivityView], owner: str, *, cancelled: bool, note: str = ""
) -> list[CalendarEvent]:
    shown = list(activities)
    seen: dict[str, int] = {}
    events = []
    for one in shown:
        kind = f"{owner}/{one.day}/{one.tool}/{one.group}/{one.nip}"
        seen[kind] = seen.get(kind, 0) + 1
        events.append(_event(file, one, f"{kind}/{seen[kind]}", cancelled, note))
    timed = {one.day for one in file.activities}
    bare = [one.ordinal for one in file.batch.days if one.ordinal not in timed]
    return events + [_whole_day(file, ordinal, owner, cancelled, note) for ordinal in bare]


def _event(file: BatchFile, one: ActivityView, key: str, cancelled: bool, note: str) -> CalendarEvent:
    day, zone = file.batch.day(one.day), file.programme.zone
    about = [file.programme.title, file.title, f"Untuk: {whom(one, file.places)}", note]
    return CalendarEvent(
        key=key,
        starts=moment_of(day, one.starts, zone),
        ends=moment_of(day, one.ends, zone),
        summary=f"{one.title} ({file.title})",
        location=", ".join(part for part in (one.room, one.location) if part),
        description="\n".join(part for part in about if part),
        cancelled=cancelled,
    )


def _whole_day(file: BatchFile, ordinal: int, owner: str, cancelled: bool, note: str) -> CalendarEvent:
    day, zone = file.batch.day(ordinal), file.programme.zone
    return CalendarEvent(
        key=f"{owner}/{ordinal}",
        starts=moment_of(day, file.conduct.opens, zone),
        ends=moment_of(day, file.conduct.closes, zone),
        summary=f"Penilaian kompetensi hari ke-{ordinal} ({file.title})",
        description="\n".join(part for part in (file.programme.title, note) if part),
        cancelled=cancelled,
    )

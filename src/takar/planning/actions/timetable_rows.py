"""The timetable of a batch in the table: written whole, or one person's turns found in what is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import time

from takar.kernel.refusals import Refusal
from takar.planning.day_assembling import SPARE, hours_on
from takar.planning.domain.solution import Booked
from takar.planning.domain.turns import Turn, first_free
from takar.planning.models import Activity, Batch, Place, Tool
from takar.planning.rules import conduct_of


def write_timetable(batch: Batch, booked: Iterable[Booked]) -> int:
    """Replace what was there; turns kept for free seats leave a gap and no row."""
    titles = dict(Tool.objects.filter(programme=batch.programme).values_list("code", "title"))
    kinds = dict(Tool.objects.filter(programme=batch.programme).values_list("code", "kind"))
    batch.activities.all().delete()
    rows = [
        Activity(
            batch=batch,
            day=one.day,
            tool=one.tool,
            title=titles.get(one.tool, one.tool),
            kind=kinds.get(one.tool, ""),
            room_id=int(one.room) if one.room else None,
            starts=one.starts,
            ends=one.ends,
            group=one.group,
            nip=one.person,
        )
        for one in booked
        if not one.person.startswith(SPARE)
    ]
    Activity.objects.bulk_create(rows)
    return len(rows)


def book_single_turns(place: Place) -> tuple[str, ...]:
    """Find the person's turns in tools that take one at a time. Returns the tools for which there was no gap."""
    batch = place.batch
    tools = Tool.objects.filter(programme=batch.programme, together="one")
    held = set(batch.activities.exclude(nip="").values_list("tool", flat=True))
    return tuple(tool.code for tool in tools if tool.code in held and not _book(place, tool))


def drop_single_turns(batch: str, nip: str) -> None:
    Activity.objects.filter(batch=batch, nip=nip).delete()


def _book(place: Place, tool: Tool) -> bool:
    rows = list(place.batch.activities.select_related("room"))
    like = [row for row in rows if row.tool == tool.code and row.nip]
    for day in sorted({row.day for row in like}):
        busy = _busy(place, [row for row in rows if row.day == day])
        for room in dict.fromkeys(row.room for row in like if row.day == day):
            taken = [
                (row.starts, row.ends)
                for row in rows
                if row.day == day and row.room_id == (room.pk if room else 0)
            ]
            found = first_free(tool.minutes, _hours(place.batch, day), [*busy, *taken])
            if found:
                _add(place, tool, day, room.pk if room else None, found)
                return True
    return False


def _busy(place: Place, rows: list[Activity]) -> list[Turn]:
    """When the person, or one of those who rate him, has something else."""
    raters = set(place.pairings.values_list("assessor", flat=True))
    rated = set(
        Place.objects.filter(batch=place.batch_id, freed_at=None, pairings__assessor__in=raters).values_list(
            "nip", flat=True
        )
    )
    mine = [row for row in rows if row.nip == place.nip or (not row.nip and row.group in (0, place.group))]
    theirs = [row for row in rows if row.nip in rated]
    return [(row.starts, row.ends) for row in (*mine, *theirs)]


def _hours(batch: Batch, day: int) -> list[Turn]:
    """The open stretches of a day of the batch."""
    conduct = conduct_of(batch.programme)
    row = batch.days.filter(ordinal=day).first()
    if isinstance(conduct, Refusal) or row is None:
        return []
    hours = hours_on(row.day, conduct)
    return list(_stretches(hours.opens, hours.closes, hours.breaks))


def _stretches(opens: time, closes: time, breaks: Iterable[Turn]) -> Iterator[Turn]:
    for start, end in breaks:
        yield opens, start
        opens = end
    yield opens, closes


def _add(place: Place, tool: Tool, day: int, room: int | None, turn: Turn) -> None:
    Activity.objects.create(
        batch=place.batch,
        day=day,
        tool=tool.code,
        title=tool.title,
        kind=tool.kind,
        room_id=room,
        starts=turn[0],
        ends=turn[1],
        group=place.group,
        nip=place.nip,
    )

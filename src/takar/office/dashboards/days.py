"""A day across batches: who is there, where, and what went wrong. Knows nothing of results."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from takar.assessments.public import SessionView, sessions_of_opened
from takar.attendance.public import BatchToday, IncidentView, batches_today, incidents_of
from takar.kernel.clock import ZONES
from takar.planning.public import ActivityView, activities_of

# How a day's statuses stand side by side on the bar.
STATUSES = ("present", "late", "left_early", "excused_by_incident", "absent", "expected")


@dataclass(frozen=True, slots=True)
class BatchDay:
    """A batch on this day: its counts, its timetable and its incidents."""

    today: BatchToday
    activities: tuple[ActivityView, ...]
    incidents: tuple[IncidentView, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """All batches and computer sessions of a day, and its people by status."""

    batches: tuple[BatchDay, ...]
    sessions: tuple[SessionView, ...]
    counts: dict[str, int]

    @property
    def awaited(self) -> int:
        return sum(self.counts.values())

    @property
    def open_incidents(self) -> int:
        return sum(one.today.open_incidents for one in self.batches)


def day_of(day: date, now: datetime) -> Day:
    """What there is to know of `day` as it stands at `now`."""
    batches = tuple(_batch(one) for one in batches_today(day, now=now))
    return Day(batches, sessions_on(day), _summed(one.today for one in batches))


def sessions_on(day: date) -> tuple[SessionView, ...]:
    """Sessions of opened assessments that begin on this day where they are held."""
    found = [one for one in sessions_of_opened() if _day_of(one) == day]
    return tuple(sorted(found, key=lambda one: (one.opens, one.room)))


def _batch(today: BatchToday) -> BatchDay:
    incidents = tuple(one for one in incidents_of(today.batch) if one.day == today.day)
    return BatchDay(today, activities_of(today.batch, today.day), incidents)


def _day_of(session: SessionView) -> date:
    return session.opens.astimezone(ZONES[session.assessment.zone]).date()


def _summed(batches: Iterable[BatchToday]) -> dict[str, int]:
    counts = dict.fromkeys(STATUSES, 0)
    for one in batches:
        for status, n in one.counts.items():
            counts[str(status)] += n
    return counts

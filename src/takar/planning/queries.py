"""Reads of adopted plans. A proposal is nobody's business but the planner's (see pages)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Q, QuerySet

from takar.planning.domain.values import (
    ActivityView,
    AssessorView,
    BatchView,
    DayView,
    DutyView,
    PlaceView,
    RosterLine,
)
from takar.planning.models import Activity, Assessor, Batch, Duty, Place, Tool


def batches_of(programme: str, phase: int | None = None) -> tuple[BatchView, ...]:
    """Batches of the adopted plans of a programme, by number; cancelled ones are left out."""
    found = _held().filter(programme=programme)
    return _views(found.filter(phase=phase) if phase is not None else found)


def batch(id: str) -> BatchView | None:
    return next(iter(_views(_adopted().filter(pk=id))), None)


def batch_of_assessment(assessment: str) -> BatchView | None:
    return next(iter(_views(_adopted().filter(assessment=assessment))), None)


def batches_on(day: date) -> tuple[BatchView, ...]:
    """Batches with a day on this date."""
    return _views(_held().filter(days__day=day))


def places_of(batch: str, *, freed: bool = False) -> tuple[PlaceView, ...]:
    """People of a batch by number; with `freed` also those who lost their place."""
    rows = Place.objects.filter(batch=batch)
    return tuple(place_view(row) for row in (rows if freed else rows.filter(freed_at=None)))


def places_of_person(nip: str) -> tuple[PlaceView, ...]:
    """All places a person has or had in adopted plans, oldest first."""
    rows = Place.objects.filter(nip=nip, batch__plan__status="adopted").order_by("id")
    return tuple(place_view(row) for row in rows)


def activities_of(batch: str, day: int | None = None) -> tuple[ActivityView, ...]:
    """The timetable of a batch, or of one of its days, in the order of the clock."""
    rows = (
        Activity.objects.filter(batch=batch).select_related("room").order_by("day", "starts", "group", "id")
    )
    return tuple(_activity(row) for row in (rows.filter(day=day) if day else rows))


def duties_of(batch: str) -> tuple[DutyView, ...]:
    """Who is on duty in a batch, and whom each rates."""
    rows = Duty.objects.filter(batch=batch).select_related("assessor").order_by("assessor__name", "id")
    rated: dict[int, list[str]] = {}
    pairs = Place.objects.filter(batch=batch, freed_at=None).values_list("pairings__assessor", "nip")
    for assessor, nip in pairs.order_by("number", "name", "id"):
        rated.setdefault(assessor, []).append(nip)
    return tuple(
        DutyView(
            batch=row.batch_id,
            assessor=row.assessor_id,
            name=row.assessor.name,
            nip=row.assessor.nip,
            role=row.role,
            rates=tuple(rated.get(row.assessor_id, ())),
        )
        for row in rows
    )


def tools_of(programme: str) -> dict[str, tuple[str, ...]]:
    """The matrix of a programme: tool code -> competency codes."""
    rows = Tool.objects.filter(programme=programme)
    return {row.code: tuple(row.competencies) for row in rows}


def shown_beside_tests(programme: str) -> frozenset[str]:
    """Competencies that people are to see by the matrix: in papers, simulations and interviews, not in a computer test."""
    rows = Tool.objects.filter(programme=programme).exclude(kind="cat")
    return frozenset(code for row in rows for code in row.competencies)


def assessors(*, active: bool = True) -> tuple[AssessorView, ...]:
    """Assessors by name; with `active` only those who may be planned."""
    rows = Assessor.objects.all()
    return tuple(assessor_view(row) for row in (rows.filter(active=True) if active else rows))


def assessor(id: int) -> AssessorView | None:
    row = Assessor.objects.filter(pk=id).first()
    return assessor_view(row) if row else None


def roster_of_assessor(
    id: int, first: date | None = None, last: date | None = None
) -> tuple[RosterLine, ...]:
    """His duties in adopted plans by first day; `activities`: what everybody, his people or their groups do."""
    rows = Duty.objects.filter(assessor=id, batch__plan__status="adopted")
    roles = dict(rows.values_list("batch", "role"))
    found = _views(_adopted().filter(pk__in=roles))
    wanted = [one for one in found if _within(one, first, last)]
    rated = _rated_by(id, [one.id for one in wanted])
    lines = (_roster_line(one, roles[one.id], rated.get(one.id, [])) for one in wanted)
    return tuple(sorted(lines, key=lambda line: (line.batch.first_day, line.batch.number)))


def assessor_view(row: Assessor) -> AssessorView:
    return AssessorView(row.pk, row.nip, row.name, row.agency, row.unit, row.grade, row.active)


def _within(one: BatchView, first: date | None, last: date | None) -> bool:
    return (first is None or one.days[-1].day >= first) and (last is None or one.first_day <= last)


def _rated_by(assessor: int, batches: list[str]) -> dict[str, list[PlaceView]]:
    rows = Place.objects.filter(batch__in=batches, freed_at=None, pairings__assessor=assessor)
    found: dict[str, list[PlaceView]] = {}
    for row in rows:
        found.setdefault(row.batch_id, []).append(place_view(row))
    return found


def _roster_line(one: BatchView, role: str, rated: list[PlaceView]) -> RosterLine:
    activities = tuple(
        each for each in activities_of(one.id) if any(each.is_for(place) for place in rated) or not rated
    )
    return RosterLine(one, role, tuple(place.nip for place in rated), activities)


def place_view(row: Place) -> PlaceView:
    return PlaceView(
        id=row.pk,
        batch=row.batch_id,
        nip=row.nip,
        name=row.name,
        unit=row.unit,
        post=row.post,
        number=row.number,
        group=row.group,
        freed=row.freed_at is not None,
        freed_reason=row.freed_reason,
        repeats=row.repeats_id,
    )


def _held() -> QuerySet[Batch]:
    return _adopted().exclude(status=Batch.Status.CANCELLED)


def _adopted() -> QuerySet[Batch]:
    return Batch.objects.filter(plan__status="adopted")


def _views(rows: QuerySet[Batch]) -> tuple[BatchView, ...]:
    ids: Iterable[str] = rows.values_list("pk", flat=True)
    whole = Batch.objects.filter(pk__in=list(ids)).prefetch_related("days")
    counted = whole.annotate(here=Count("places", filter=Q(places__freed_at=None), distinct=True))
    return tuple(
        BatchView(
            id=row.pk,
            programme=row.programme,
            phase=row.phase,
            number=row.number,
            job_class=row.job_class,
            capacity=row.capacity,
            reserve=row.reserve,
            places=row.here,
            funding=row.funding,
            status=row.status,
            assessment=row.assessment,
            days=tuple(DayView(day.ordinal, day.day) for day in row.days.all()),
        )
        for row in counted.order_by("programme", "number", "id")
    )


def _activity(row: Activity) -> ActivityView:
    return ActivityView(
        id=row.pk,
        batch=row.batch_id,
        day=row.day,
        tool=row.tool,
        title=row.title,
        kind=row.kind,
        room=row.room.name if row.room else "",
        location=row.room.location if row.room else "",
        seats=row.room.seats if row.room else 0,
        starts=row.starts,
        ends=row.ends,
        group=row.group,
        nip=row.nip,
    )

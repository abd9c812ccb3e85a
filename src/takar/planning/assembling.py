"""Puts together what the solvers need from the tables: one `Problem` for a plan, as it stands or as it is asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from takar.kernel.refusals import Refusal
from takar.people.public import office_sizes
from takar.planning.calendar import calendar
from takar.planning.domain import problem as p
from takar.planning.domain.asking import Ask
from takar.planning.models import Absence, Assessor, Batch, BatchDay, Deputy, Duty, Place, Plan, Relation
from takar.programmes.public import NomineeView, nominees_of
from takar.standards.public import Conduct

_CALLED = ("nominated", "invited", "confirmed")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to be planned, as his nomination tells. `valid_until` None: never assessed."""

    nip: str
    name: str
    unit: str
    post: str
    job_class: str
    valid_until: date | None


def office_of(unit: str) -> str:
    """The office of a unit: "Dinas A / Bidang B" -> "Dinas A"."""
    return unit.split("/")[0].strip()


def called(programme: str, phase: int, ask: Ask) -> tuple[Person, ...]:
    """Who is to be planned: nominated, invited or confirmed in this phase, by name."""
    wanted = ("confirmed",) if ask.only_confirmed else _CALLED
    return tuple(_person(one) for one in nominees_of(programme, phase=phase, status=wanted))


def problem_of(
    plan: Plan, ask: Ask, people: Iterable[Person], batches: tuple[p.Batch, ...] = ()
) -> p.Problem | Refusal:
    """The problem of a plan. `batches`: what stands already. Refuses NOBODY_CALLED, PLAN_NO_DAYS."""
    kept = tuple(people)
    if not kept:
        return _NOBODY
    standing = [day for one in batches for day in one.days]
    known = calendar(min(ask.first_day, *standing), max(ask.last_day, *standing)) if standing else None
    working = (known or calendar(ask.first_day, ask.last_day)).working_days()
    away = _absences(kept)
    if not working:
        return _NO_DAYS
    return p.Problem(
        working_days=working,
        rules=ask.rules(),
        people=tuple(_planned(one, away, ask) for one in kept),
        units=_units(kept, ask.away_percent),
        deputies=_deputies({one.nip for one in kept}),
        assessors=_assessors(plan, ask) if ask.assessors else (),
        ties=_ties({one.nip for one in kept}, ask.first_day) if ask.assessors else (),
        batches=batches,
        halls_on=_halls_on(plan, ask),
        wishes=p.Wishes(early_weeks=ask.early_weeks),
    )


def batches_as_solved(plan: Plan, conduct: Conduct, today: date) -> tuple[p.Batch, ...]:
    """The batches of a plan as the solvers know them.

    A reserve is kept until `reserve_release_days` before the batch begins; seats of it that are taken count no more.
    """
    rows = list(plan.batches.exclude(status=Batch.Status.CANCELLED).prefetch_related("days"))
    places = _places(plan)
    duties = _duties(plan)
    return tuple(
        batch_as_solved(row, places.get(row.pk, []), duties.get(row.pk, ()), conduct, today) for row in rows
    )


def batch_as_solved(
    row: Batch, places: list[Place], duties: tuple[p.Duty, ...], conduct: Conduct, today: date
) -> p.Batch:
    days = tuple(day.day for day in row.days.all())
    groups = tuple(
        tuple(one.nip for one in places if one.group == group)
        for group in sorted({one.group for one in places if one.group})
    )
    begun = today >= days[0]
    return p.Batch(
        id=row.pk,
        number=row.number,
        job_class=row.job_class,
        days=days,
        capacity=row.capacity,
        reserve=_reserve_now(row, len(places), days[0], conduct, today),
        people=tuple(one.nip for one in places),
        locked=row.locked or begun or row.status == Batch.Status.DONE,
        locked_people=frozenset(one.nip for one in places if one.locked or begun),
        groups=groups,
        duties=duties,
        raters={one.nip: raters for one in places if (raters := tuple(_raters(one)))},
    )


def whole_plan(plan: Plan, ask: Ask, conduct: Conduct, today: date) -> p.Problem | Refusal:
    """The problem of a plan as it stands: its batches and locks, and everybody called, with a place or still without.

    Whoever declined or withdrew is in no problem any more, even while his place is not freed yet.
    """
    batches = batches_as_solved(plan, conduct, today)
    placed = {nip for one in batches for nip in one.people}
    people = {one.nip: one for one in called(plan.programme, plan.phase, ask)} | people_of(plan, placed)
    return problem_of(plan, ask, people.values(), batches)


def people_of(plan: Plan, nips: Iterable[str]) -> dict[str, Person]:
    """People with a place: as nominated in any phase, or else as their place remembers them; not those who are out."""
    wanted = set(nips)
    nominees = {one.nip: one for one in nominees_of(plan.programme) if one.nip in wanted}
    known = {nip: _person(one) for nip, one in nominees.items() if one.status in _CALLED}
    rows = Place.objects.filter(batch__plan=plan, nip__in=list(wanted - nominees.keys()))
    for row in rows.select_related("batch"):
        known[row.nip] = Person(row.nip, row.name, row.unit, row.post, row.batch.job_class, None)
    return known


def unplaced(plan: Plan, problem: p.Problem, ask: Ask) -> tuple[Person, ...]:
    """Those called who have no place in the plan, by name."""
    placed = {nip for one in problem.batches for nip in one.people}
    return tuple(one for one in called(plan.programme, plan.phase, ask) if one.nip not in placed)


_NOBODY = Refusal(
    "NOBODY_CALLED",
    "Belum ada calon peserta di tahap ini. Tambahkan calon peserta pada programnya, lalu susun rencana.",
    "Nobody has been nominated for this phase yet. Add nominees in its programme, then plan.",
)

_NO_DAYS = Refusal(
    "PLAN_NO_DAYS",
    "Tidak ada hari kerja dalam masa ini. Perpanjang masanya, atau periksa kalender.",
    "There is no working day in this period. Lengthen it, or look at the calendar.",
)


def _person(one: NomineeView) -> Person:
    return Person(
        one.nip, one.name, one.unit, one.post, one.job_class, None if one.cause == "never" else one.due_on
    )


def _planned(one: Person, away: Mapping[str, tuple[p.Span, ...]], ask: Ask) -> p.Person:
    return p.Person(
        id=one.nip,
        unit=office_of(one.unit),
        job_class=one.job_class,
        valid_until=one.valid_until,
        absences=away.get(one.nip, ()),
        needs_bed=bool(ask.beds),
    )


def _units(people: tuple[Person, ...], percent: int) -> tuple[p.Unit, ...]:
    """Sizes from the personnel data; an office that is not in it counts as large as the people called from it."""
    called: dict[str, int] = {}
    for one in people:
        called[office_of(one.unit)] = called.get(office_of(one.unit), 0) + 1
    sizes = office_sizes()
    return tuple(
        p.Unit(office, size, max(1, size * percent // 100))
        for office, count in sorted(called.items())
        if (size := max(count, sizes.get(office, 0)))
    )


def _absences(people: tuple[Person, ...]) -> dict[str, tuple[p.Span, ...]]:
    wanted = {one.nip for one in people}
    found: dict[str, tuple[p.Span, ...]] = {}
    for row in Absence.objects.exclude(nip=""):
        if row.nip in wanted:
            found[row.nip] = (*found.get(row.nip, ()), p.Span(row.first_day, row.last_day))
    return found


def _deputies(nips: set[str]) -> tuple[tuple[str, str], ...]:
    pairs = Deputy.objects.values_list("head", "deputy").order_by("id")
    return tuple((head, deputy) for head, deputy in pairs if head in nips and deputy in nips)


def _assessors(plan: Plan, ask: Ask) -> tuple[p.Assessor, ...]:
    """Active assessors; the days of their duties in other adopted plans are absences here."""
    busy: dict[int, list[p.Span]] = {}
    for row in Absence.objects.exclude(assessor=None):
        busy.setdefault(int(row.assessor_id or 0), []).append(p.Span(row.first_day, row.last_day))
    elsewhere = Duty.objects.filter(batch__plan__status=Plan.Status.ADOPTED).exclude(batch__plan=_same(plan))
    pairs = elsewhere.filter(batch__days__day__range=(ask.first_day, ask.last_day))
    for assessor, day in pairs.values_list("assessor", "batch__days__day"):
        busy.setdefault(assessor, []).append(p.Span(day, day))
    return tuple(
        p.Assessor(row.pk, office_of(row.unit) if row.nip else "", tuple(busy.get(row.pk, ())))
        for row in Assessor.objects.filter(active=True).order_by("id")
    )


def _ties(nips: set[str], on: date) -> tuple[p.Tie, ...]:
    rows = Relation.objects.filter(assessor__active=True).order_by("id")
    return tuple(
        p.Tie(row.assessor_id, row.nip, row.kind, row.until)
        for row in rows
        if row.nip in nips and (row.until is None or row.until >= on)
    ) + tuple(
        p.Tie(pk, nip, "declared")
        for pk, nip in Assessor.objects.filter(active=True).exclude(nip="").values_list("pk", "nip")
        if nip in nips
    )


def _halls_on(plan: Plan, ask: Ask) -> dict[date, int]:
    """Days on which other adopted plans use halls."""
    taken: dict[date, int] = {}
    days = BatchDay.objects.filter(
        batch__plan__status=Plan.Status.ADOPTED, day__range=(ask.first_day, ask.last_day)
    ).exclude(batch__status=Batch.Status.CANCELLED)
    for day in days.exclude(batch__plan=_same(plan)).values_list("day", flat=True):
        taken[day] = taken.get(day, 0) + 1
    return {day: max(0, ask.halls - count) for day, count in taken.items()}


def _same(plan: Plan) -> Plan | int:
    """The adopted plan of the same phase is replaced by this one, so it takes nothing away."""
    adopted = Plan.objects.filter(programme=plan.programme, phase=plan.phase, status=Plan.Status.ADOPTED)
    return adopted.first() or plan.pk or 0


def _reserve_now(row: Batch, here: int, first_day: date, conduct: Conduct, today: date) -> int:
    released = first_day - today <= timedelta(days=conduct.reserve_release_days)
    return 0 if released else max(0, min(row.reserve, row.capacity - here))


def places_of_batch(row: Batch) -> list[Place]:
    """People of one batch with their raters."""
    return list(row.places.filter(freed_at=None).prefetch_related("pairings"))


def duties_of_batch(row: Batch) -> tuple[p.Duty, ...]:
    return tuple(p.Duty(one.assessor_id, one.role, one.locked) for one in row.duties.order_by("assessor"))


def _places(plan: Plan) -> dict[str, list[Place]]:
    rows = Place.objects.filter(batch__plan=plan, freed_at=None).prefetch_related("pairings")
    found: dict[str, list[Place]] = {}
    for row in rows.order_by("batch", "number", "name", "id"):
        found.setdefault(row.batch_id, []).append(row)
    return found


def _raters(place: Place) -> Iterable[int]:
    return sorted(pairing.assessor_id for pairing in place.pairings.all())


def _duties(plan: Plan) -> dict[str, tuple[p.Duty, ...]]:
    found: dict[str, tuple[p.Duty, ...]] = {}
    for row in Duty.objects.filter(batch__plan=plan).order_by("batch", "assessor"):
        duty = p.Duty(row.assessor_id, row.role, row.locked)
        found[row.batch_id] = (*found.get(row.batch_id, ()), duty)
    return found


def without_reserve(batches: Iterable[p.Batch]) -> tuple[p.Batch, ...]:
    """All seats usable: what a repair may fill."""
    return tuple(replace(one, reserve=0) for one in batches)

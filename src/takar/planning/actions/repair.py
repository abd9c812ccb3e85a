"""A new seat in a later batch for somebody who missed his own, before he leaves the hall."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from time import perf_counter

from django.db import transaction
from django.db.models import F

from takar.accounts.public import record_change
from takar.kernel.clock import Clock, long_date, utc_now
from takar.kernel.refusals import Refusal
from takar.planning.actions.follow_assessment import follow, is_open
from takar.planning.actions.timetable_rows import book_single_turns
from takar.planning.actions.write_batches import add_place, write_groups
from takar.planning.assembling import office_of, whole_plan, without_reserve
from takar.planning.domain import problem as p
from takar.planning.domain.asking import Ask
from takar.planning.domain.changes import group_of, seated
from takar.planning.domain.grouping import joined
from takar.planning.domain.solution import Impossible
from takar.planning.domain.values import PlaceView, RepairProposal
from takar.planning.locked import locked_plan
from takar.planning.models import Batch, Place, Plan
from takar.planning.queries import place_view
from takar.planning.refusals import REASON_MISSING, UNKNOWN_PLACE
from takar.planning.rules import conduct_of
from takar.planning.solving import repair

_OUTDATED = Refusal(
    "REPAIR_OUTDATED",
    "Kursi yang diusulkan sudah terisi atau gelombangnya berubah. Minta usulan baru, lalu pesan lagi.",
    "The proposed seat was taken or its batch changed. Ask for a new proposal, then book again.",
)


def propose_repair(
    nip: str, batch: str, on: date, *, avoid: tuple[str, ...] = (), today: date | None = None
) -> RepairProposal | Refusal:
    """A seat in a batch of the programme that begins after `on`; nobody else moves while a seat is free.

    Seats kept in reserve may be used. `avoid`: batches the person cannot come to. Refuses PLACE_UNKNOWN, and what
    the search finds impossible (its code, with the ways out).
    """
    started = perf_counter()
    place = _place(nip, batch)
    if place is None:
        return UNKNOWN_PLACE
    found = _search(place, on, avoid, today or on)
    return found if isinstance(found, Refusal) else replace(found, seconds=perf_counter() - started)


def rebook(
    proposal: RepairProposal, *, actor: str, reason: str, clock: Clock = utc_now
) -> PlaceView | Refusal:
    """Free the old place and book the new one. Refuses REASON_MISSING, PLACE_UNKNOWN, REPAIR_OUTDATED; idempotent."""
    if not reason.strip():
        return REASON_MISSING
    with transaction.atomic():
        target = Batch.objects.filter(pk=proposal.to_batch).select_related("plan").first()
        if target is None:
            return _OUTDATED
        locked_plan(target.plan_id)
        done = Place.objects.filter(
            batch=target, nip=proposal.nip, freed_at=None, repeats__batch=proposal.from_batch
        ).first()
        if done:
            return place_view(done)
        old = _place(proposal.nip, proposal.from_batch)
        if old is None:
            return UNKNOWN_PLACE
        if not _still_free(target, proposal):
            return _OUTDATED
        return place_view(_book(old, target, proposal, actor, reason.strip(), clock))


def _place(nip: str, batch: str) -> Place | None:
    """The newest place of the person in an adopted batch."""
    rows = Place.objects.filter(nip=nip, batch=batch, batch__plan__status=Plan.Status.ADOPTED)
    ordered = rows.order_by(F("freed_at").asc(nulls_first=True), "-id")
    return ordered.select_related("batch__plan").first()


def _search(place: Place, on: date, avoid: tuple[str, ...], today: date) -> RepairProposal | Refusal:
    """Plans of the programme in turn: his own phase first, then later ones."""
    plans = Plan.objects.filter(programme=place.batch.programme, status=Plan.Status.ADOPTED)
    refused: Refusal | None = None
    for plan in sorted(plans, key=lambda one: (one.pk != place.batch.plan_id, one.phase)):
        found = _in_plan(plan, place, on, avoid, today)
        if not isinstance(found, Refusal):
            return found
        refused = refused or found
    assert refused is not None
    return refused


def _in_plan(
    plan: Plan, place: Place, on: date, avoid: tuple[str, ...], today: date
) -> RepairProposal | Refusal:
    conduct = conduct_of(plan.programme)
    if isinstance(conduct, Refusal):
        return conduct
    problem = whole_plan(plan, Ask.from_json(plan.asked), conduct, today)
    if isinstance(problem, Refusal):
        return problem
    closed = set(avoid) | _closed(plan)
    while True:
        ready = _with_person(problem, place, closed)
        found = repair(ready, (place.nip,), on, p.Limits(seconds=0.8))
        if isinstance(found, Impossible):
            return found.as_refusal()
        if found.moved:
            return _full(len(found.moved))
        target = next(one for one in ready.batches if one.id == found.seated[0].target)
        proposal = _proposal(ready, place, target, problem)
        if len(proposal.raters) >= _raters_needed(ready, target):
            return proposal
        closed.add(target.id)


def _closed(plan: Plan) -> set[str]:
    """Batches that take nobody any more: over, or their assessment is opened, so that its list is sealed."""
    rows = plan.batches.exclude(assessment="", status__in=(Batch.Status.PLANNED, Batch.Status.ANNOUNCED))
    return {row.pk for row in rows if row.status == Batch.Status.DONE or not is_open(row)}


def _raters_needed(ready: p.Problem, target: p.Batch) -> int:
    return ready.rules.raters if target.duties else 0


def _full(moved: int) -> Refusal:
    return Refusal(
        "SEATS_FULL",
        f"Tidak ada kursi bebas yang memenuhi aturan: {moved} orang lain harus pindah lebih dahulu. "
        "Tambah gelombang, atau susun ulang sisanya pada halaman rencana.",
        f"No free seat keeps the rules: {moved} other people would have to move first. "
        "Add a batch, or arrange the rest again on the page of the plan.",
        {"moved": moved},
    )


def _with_person(problem: p.Problem, place: Place, avoid: set[str]) -> p.Problem:
    """The problem with this person in it, out of his old batch, all seats usable, without the batches to avoid."""
    people = problem.people
    if place.nip not in {one.id for one in people}:
        people = (*people, p.Person(place.nip, office_of(place.unit), place.batch.job_class))
    batches = tuple(one for one in without_reserve(problem.batches) if one.id not in avoid)
    units = problem.units
    office = office_of(place.unit)
    if office not in {one.id for one in units}:
        units = (*units, p.Unit(office, 1, 1))
    return replace(problem, people=people, batches=batches, units=units)


def _proposal(ready: p.Problem, place: Place, target: p.Batch, kept: p.Problem) -> RepairProposal:
    sat = seated(ready, target, place.nip)
    reserve = next(one.reserve for one in kept.batches if one.id == target.id)
    from_reserve = len(target.people) >= target.capacity - reserve
    return RepairProposal(
        nip=place.nip,
        name=place.name,
        from_batch=place.batch_id,
        from_number=place.batch.number,
        to_batch=target.id,
        to_number=target.number,
        days=target.days,
        group=group_of(sat, place.nip),
        raters=tuple(sat.raters.get(place.nip, ())),
        from_reserve=from_reserve,
        others_moved=0,
        sentences=_why(target, from_reserve),
        seconds=0.0,
    )


def _why(target: p.Batch, from_reserve: bool) -> tuple[tuple[str, str], ...]:
    first = target.first_day
    lines = [
        (
            f"Gelombang {target.number} mulai {long_date(first)} adalah yang paling awal dengan kursi yang memenuhi aturan.",
            f"Batch {target.number}, from {long_date(first, 'en')}, is the earliest with a seat that keeps the rules.",
        )
    ]
    if from_reserve:
        lines.append(
            (
                "Kursi ini diambil dari cadangan untuk pengulangan.",
                "The seat comes from the reserve kept for repeats.",
            )
        )
    return tuple(lines)


def _still_free(target: Batch, proposal: RepairProposal) -> bool:
    here = target.places.filter(freed_at=None)
    days = tuple(target.days.values_list("day", flat=True))
    free = is_open(target) and here.count() < target.capacity and not here.filter(nip=proposal.nip).exists()
    return free and days == proposal.days and target.status in (Batch.Status.PLANNED, Batch.Status.ANNOUNCED)


def _with_him(target: Batch, proposal: RepairProposal) -> p.Batch:
    """The batch with the person in his group and with his raters."""
    ask = Ask.from_json(target.plan.asked)
    groups: dict[int, tuple[str, ...]] = {}
    for nip, group in (
        target.places.filter(freed_at=None).values_list("nip", "group").order_by("number", "id")
    ):
        if group:
            groups[group] = (*groups.get(group, ()), nip)
    return p.Batch(
        id=target.pk,
        number=target.number,
        job_class=target.job_class,
        days=proposal.days,
        capacity=target.capacity,
        groups=joined(
            tuple(groups[n] for n in sorted(groups)), proposal.nip, ask.group_least, ask.group_most
        ),
        raters={proposal.nip: proposal.raters},
    )


def _book(
    old: Place, target: Batch, proposal: RepairProposal, actor: str, reason: str, clock: Clock
) -> Place:
    if old.freed_at is None:
        old.freed_at, old.freed_reason = clock(), reason[:300]
        old.save(update_fields=["freed_at", "freed_reason"])
        old.pairings.all().delete()
    one = _with_him(target, proposal)
    row = add_place(one, proposal.nip, old, repeats=old)
    write_groups(one)
    book_single_turns(row)
    follow(old, row, actor, clock)
    record_change(
        actor,
        "place.rebook",
        f"batch:{target.pk}",
        reason=reason,
        before={"batch": old.batch_id, "number": old.number},
        after={"batch": target.pk, "number": row.number},
        clock=clock,
    )
    return row

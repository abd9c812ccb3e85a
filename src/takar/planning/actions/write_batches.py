"""Writes batches as the solvers know them into the tables: new ones whole, known ones only where they differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from takar.kernel.clock import Clock
from takar.kernel.ids import RandomBytes, new_id
from takar.planning.assembling import Person
from takar.planning.domain import problem as p
from takar.planning.domain.changes import group_of
from takar.planning.domain.halls import halls_for
from takar.planning.models import Batch, BatchDay, Duty, Pairing, Place, Plan

_AT_ONCE = 400


def write_new(
    plan: Plan,
    batches: Iterable[p.Batch],
    people: Mapping[str, Person],
    ids: Mapping[str, str],
    funding: str = "",
) -> None:
    """Batches of a fresh plan. `ids`: the stored id of each solved one."""
    solved = list(batches)
    halls = halls_for({one.id: one.days for one in solved})
    Batch.objects.bulk_create(
        Batch(
            id=ids[one.id],
            plan=plan,
            programme=plan.programme,
            phase=plan.phase,
            number=one.number,
            job_class=one.job_class,
            capacity=one.capacity,
            reserve=one.reserve,
            funding=funding,
            hall=halls[one.id],
        )
        for one in solved
    )
    for one in solved:
        _write_days(ids[one.id], one.days)
    places = [place for one in solved for place in _places(ids[one.id], one, people)]
    Place.objects.bulk_create(places, batch_size=_AT_ONCE)
    Duty.objects.bulk_create(
        (
            Duty(batch_id=ids[one.id], assessor_id=duty.assessor, role=duty.role)
            for one in solved
            for duty in one.duties
        ),
        batch_size=_AT_ONCE,
    )
    raters = {(ids[one.id], nip): them for one in solved for nip, them in one.raters.items()}
    Pairing.objects.bulk_create(
        (
            Pairing(place=place, assessor_id=rater)
            for place in places
            for rater in raters.get((place.batch_id, place.nip), ())
        ),
        batch_size=_AT_ONCE,
    )


def write_changed(
    before: Iterable[p.Batch],
    after: Sequence[p.Batch],
    reason: str,
    clock: Clock,
    people: Mapping[str, Person] | None = None,
) -> None:
    """Known batches, changed: days, places, groups, raters and duties follow; places left are freed with the reason.

    `people`: those who come without a place anywhere before.
    """
    old = {one.id: one for one in before}
    vanished = [replace(one, people=(), groups=(), duties=(), raters={}) for one in old.values()]
    kept = {one.id for one in after}
    after = [*after, *(one for one in vanished if one.id not in kept)]
    changed = [one for one in after if one != old.get(one.id)]
    for one in changed:
        _free(one, old[one.id], reason, clock)
    for one in changed:
        if one.days != old[one.id].days:
            BatchDay.objects.filter(batch=one.id).delete()
            _write_days(one.id, one.days)
        _write_duties(one, old[one.id])
        _write_people(one, old[one.id], old.values(), people or {})


def with_rows(
    plan: Plan, before: Iterable[p.Batch], after: Iterable[p.Batch], random_bytes: RandomBytes
) -> tuple[tuple[p.Batch, ...], tuple[p.Batch, ...]]:
    """`before` and `after` with rows made for batches that are new, empty before; those that vanish are cancelled."""
    old, kept = {one.id: one for one in before}, list(after)
    gone = old.keys() - {one.id for one in kept}
    Batch.objects.filter(pk__in=gone).update(status=Batch.Status.CANCELLED)
    names = {one.id: new_id(random_bytes) for one in kept if one.id not in old}
    last = max((one.number for one in old.values()), default=0)
    fresh = [
        replace(one, id=names[one.id], number=last + at)
        for at, one in enumerate((one for one in kept if one.id in names), 1)
    ]
    blank = [replace(one, people=(), groups=(), duties=(), raters={}) for one in fresh]
    write_new(plan, blank, {}, {one.id: one.id for one in blank})
    known = [one for one in kept if one.id in old]
    return (*old.values(), *blank), (*known, *fresh)


def _free(one: p.Batch, was: p.Batch, reason: str, clock: Clock) -> None:
    gone = [nip for nip in was.people if nip not in set(one.people)]
    rows = Place.objects.filter(batch=one.id, nip__in=gone, freed_at=None)
    Pairing.objects.filter(place__in=rows).delete()
    rows.update(freed_at=clock(), freed_reason=reason[:300])


def _write_people(
    one: p.Batch, was: p.Batch, everywhere: Iterable[p.Batch], people: Mapping[str, Person]
) -> None:
    known = set(was.people)
    for nip in one.people:
        if nip not in known:
            _add_place(one, nip, everywhere, people)
        elif _differs(one, was, nip):
            row = Place.objects.get(batch=one.id, nip=nip, freed_at=None)
            row.group = group_of(one, nip)
            row.save(update_fields=["group"])
            write_raters(row, one.raters.get(nip, ()))


def _differs(one: p.Batch, was: p.Batch, nip: str) -> bool:
    return (one.raters.get(nip), group_of(one, nip)) != (was.raters.get(nip), group_of(was, nip))


def _add_place(one: p.Batch, nip: str, everywhere: Iterable[p.Batch], people: Mapping[str, Person]) -> Place:
    origin = next((each.id for each in everywhere if nip in each.people), "")
    old = Place.objects.filter(batch=origin, nip=nip).order_by("-id").first()
    known = people.get(nip)
    if old is None and known is not None:
        old = Place(nip=nip, name=known.name, unit=known.unit, post=known.post)
    assert old is not None, f"nobody knows {nip}"
    return add_place(one, nip, old)


def add_place(one: p.Batch, nip: str, old: Place, repeats: Place | None = None) -> Place:
    """A place in a batch for somebody who has or had one elsewhere."""
    row = Place.objects.create(
        batch_id=one.id,
        nip=nip,
        name=old.name,
        unit=old.unit,
        post=old.post,
        number=next_number(one.id),
        group=group_of(one, nip),
        repeats=repeats,
    )
    write_raters(row, one.raters.get(nip, ()))
    return row


def write_groups(one: p.Batch) -> None:
    """Groups of the people of a batch, where they changed."""
    for row in Place.objects.filter(batch=one.id, freed_at=None):
        if row.group != group_of(one, row.nip):
            row.group = group_of(one, row.nip)
            row.save(update_fields=["group"])


def next_number(batch: str) -> str:
    """The next number in a batch; numbers of freed places are not given again."""
    used = [
        int(n) for n in Place.objects.filter(batch=batch).values_list("number", flat=True) if n.isdecimal()
    ]
    return f"{max(used, default=0) + 1:03d}"


def write_raters(row: Place, raters: Iterable[int]) -> None:
    row.pairings.all().delete()
    Pairing.objects.bulk_create(Pairing(place=row, assessor_id=rater) for rater in raters)


def _write_duties(one: p.Batch, was: p.Batch) -> None:
    if one.duties == was.duties:
        return
    kept = {duty.assessor for duty in one.duties}
    Duty.objects.filter(batch=one.id).exclude(assessor__in=kept).delete()
    for duty in one.duties:
        Duty.objects.update_or_create(
            batch_id=one.id, assessor_id=duty.assessor, defaults={"role": duty.role, "locked": duty.locked}
        )


def _write_days(batch: str, days: tuple[date, ...]) -> None:
    BatchDay.objects.bulk_create(
        BatchDay(batch_id=batch, ordinal=at, day=day) for at, day in enumerate(days, 1)
    )


def _places(batch: str, one: p.Batch, people: Mapping[str, Person]) -> list[Place]:
    ordered = sorted(one.people, key=lambda nip: (people[nip].name.casefold(), nip))
    return [
        Place(
            batch_id=batch,
            nip=nip,
            name=people[nip].name,
            unit=people[nip].unit,
            post=people[nip].post,
            number=f"{at:03d}",
            group=group_of(one, nip),
        )
        for at, nip in enumerate(ordered, 1)
    ]

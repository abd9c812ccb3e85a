"""From people in slots to people in batches: nobody changes batch without need, units are spread, batches are filled evenly."""

from __future__ import annotations

from dataclasses import replace

from takar.planning.domain.problem import Batch, Problem
from takar.planning.solving.dates_model import free_seats
from takar.planning.solving.linear import Ints
from takar.planning.solving.seats import Seats, stands


def fill(seats: Seats, slot_of: dict[str, int], counts: Ints) -> tuple[Batch, ...]:
    """All batches by their days; `slot_of`: of each free person, `counts[c, s]`: new batches."""
    found: list[Batch] = []
    here: dict[tuple[int, str], list[str]] = {}
    for person in seats.problem.people:
        if person.id in slot_of:
            here.setdefault((slot_of[person.id], person.job_class), []).append(person.id)
    for number in range(len(seats.slots)):
        for row, job_class in enumerate(seats.classes):
            people = here.get((number, job_class), [])
            standing = [
                batch for batch, at in seats.standing if at == number and batch.job_class == job_class
            ]
            found += _fill_slot(seats, number, job_class, people, standing, int(counts[row, number]))
    done = {batch.id for batch in found}
    found += [batch for batch, _ in seats.standing if batch.id not in done]
    return _numbered(seats.problem, found)


def _fill_slot(
    seats: Seats, slot: int, job_class: str, people: list[str], standing: list[Batch], new: int
) -> list[Batch]:
    before = [
        batch
        for batch in seats.problem.batches
        if not stands(batch) and batch.job_class == job_class and batch.days == seats.slots[slot]
    ]
    here = set(people)
    before.sort(key=lambda batch: (-len(here.intersection(batch.people)), batch.number))
    opened = [_again(seats.problem, batch) for batch in before[:new]]
    opened += [_fresh(seats, slot, job_class) for _ in range(new - len(opened))]
    old = {batch.id: set(batch.people) for batch in seats.problem.batches}
    rooms = [(batch, free_seats(batch)) for batch in standing] + [(batch, batch.seats) for batch in opened]
    members = _share_out(seats, people, rooms, old)
    return [
        _with_people(batch, tuple(members[place]))
        for place, (batch, _) in enumerate(rooms)
        if members[place] or stands(batch)
    ]


def _share_out(
    seats: Seats, people: list[str], rooms: list[tuple[Batch, int]], old: dict[str, set[str]]
) -> list[list[str]]:
    """First whoever was there before, then unit by unit to the batch with most seats left."""
    unit = {person.id: person.unit for person in seats.problem.people}
    members: list[list[str]] = [[] for _ in rooms]
    left = [room for _, room in rooms]
    rest = []
    for person in people:
        home = next(
            (n for n, (batch, _) in enumerate(rooms) if person in old.get(batch.id, ()) and left[n]), None
        )
        if home is None:
            rest.append(person)
        else:
            members[home].append(person)
            left[home] -= 1
    for person in sorted(rest, key=lambda one: (unit[one], one)):
        most = max(range(len(rooms)), key=lambda n: (left[n], -n))
        members[most].append(person)
        left[most] -= 1
    return members


def _again(problem: Problem, batch: Batch) -> Batch:
    """A batch of the previous plan that opens on its days again; what was made for its people is made anew."""
    rules = problem.rules
    return replace(batch, capacity=rules.capacity, reserve=rules.reserve)


def _fresh(seats: Seats, slot: int, job_class: str) -> Batch:
    rules = seats.problem.rules
    return Batch(
        id="",
        number=0,
        job_class=job_class,
        days=seats.slots[slot],
        capacity=rules.capacity,
        reserve=rules.reserve,
    )


def _with_people(batch: Batch, people: tuple[str, ...]) -> Batch:
    """Groups and raters stay only while the people do."""
    whole = (*(one for one in batch.people if one in batch.locked_people), *people)
    if set(whole) == set(batch.people):
        return batch
    return replace(batch, people=whole, groups=(), raters={})


def _numbered(problem: Problem, batches: list[Batch]) -> tuple[Batch, ...]:
    """By date; new batches take the numbers that nobody had."""
    taken = {batch.number for batch in problem.batches}
    names = {batch.id for batch in problem.batches}
    free = (number for number in range(1, 10_000) if number not in taken and f"new-{number:03d}" not in names)
    ordered = sorted(batches, key=lambda batch: (batch.days, batch.job_class, batch.number or 10_000))
    return tuple(
        batch if batch.id else replace(batch, number=(number := next(free)), id=f"new-{number:03d}")
        for batch in ordered
    )

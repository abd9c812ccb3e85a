"""The table behind the dates: who may begin in which slot, at what price, and what is already taken there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from takar.planning.domain.problem import Batch, Person, Problem, Span, wait_cost
from takar.planning.solving.grid import Slot, all_slots, anchors

_FAR = 1 << 40


@dataclass(frozen=True, slots=True)
class Seats:
    """`free`: people to place; once merged, one for each kind of people, with all `members`.

    `allowed`, `cost`: people x slots. `standing`: batches whose days stay, with their slot. `fixed`: the slot of people
    who stay where they are.
    """

    problem: Problem
    slots: tuple[Slot, ...]
    free: tuple[Person, ...]
    allowed: NDArray[np.bool_]
    cost: NDArray[np.int64] | NDArray[np.float64]
    standing: tuple[tuple[Batch, int], ...]
    fixed: dict[str, int]
    members: tuple[tuple[str, ...], ...]

    @property
    def weights(self) -> NDArray[np.int64]:
        """How many people each row stands for."""
        return np.array([len(ids) for ids in self.members], np.int64)

    @property
    def classes(self) -> tuple[str, ...]:
        return tuple(sorted({person.job_class for person in self.free}))

    def days(self) -> tuple[date, ...]:
        """Days that some slot has, in order."""
        return tuple(sorted({day for slot in self.slots for day in slot}))

    def on(self, day: date) -> list[int]:
        """Slots that have this day."""
        return [number for number, slot in enumerate(self.slots) if day in slot]


def stands(batch: Batch) -> bool:
    """Whether the days of a batch stay: it is locked, or somebody is locked in it."""
    return batch.locked or bool(batch.locked_people)


def lay_out(problem: Problem) -> Seats:
    """All runs of days in which a batch may be held, and those of the batches that stand.

    A batch that does not stand and whose days are no such run (a holiday was set since) is not held again: its people
    are seated anew, and moving them costs nothing, as they cannot stay.
    """
    staying = {one: batch.id for batch in problem.batches for one in batch.locked_people}
    free = tuple(person for person in problem.people if person.id not in staying)
    open_ = set(all_slots(problem))
    batches = [batch for batch in problem.batches if stands(batch) or batch.days in open_]
    slots = tuple(sorted({*open_, *(batch.days for batch in batches)}))
    number = {slot: place for place, slot in enumerate(slots)}
    at = {batch.id: number[batch.days] for batch in batches}
    fixed = {one: at[batch] for one, batch in staying.items()}
    previous = {one: at[batch.id] for batch in batches for one in batch.people if one not in staying}
    return Seats(
        problem=problem,
        slots=slots,
        free=free,
        allowed=_allowed(free, slots) & _without_partner(problem, free, slots, fixed),
        cost=_cost(problem, free, slots, previous),
        standing=tuple((batch, at[batch.id]) for batch in batches if stands(batch)),
        fixed=fixed,
        members=tuple((person.id,) for person in free),
    )


@dataclass(frozen=True, slots=True)
class Relaxed:
    """Seats of which every plan is one, whatever days its batches take. `at`: the place in `seats` of each slot."""

    seats: Seats
    at: NDArray[np.int64]


def relax(seats: Seats) -> Relaxed:
    """A lower bound for all choices of days.

    N days in a row hold exactly one day whose place in its run is a multiple of N. So a slot becomes that one day: whoever
    can come in any run of days around it may sit there, at the lowest price of those runs.
    """
    days = anchors(seats.problem, seats.slots)
    order = sorted(set(days))
    at = np.array([order.index(day) for day in days], np.int64)
    cost = np.where(seats.allowed, seats.cost, _FAR)
    groups = [np.nonzero(at == place)[0] for place in range(len(order))]
    relaxed = replace(
        seats,
        slots=tuple((day,) for day in order),
        allowed=np.column_stack([seats.allowed[:, group].any(axis=1) for group in groups]),
        cost=np.column_stack([cost[:, group].min(axis=1) for group in groups]),
        standing=tuple((batch, int(at[slot])) for batch, slot in seats.standing),
        fixed={person: int(at[slot]) for person, slot in seats.fixed.items()},
    )
    return Relaxed(relaxed, at)


def narrow(seats: Seats, counts: NDArray[np.float64]) -> tuple[Seats, NDArray[np.float64]]:
    """Only slots with batches (`counts[c, s]`, or standing ones), each for the classes that have some there."""
    has = counts > 0
    for batch, slot in seats.standing:
        if batch.job_class in seats.classes:
            has[seats.classes.index(batch.job_class), slot] = True
    taken = {slot for _, slot in seats.standing} | set(seats.fixed.values())
    kept = np.array(sorted({*np.nonzero(has.any(axis=0))[0].tolist(), *taken}), np.int64)
    place = {int(slot): number for number, slot in enumerate(kept)}
    rows = np.array([seats.classes.index(person.job_class) for person in seats.free], np.int64)
    narrowed = replace(
        seats,
        slots=tuple(seats.slots[slot] for slot in kept),
        allowed=(seats.allowed & has[rows])[:, kept],
        cost=seats.cost[:, kept],
        standing=tuple((batch, place[slot]) for batch, slot in seats.standing),
        fixed={person: place[slot] for person, slot in seats.fixed.items()},
    )
    return narrowed, counts[:, kept]


def merge(seats: Seats, *, priced: bool = True) -> Seats:
    """People between whom nothing distinguishes become one row; `priced`: what a slot costs distinguishes too."""
    paired = {one for pair in seats.problem.deputies for one in pair}
    kinds: dict[object, list[int]] = {}
    for row, person in enumerate(seats.free):
        alone = person.id if person.id in paired else ""
        price = seats.cost[row].tobytes() if priced else b""
        kind = (person.job_class, person.unit, person.needs_bed, alone, seats.allowed[row].tobytes(), price)
        kinds.setdefault(kind, []).append(row)
    first = [rows[0] for rows in kinds.values()]
    return replace(
        seats,
        free=tuple(seats.free[row] for row in first),
        allowed=seats.allowed[first],
        cost=seats.cost[first],
        members=tuple(tuple(one for row in rows for one in seats.members[row]) for rows in kinds.values()),
    )


def _allowed(free: tuple[Person, ...], slots: tuple[Slot, ...]) -> NDArray[np.bool_]:
    table = np.ones((len(free), len(slots)), bool)
    for row, person in enumerate(free):
        if person.absences:
            table[row] = [not meets(person.absences, slot) for slot in slots]
    return table


def _without_partner(
    problem: Problem, free: tuple[Person, ...], slots: tuple[Slot, ...], fixed: dict[str, int]
) -> NDArray[np.bool_]:
    """False where the head or deputy of a person stays in a batch on the same days."""
    table = np.ones((len(free), len(slots)), bool)
    row_of = {person.id: row for row, person in enumerate(free)}
    for pair in problem.deputies:
        for one, other in (pair, pair[::-1]):
            if one in row_of and other in fixed:
                taken = set(slots[fixed[other]])
                table[row_of[one]] &= [taken.isdisjoint(slot) for slot in slots]
    return table


def meets(absences: tuple[Span, ...], slot: Slot) -> bool:
    """Whether an absence falls on a day of the slot."""
    return any(span.first <= day <= span.last for span in absences for day in slot)


def _cost(
    problem: Problem, free: tuple[Person, ...], slots: tuple[Slot, ...], previous: dict[str, int]
) -> NDArray[np.int64]:
    start, wishes = problem.first_day, problem.wishes
    known: dict[date | None, NDArray[np.int64]] = {}
    # whoever leaves a batch with too many people moves a point cheaper, so that nobody has to fill up after him
    crowded = {one for batch in problem.batches if len(batch.people) > batch.capacity for one in batch.people}
    table = np.zeros((len(free), len(slots)), np.int64)
    for row, person in enumerate(free):
        due = person.valid_until if person.valid_until and person.valid_until >= start else None
        if due not in known:
            known[due] = np.array([wait_cost(person, slot[0], start, wishes) for slot in slots], np.int64)
        table[row] = known[due]
        if (was := previous.get(person.id)) is not None:
            move = wishes.move - (person.id in crowded)
            table[row] += move
            table[row, was] -= move
    return table

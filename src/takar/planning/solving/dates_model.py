"""The linear model of the dates: people to slots, numbers of batches per class and slot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from takar.planning.domain.problem import Batch, Problem, monday
from takar.planning.solving.linear import Flags, Floats, Ints, Linear
from takar.planning.solving.seats import Seats, meets

Alike = tuple[tuple[int, ...], list[date]]


@dataclass(frozen=True, slots=True)
class Model:
    """`person`, `slot`: of each seat column. `counts[c, s]`: column of the number of batches of class c in slot s."""

    seats: Seats
    linear: Linear
    columns: Ints
    person: Ints
    slot: Ints
    counts: Ints
    unplaced: Ints
    built: list[int] = field(default_factory=list)

    @property
    def shared(self) -> int:
        """The first row after those that `build` laid."""
        return self.built[0]

    def batch_columns(self) -> Ints:
        return self.counts.ravel()


def build(seats: Seats, *, soft: bool = False, flowing: bool = False) -> Model:
    """`soft`: people may stay without a seat and nothing else costs; the value is how many. `flowing`: people in fractions."""
    linear = Linear()
    person, slot = np.nonzero(seats.allowed)
    cost = np.zeros(len(person)) if soft else seats.cost[person, slot].astype(float)
    weights = seats.weights.astype(float)
    columns = linear.add_columns(cost, 0, weights[person], whole=not flowing)
    counts = _count_columns(seats, linear, np.zeros((len(seats.classes), len(seats.slots))))
    late = weights if soft else weights[:0]
    unplaced = linear.add_columns(np.ones(len(late)), 0, late, whole=True)
    model = Model(seats, linear, columns, person, slot, counts, unplaced)
    _everybody_once(model)
    _seats_of_batches(model)
    _rows_of_counts(model, firm=not soft)
    for slots, days in _widest(_days_alike(seats)):
        inside = np.isin(model.slot, slots)
        _units(model, inside, days)
        _deputies(model, inside)
        _beds(model, inside, days)
    model.built.append(linear.rows)
    return model


def counts_only(seats: Seats, price: Floats) -> Model:
    """Only the numbers of batches at their price, with what limits them: halls, assessors, the fewest that seat everybody."""
    linear, none = Linear(), np.zeros(0, np.int64)
    model = Model(seats, linear, none, none, none, _count_columns(seats, linear, price), none)
    _rows_of_counts(model)
    return model


def _count_columns(seats: Seats, linear: Linear, price: Floats) -> Ints:
    most = np.tile(_most_batches(seats), len(seats.classes))
    return linear.add_columns(price.ravel(), 0, most, whole=True).reshape(price.shape)


def _rows_of_counts(model: Model, *, firm: bool = True) -> None:
    _fewest_batches(model, firm)
    for slots, days in _days_alike(model.seats):
        _halls(model, slots, days)
    _assessors_by_slot(model)
    _assessors_by_window(model)


def _most_batches(seats: Seats) -> Floats:
    """Batches that may begin anew in a slot: none where a day is not a working day."""
    working = set(seats.problem.working_days)
    open_ = [all(day in working for day in slot) for slot in seats.slots]
    halls = [min(seats.problem.halls(day) for day in slot) for slot in seats.slots]
    return np.where(open_, halls, 0).astype(float)


def _everybody_once(model: Model) -> None:
    people = len(model.seats.free)
    all_ = model.seats.weights.astype(float)
    parts: list[tuple[Ints, Ints, Floats | float]] = [(model.person, model.columns, 1.0)]
    if len(model.unplaced):
        parts.append((np.arange(people), model.unplaced, 1.0))
    model.linear.add_rows(all_, all_, *parts)


def _seats_of_batches(model: Model) -> None:
    """People of a class in a slot sit in new batches of `seats`, or on what is free in standing ones."""
    seats = model.seats
    classes = {name: place for place, name in enumerate(seats.classes)}
    of = np.array([classes[person.job_class] for person in seats.free], np.int64)
    width = len(seats.slots)
    room = np.zeros(len(classes) * width)
    working = set(seats.problem.working_days)
    for batch, slot in seats.standing:
        if batch.job_class in classes and all(day in working for day in batch.days):
            room[classes[batch.job_class] * width + slot] += free_seats(batch)
    rules = seats.problem.rules
    model.linear.add_rows(
        np.full(len(room), -np.inf),
        room,
        (of[model.person] * width + model.slot, model.columns, 1.0),
        (np.arange(len(room)), model.batch_columns(), float(rules.reserve - rules.capacity)),
    )


def tighten(model: Model) -> None:
    """Nobody in a slot without a batch, person by person: says nothing new to whole numbers, and much to fractions."""
    seats = model.seats
    classes = {name: place for place, name in enumerate(seats.classes)}
    of = np.array([classes[person.job_class] for person in seats.free], np.int64)
    standing = {(classes.get(batch.job_class, -1), slot) for batch, slot in seats.standing}
    bare = np.array([(of[p], s) not in standing for p, s in zip(model.person, model.slot, strict=True)], bool)
    columns, person, slot = model.columns[bare], model.person[bare], model.slot[bare]
    row = np.arange(len(columns))
    model.linear.add_rows(
        np.full(len(row), -np.inf),
        np.zeros(len(row)),
        (row, columns, 1.0),
        (row, model.counts[of[person], slot], -seats.weights[person].astype(float)),
    )


def free_seats(batch: Batch) -> int:
    """Seats of a standing batch that may be given: those who sit in it unlocked may stay, even on its reserve."""
    return max(0, min(batch.capacity, max(batch.seats, len(batch.people))) - len(batch.locked_people))


def _fewest_batches(model: Model, firm: bool) -> None:
    fewest = np.array([batches_needed(model.seats, name) for name in model.seats.classes], float)
    most = fewest + model.seats.problem.rules.spare_batches
    classes, slots = model.counts.shape
    rows = np.repeat(np.arange(classes), slots)
    model.linear.add_rows(fewest if firm else fewest * 0, most, (rows, model.batch_columns(), 1.0))


def batches_needed(seats: Seats, job_class: str) -> int:
    """The fewest new batches that seat everybody of a class."""
    rules = seats.problem.rules
    kinds = zip(seats.free, seats.members, strict=True)
    people = sum(len(ids) for person, ids in kinds if person.job_class == job_class)
    standing = sum(free_seats(batch) for batch, _ in seats.standing if batch.job_class == job_class)
    return -(-max(0, people - standing) // (rules.capacity - rules.reserve))


def _days_alike(seats: Seats) -> list[Alike]:
    """Days by the slots that have them: days with the same slots are limited together, by the tightest."""
    groups: dict[tuple[int, ...], list[date]] = {}
    for day in seats.days():
        groups.setdefault(tuple(seats.on(day)), []).append(day)
    return list(groups.items())


def _widest(groups: list[Alike]) -> list[Alike]:
    """Without those whose slots are all among another's: whoever is away then is away on the other days too."""
    return [one for one in groups if not any(set(one[0]) < set(other[0]) for other in groups)]


def _halls(model: Model, slots: tuple[int, ...], days: list[date]) -> None:
    problem, need = model.seats.problem, _need(model.seats.problem)
    columns = model.counts[:, slots].ravel()
    limit = float("inf")
    for day in days:
        taken = sum(day in batch.days for batch, _ in model.seats.standing)
        limit = min(limit, problem.halls(day) - taken)
        if need:
            limit = min(limit, _available(problem, [day]) // need - taken)
    row = np.zeros(len(columns), np.int64)
    model.linear.add_rows(np.array([-np.inf]), np.array([max(0.0, limit)]), (row, columns, 1.0))


def _need(problem: Problem) -> int:
    return problem.rules.assessors + problem.rules.standby if problem.rules.assessors else 0


def _available(problem: Problem, days: Iterable[date]) -> int:
    slot = tuple(days)
    return sum(not meets(one.absences, slot) for one in problem.assessors)


def _assessors_by_slot(model: Model) -> None:
    """A batch needs assessors who can stay for all its days."""
    problem, need = model.seats.problem, _need(model.seats.problem)
    if not need:
        return
    classes, slots = model.counts.shape
    standing = np.bincount([slot for _, slot in model.seats.standing], minlength=slots)[:slots]
    most = np.array([_available(problem, slot) // need for slot in model.seats.slots], float) - standing
    rows = np.tile(np.arange(slots), classes)
    model.linear.add_rows(np.full(slots, -np.inf), np.maximum(0.0, most), (rows, model.batch_columns(), 1.0))


def _assessors_by_window(model: Model) -> None:
    """In any `duty_window` weeks an assessor serves at most `duty_weeks`: together that many batches."""
    problem, need = model.seats.problem, _need(model.seats.problem)
    if not need:
        return
    rules, slots = problem.rules, model.seats.slots
    weeks = sorted({monday(slot[0]) for slot in slots})
    of = np.array([weeks.index(monday(slot[0])) for slot in slots])
    able = _batches_per_week(model, len(weeks), of)
    for first in range(max(0, len(weeks) - 1)):
        last = first
        while last < len(weeks) and (weeks[last] - weeks[first]).days < 7 * rules.duty_window:
            last += 1
        inside = np.nonzero((of >= first) & (of < last))[0]
        best = np.sort(able[:, first:last], axis=1)[:, ::-1][:, : rules.duty_weeks].sum()
        taken = sum(1 for _, slot in model.seats.standing if slot in inside)
        columns = model.counts[:, inside].ravel()
        row = np.zeros(len(columns), np.int64)
        limit = np.array([max(0.0, best // need - taken)])
        model.linear.add_rows(np.array([-np.inf]), limit, (row, columns, 1.0))


def _batches_per_week(model: Model, weeks: int, of: Ints) -> Ints:
    """Assessors x weeks: how many batches one after another each could serve."""
    problem = model.seats.problem
    table = np.zeros((len(problem.assessors), weeks), np.int64)
    for row, one in enumerate(problem.assessors):
        end: dict[int, date] = {}
        for place, slot in enumerate(model.seats.slots):
            week = int(of[place])
            if (week not in end or slot[0] > end[week]) and not meets(one.absences, slot):
                table[row, week] += 1
                end[week] = slot[-1]
    return table


def _units(model: Model, inside: Flags, days: list[date]) -> None:
    seats = model.seats
    if not seats.problem.units:
        return
    number = {unit.id: place for place, unit in enumerate(seats.problem.units)}
    of = np.array([number.get(person.unit, -1) for person in seats.free], np.int64)
    limit = np.array([unit.away_most for unit in seats.problem.units], float)
    limit -= np.max([_away(seats, number, day) for day in days], axis=0)
    here = inside & (of[model.person] >= 0)
    full = np.bincount(of[of >= 0], seats.weights[of >= 0], minlength=len(limit)) > limit
    keep = here & full[of[model.person]]
    if keep.any():
        rows = np.cumsum(full) - 1
        model.linear.add_rows(
            np.full(int(full.sum()), -np.inf),
            np.maximum(0.0, limit[full]),
            (rows[of[model.person[keep]]], model.columns[keep], 1.0),
        )


def _away(seats: Seats, number: dict[str, int], day: date) -> Floats:
    """People of each unit who are away on a day whatever is planned."""
    taken = np.zeros(len(number))
    for person in seats.problem.people:
        slot = seats.fixed.get(person.id)
        if slot is not None and day in seats.slots[slot] and person.unit in number:
            taken[number[person.unit]] += 1
    return taken


def _deputies(model: Model, inside: Flags) -> None:
    """Head and deputy: at most one of them away on a day. Whoever's partner has a fixed seat is kept out in `lay_out`."""
    row_of = {person.id: row for row, person in enumerate(model.seats.free)}
    pairs = [(row_of[a], row_of[b]) for a, b in model.seats.problem.deputies if a in row_of and b in row_of]
    first = np.searchsorted(model.person, np.arange(len(row_of) + 1))
    rows: list[Ints] = []
    columns: list[Ints] = []
    for number, pair in enumerate(pairs):
        for row in pair:
            mine = model.columns[first[row] : first[row + 1]][inside[first[row] : first[row + 1]]]
            rows.append(np.full(len(mine), number))
            columns.append(mine)
    if rows:
        model.linear.add_rows(
            np.full(len(pairs), -np.inf),
            np.ones(len(pairs)),
            (np.concatenate(rows), np.concatenate(columns), 1.0),
        )


def _beds(model: Model, inside: Flags, days: list[date]) -> None:
    problem, seats = model.seats.problem, model.seats
    if problem.rules.beds is None:
        return
    sleepers = np.array([person.needs_bed for person in seats.free], bool)
    keep = inside & sleepers[model.person]
    fixed = [
        sum(
            person.needs_bed and person.id in seats.fixed and day in seats.slots[seats.fixed[person.id]]
            for person in problem.people
        )
        for day in days
    ]
    limit = np.array([max(0.0, float(problem.rules.beds - max(fixed)))])
    columns = model.columns[keep]
    model.linear.add_rows(np.array([-np.inf]), limit, (np.zeros(len(columns), np.int64), columns, 1.0))

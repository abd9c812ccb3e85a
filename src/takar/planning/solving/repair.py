"""A new seat after an absence: first among the free seats; only when none will do, with others moved."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

import numpy as np

from takar.planning.domain.problem import Batch, Limits, Person, Problem, monday
from takar.planning.domain.solution import Impossible, Move, Proof, Repair
from takar.planning.solving.budget import Budget
from takar.planning.solving.conflicts import Conflicts
from takar.planning.solving.linear import Floats, Ints, Linear
from takar.planning.solving.reseat import reseat

_MOVE = 1000.0


@dataclass(frozen=True, slots=True)
class _Table:
    """Columns: a person (by place in `people`) in a batch (by place in `targets`)."""

    people: tuple[Person, ...]
    targets: tuple[Batch, ...]
    person: Ints
    batch: Ints
    cost: Floats


def repair(problem: Problem, absent: tuple[str, ...], after: date, limits: Limits) -> Repair | Impossible:
    """Seats those absent in batches of `problem.batches` that begin after `after`.

    Fewest others moved (none while a seat is free), then earliest. Seats of the reserve are for this and count as free.
    """
    from takar.planning.solving.explain_repair import explain

    budget = Budget(limits)
    for reach in ("nobody", "free", "all"):
        table = _table(problem, set(absent), after, reach)
        linear, columns = _model(problem, table)
        found = linear.solve(seconds=budget.left, seed=limits.seed)
        budget.took(found.seconds)
        if found.x is not None:
            chosen = np.nonzero(found.x[columns] > 0.5)[0]
            bound = found.bound if reach != "free" else min(found.bound, _MOVE)
            proof = Proof(float(round(found.value)), float(round(bound)), budget.spent)
            return _repaired(problem, table, chosen, absent, proof)
    return explain(problem, absent, after)


def _table(problem: Problem, absent: set[str], after: date, reach: str) -> _Table:
    """`reach`: who else may move: "nobody", everybody into batches with a "free" seat, or "all" anywhere."""
    targets = tuple(batch for batch in problem.batches if batch.first_day > after)
    home = {one: place for place, batch in enumerate(targets) for one in batch.people if one not in absent}
    stay = {one for batch in targets for one in batch.locked_people}
    people = tuple(
        person
        for person in problem.people
        if person.id in absent or (reach != "nobody" and person.id in home and person.id not in stay)
    )
    conflicts = Conflicts(problem)
    rows, places, prices = [], [], []
    for row, person in enumerate(people):
        for place, batch in enumerate(targets):
            mine = person.id not in absent and home[person.id] == place
            open_ = person.id in absent or reach == "all" or len(batch.people) < batch.capacity
            if batch.job_class != person.job_class or not (mine or open_):
                continue
            if mine or _may_sit(problem, conflicts, person, batch):
                rows.append(row)
                places.append(place)
                late = (monday(batch.first_day) - monday(after)).days // 7
                prices.append(late if person.id in absent else 0.0 if mine else _MOVE)
    return _Table(
        people, targets, np.array(rows, np.int64), np.array(places, np.int64), np.array(prices, float)
    )


def _may_sit(problem: Problem, conflicts: Conflicts, person: Person, batch: Batch) -> bool:
    """He can come on all days, and where there is a roster, enough assessors on duty may rate him."""
    if any(span.covers(day) for span in person.absences for day in batch.days):
        return False
    rating = {duty.assessor for duty in batch.duties if duty.role != "standby"}
    return not rating or len(rating - conflicts.of(person.id, batch)) >= problem.rules.raters


def _model(problem: Problem, table: _Table) -> tuple[Linear, Ints]:
    linear = Linear()
    columns = linear.add_columns(table.cost, 0, 1, whole=True)
    one = np.ones(len(table.people))
    linear.add_rows(one, one, (table.person, columns, 1.0))
    seated = {person.id for person in table.people}
    others = [[one for one in batch.people if one not in seated] for batch in table.targets]
    room = [batch.capacity - len(here) for batch, here in zip(table.targets, others, strict=True)]
    linear.add_rows(
        np.full(len(room), -np.inf), np.maximum(0, np.array(room, float)), (table.batch, columns, 1.0)
    )
    _limit_units(problem, table, seated, linear, columns)
    _limit_deputies(problem, table, seated, linear, columns)
    _limit_beds(problem, table, seated, linear, columns)
    return linear, columns


def _days(problem: Problem, table: _Table) -> dict[tuple[int, ...], list[date]]:
    """Days by the targets held on them."""
    days: dict[date, list[int]] = {}
    for place, batch in enumerate(table.targets):
        for day in batch.days:
            days.setdefault(day, []).append(place)
    groups: dict[tuple[int, ...], list[date]] = {}
    for day, places in days.items():
        groups.setdefault(tuple(places), []).append(day)
    return groups


def _limit_units(problem: Problem, table: _Table, seated: set[str], linear: Linear, columns: Ints) -> None:
    number = {unit.id: place for place, unit in enumerate(problem.units)}
    unit_of = {person.id: number.get(person.unit, -1) for person in problem.people}
    mine = np.array([unit_of[person.id] for person in table.people], np.int64)
    away: Counter[tuple[int, date]] = Counter()
    for batch in problem.batches:
        for unit, count in Counter(unit_of.get(one, -1) for one in batch.people if one not in seated).items():
            away.update({(unit, day): count for day in batch.days})
    for places, days in _days(problem, table).items():
        inside = np.isin(table.batch, places) & (mine[table.person] >= 0)
        units = sorted(set(mine[table.person[inside]].tolist()))
        row_of = {unit: row for row, unit in enumerate(units)}
        limit = [min(problem.units[unit].away_most - away[unit, day] for day in days) for unit in units]
        rows = np.array([row_of[int(unit)] for unit in mine[table.person[inside]]], np.int64)
        if units:
            linear.add_rows(
                np.full(len(units), -np.inf), np.maximum(0.0, limit), (rows, columns[inside], 1.0)
            )


def _limit_deputies(problem: Problem, table: _Table, seated: set[str], linear: Linear, columns: Ints) -> None:
    row_of = {person.id: row for row, person in enumerate(table.people)}
    days_of = {one: set(batch.days) for batch in problem.batches for one in batch.people if one not in seated}
    shared = [(row_of[a], row_of[b]) for a, b in problem.deputies if a in row_of and b in row_of]
    for pair in problem.deputies:
        for one, other in (pair, pair[::-1]):
            if one in row_of and other in days_of:
                mine = np.nonzero(table.person == row_of[one])[0]
                bad = [k for k in mine if days_of[other] & set(table.targets[table.batch[k]].days)]
                if bad:
                    zero = np.zeros(len(bad))
                    linear.add_rows(zero, zero, (np.arange(len(bad)), columns[bad], 1.0))
    if shared:
        _never_together(problem, table, shared, linear, columns)


def _never_together(
    problem: Problem, table: _Table, pairs: list[tuple[int, int]], linear: Linear, columns: Ints
) -> None:
    """At most one of each pair (rows of `table.people`) away on a day; one block of rows for all pairs."""
    first = np.searchsorted(table.person, np.arange(len(table.people) + 1))
    both = [np.r_[first[one] : first[one + 1], first[other] : first[other + 1]] for one, other in pairs]
    mine = np.concatenate(both)
    pair = np.repeat(np.arange(len(pairs)), [len(one) for one in both])
    for places in _days(problem, table):
        inside = np.isin(table.batch[mine], places)
        if inside.any():
            here, rows = np.unique(pair[inside], return_inverse=True)
            one = np.ones(len(here))
            linear.add_rows(np.full(len(here), -np.inf), one, (rows, columns[mine[inside]], 1.0))


def _limit_beds(problem: Problem, table: _Table, seated: set[str], linear: Linear, columns: Ints) -> None:
    if problem.rules.beds is None:
        return
    sleepers = {person.id for person in problem.people if person.needs_bed}
    mine = np.array([person.id in sleepers for person in table.people], bool)
    for places, days in _days(problem, table).items():
        taken = max(
            sum(
                one in sleepers and one not in seated
                for batch in problem.batches
                if day in batch.days
                for one in batch.people
            )
            for day in days
        )
        here = columns[np.isin(table.batch, places) & mine[table.person]]
        limit = np.array([max(0.0, float(problem.rules.beds - taken))])
        linear.add_rows(np.array([-np.inf]), limit, (np.zeros(len(here), np.int64), here, 1.0))


def _repaired(problem: Problem, table: _Table, chosen: Ints, absent: tuple[str, ...], proof: Proof) -> Repair:
    home = {one: batch.id for batch in problem.batches for one in batch.people}
    moves = [
        Move(table.people[row].id, home.get(table.people[row].id, ""), table.targets[place].id)
        for row, place in zip(table.person[chosen], table.batch[chosen], strict=True)
    ]
    seated = tuple(one for one in moves if one.person in absent)
    moved = tuple(one for one in moves if one.person not in absent and one.origin != one.target)
    batches = reseat(problem, (*seated, *moved))
    over = sum(max(0, len(batch.people) - batch.seats) for batch in batches)
    before = sum(max(0, len(batch.people) - batch.seats) for batch in problem.batches)
    return Repair(seated, moved, batches, proof, max(0, over - before))

"""How many people would stay without a seat at best: the measure by which single changes of rules are compared."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from takar.planning.domain.problem import Problem
from takar.planning.solving.dates_model import build, tighten
from takar.planning.solving.linear import Found
from takar.planning.solving.seats import Seats, lay_out, merge, relax

_SMALL = 2_000  # seat columns up to which batches are counted whole


@dataclass(frozen=True, slots=True)
class Shortage:
    """`missing` people at best, and how many of each unit in such a plan. `who`: by unit."""

    missing: int
    who: dict[str, int]


def shortage(problem: Problem, seconds: float, seed: int, *, fine: bool) -> Shortage | None:
    """None when time ran out. Counted around days, not on them, so never more than in truth.

    Without `fine`, own absences and pairs are left out: people are then numbers per unit and class, counted in an instant.
    """
    seats = merge(relax(lay_out(problem)).seats, priced=False) if fine else _numbers(problem)
    model = build(seats, soft=True)
    whole = seats.allowed.size <= _SMALL
    if whole and fine:
        tighten(model)
    found = model.linear.solve(seconds=seconds, relaxed=not whole, seed=seed)
    if found.x is None:
        return None
    return _read(seats, found, found.x[model.unplaced])


def _numbers(problem: Problem) -> Seats:
    """One row for all free people of a unit and class."""
    staying = {one for batch in problem.batches for one in batch.locked_people}
    kinds: dict[tuple[str, str, bool], list[str]] = {}
    first = []
    for person in problem.people:
        kind = (person.unit, person.job_class, person.needs_bed)
        if person.id in staying:
            first.append(person)
        elif kind in kinds:
            kinds[kind].append(person.id)
        else:
            kinds[kind] = [person.id]
            first.append(replace(person, absences=()))
    seats = relax(lay_out(replace(problem, people=tuple(first), deputies=()))).seats
    members = tuple(tuple(kinds[one.unit, one.job_class, one.needs_bed]) for one in seats.free)
    return replace(seats, members=members)


def _read(seats: Seats, found: Found, left: np.ndarray) -> Shortage:
    units: dict[str, float] = {}
    for row in np.nonzero(left > 1e-6)[0]:
        unit = seats.free[row].unit
        units[unit] = units.get(unit, 0.0) + left[row]
    return Shortage(
        int(np.ceil(max(0.0, found.bound) - 1e-4)),
        {unit: int(np.ceil(count - 1e-6)) for unit, count in units.items()},
    )

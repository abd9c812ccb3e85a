"""Assessors to batches, by CP-SAT: availability, one batch at a time, weeks of duty, raters enough, even load."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from ortools.sat.python import cp_model

from takar.planning.domain.problem import Assessor, Batch, Duty, Limits, Problem, monday
from takar.planning.domain.solution import Impossible, Proof, Season, Stopped
from takar.planning.solving.budget import Budget
from takar.planning.solving.conflicts import Conflicts
from takar.planning.solving.cpsat import run

_UNEVEN = 1000  # points per batch that somebody serves beyond or below his even share; an encounter costs one
_PARTS = 1000


@dataclass(frozen=True, slots=True)
class Model:
    """`rates` and `waits`: Boolean for an assessor (by place) in a batch (by place), where he is there for all its days."""

    cp: cp_model.CpModel
    rates: dict[tuple[int, int], cp_model.IntVar]
    waits: dict[tuple[int, int], cp_model.IntVar]


def plan_roster(
    problem: Problem, batches: tuple[Batch, ...], limits: Limits
) -> Season | Impossible | Stopped:
    """The batches with duties; locked duties stay. Even load, few encounters with people whom the assessor may not rate."""
    from takar.planning.solving.explain_roster import explain

    budget = Budget(limits)
    budget.tell("roster", 0.0)
    for even in (True, False):
        model = build(problem, batches, even=even)
        solver, status = run(model.cp, limits, budget.left / 2 if even else budget.left)
        budget.took(solver.wall_time)
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            budget.tell("roster", 1.0)
            return Season(_with_duties(problem, batches, model, solver), roster=_proof(solver, even, budget))
        if budget.stopped:
            break
    return explain(problem, batches, budget) if status == cp_model.INFEASIBLE else Stopped("roster")


def _proof(solver: cp_model.CpSolver, even: bool, budget: Budget) -> Proof:
    """A roster that is not even costs at least `_UNEVEN`: so the bound of the even ones holds up to there."""
    bound = round(solver.best_objective_bound)
    return Proof(
        float(round(solver.objective_value)),
        float(min(bound, _UNEVEN) if even else bound),
        budget.spent,
    )


def build(problem: Problem, batches: tuple[Batch, ...], *, even: bool, short: bool = False) -> Model:
    """The whole model; `even`: loads must be even; `short`: duties may stay empty and the value is how many."""
    cp = cp_model.CpModel()
    pairs = [
        (row, column)
        for row, one in enumerate(problem.assessors)
        for column, batch in enumerate(batches)
        if _can_come(one, batch) or _locked(one, batch)
    ]
    rates = {pair: cp.new_bool_var("") for pair in pairs}
    waits = {pair: cp.new_bool_var("") for pair in pairs} if problem.rules.standby else {}
    model = Model(cp, rates, waits)
    empty = _staffed(model, problem, batches, short)
    _one_at_a_time(model, problem, batches)
    _weeks_of_duty(model, problem, batches)
    met = _raters_enough(model, problem, batches, empty)
    if short:
        cp.minimize(sum(empty))
    else:
        _even(model, problem, batches, met, even)
    return model


def _can_come(one: Assessor, batch: Batch) -> bool:
    return not any(span.covers(day) for span in one.absences for day in batch.days)


def _locked(one: Assessor, batch: Batch) -> bool:
    return any(duty.locked and duty.assessor == one.id for duty in batch.duties)


def _staffed(
    model: Model, problem: Problem, batches: tuple[Batch, ...], short: bool
) -> list[cp_model.IntVar]:
    """Assessors enough for each batch, locked ones among them. Returns the empty duties of each batch."""
    empty = []
    for column, batch in enumerate(batches):
        rows = [row for row in range(len(problem.assessors)) if (row, column) in model.rates]
        wanted = problem.rules.assessors if batch.people else 0
        roles = {duty.assessor: duty.role for duty in batch.duties if duty.locked}
        rating = max(wanted, sum(role != "standby" for role in roles.values()))
        waiting = max(
            problem.rules.standby if wanted else 0, sum(role == "standby" for role in roles.values())
        )
        left = model.cp.new_int_var(0, rating + waiting if short else 0, "")
        chosen = [model.rates[row, column] for row in rows]
        waits = [model.waits[row, column] for row in rows if model.waits]
        model.cp.add(sum(chosen) + sum(waits) + left == rating + (waiting if model.waits else 0))
        model.cp.add(sum(chosen) <= rating)
        model.cp.add(sum(waits) <= waiting)
        _places(model, problem, column, rows, roles)
        empty.append(left)
    return empty


def _places(model: Model, problem: Problem, column: int, rows: list[int], roles: dict[int, str]) -> None:
    """Nobody rates and stands by at once; locked duties stay."""
    for row in rows:
        if model.waits:
            model.cp.add_at_most_one(model.rates[row, column], model.waits[row, column])
        role = roles.get(problem.assessors[row].id)
        if role is not None and (role != "standby" or model.waits):
            table = model.waits if role == "standby" else model.rates
            model.cp.add(table[row, column] == 1)


def _duties(model: Model, row: int, columns: list[int]) -> list[cp_model.IntVar]:
    return [
        table[row, column]
        for table in (model.rates, model.waits)
        for column in columns
        if (row, column) in table
    ]


def _one_at_a_time(model: Model, problem: Problem, batches: tuple[Batch, ...]) -> None:
    by_day: dict[date, list[int]] = {}
    for column, batch in enumerate(batches):
        for day in batch.days:
            by_day.setdefault(day, []).append(column)
    for columns in sorted({tuple(columns) for columns in by_day.values() if len(columns) > 1}):
        for row in range(len(problem.assessors)):
            duties = _duties(model, row, list(columns))
            if len(duties) > 1:
                model.cp.add_at_most_one(duties)


def _weeks_of_duty(model: Model, problem: Problem, batches: tuple[Batch, ...]) -> None:
    rules = problem.rules
    weeks: dict[date, list[int]] = {}
    for column, batch in enumerate(batches):
        for week in {monday(day) for day in batch.days}:
            weeks.setdefault(week, []).append(column)
    for row in range(len(problem.assessors)):
        busy = {
            week: _busy(model, duties)
            for week, columns in weeks.items()
            if (duties := _duties(model, row, columns))
        }
        for first in weeks:
            window = [
                busy[week] for week in busy if first <= week < first + timedelta(weeks=rules.duty_window)
            ]
            if len(window) > rules.duty_weeks:
                model.cp.add(sum(window) <= rules.duty_weeks)


def _busy(model: Model, duties: list[cp_model.IntVar]) -> cp_model.IntVar:
    """1 when there is a duty in the week."""
    if len(duties) == 1:
        return duties[0]
    busy = model.cp.new_bool_var("")
    model.cp.add_max_equality(busy, duties)
    return busy


def _raters_enough(
    model: Model, problem: Problem, batches: tuple[Batch, ...], empty: list[cp_model.IntVar]
) -> dict[tuple[int, int], int]:
    """Whoever must not be rated by some has raters enough among the others. Returns how many such people each meets."""
    conflicts, rules = Conflicts(problem), problem.rules
    met: dict[tuple[int, int], int] = {}
    for column, batch in enumerate(batches):
        for barred, people in conflicts.in_batch(batch).items():
            here = [row for row in range(len(problem.assessors)) if (row, column) in model.rates]
            other = [row for row in here if problem.assessors[row].id not in barred]
            for row in set(here) - set(other):
                met[row, column] = met.get((row, column), 0) + len(people)
            if barred and rules.assessors:
                most = rules.rates_most or len(batch.people)
                needed = max(rules.raters, -(-rules.raters * len(people) // most))
                model.cp.add(sum(model.rates[row, column] for row in other) + empty[column] >= needed)
    return met


def _even(
    model: Model, problem: Problem, batches: tuple[Batch, ...], met: dict[tuple[int, int], int], even: bool
) -> None:
    """Loads at the even share (`even`: required, otherwise a price for each batch beyond it); few encounters."""
    columns = list(range(len(batches)))
    duties = [_duties(model, row, columns) for row in range(len(problem.assessors))]
    per_batch = problem.rules.assessors + problem.rules.standby
    shares = even_shares([len(one) for one in duties], per_batch * sum(bool(one.people) for one in batches))
    beyond = []
    for mine, share in zip(duties, shares, strict=True):
        off = model.cp.new_int_var(0, 0 if even else len(columns), "")
        model.cp.add_linear_constraint(sum(mine) - off, 0, -(-share // _PARTS))
        model.cp.add_linear_constraint(sum(mine) + off, share // _PARTS, len(columns) * 2)
        beyond.append(off)
    encounters = sum(count * model.rates[pair] for pair, count in met.items())
    model.cp.minimize(_UNEVEN * sum(beyond) + encounters)


def even_shares(able: list[int], total: int) -> list[int]:
    """Everybody the same of `total` duties, in parts of `_PARTS`, but nobody more than he is able to: the rest fill up."""
    shares, left = [0] * len(able), total * _PARTS
    order = sorted(range(len(able)), key=lambda row: able[row])
    for place, row in enumerate(order):
        shares[row] = min(able[row] * _PARTS, left // (len(order) - place))
        left -= shares[row]
    return shares


def _with_duties(
    problem: Problem, batches: tuple[Batch, ...], model: Model, solver: cp_model.CpSolver
) -> tuple[Batch, ...]:
    led: dict[int, int] = {}
    found = []
    for column, batch in enumerate(batches):
        chosen = [
            Duty(one.id, role, _locked(one, batch))
            for table, role in ((model.rates, "assessor"), (model.waits, "standby"))
            for row, one in enumerate(problem.assessors)
            if (row, column) in table and solver.boolean_value(table[row, column])
        ]
        duties = _lead(problem, batch, chosen, led)
        rating = {duty.assessor for duty in duties if duty.role != "standby"}
        before = {duty.assessor for duty in batch.duties if duty.role != "standby"}
        found.append(replace(batch, duties=duties, raters=batch.raters if rating == before else {}))
    return tuple(found)


def _lead(problem: Problem, batch: Batch, duties: list[Duty], led: dict[int, int]) -> tuple[Duty, ...]:
    """The lead who is locked, or whoever may lead and led least so far."""
    locked = {duty.assessor for duty in batch.duties if duty.locked and duty.role == "lead"}
    able = {one.id for one in problem.assessors if one.may_lead}
    rating = [duty.assessor for duty in duties if duty.role == "assessor"]
    free = [
        one
        for one in rating
        if one in able and not any(duty.locked and duty.assessor == one for duty in batch.duties)
    ]
    choice = [one for one in rating if one in locked] or free
    if not choice:
        return tuple(duties)
    lead = min(choice, key=lambda one: (led.get(one, 0), one))
    led[lead] = led.get(lead, 0) + 1
    return tuple(replace(duty, role="lead") if duty.assessor == lead else duty for duty in duties)

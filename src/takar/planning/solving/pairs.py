"""Groups, and who rates whom: in each batch by CP-SAT over sets of raters, one batch after another through the season.

People of a batch whom the same assessors must not rate are alike, so the model counts them instead of naming them: a few
hundred whole numbers, solved in milliseconds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import combinations

from ortools.sat.python import cp_model

from takar.planning.domain.problem import Batch, Limits, Problem
from takar.planning.domain.solution import Impossible, Proof, Relief, Season, Stopped
from takar.planning.solving.budget import Budget
from takar.planning.solving.conflicts import Conflicts
from takar.planning.solving.cpsat import run
from takar.planning.solving.groups import make_groups
from takar.planning.solving.network import network

_UNEVEN = 1000  # points per person that a rater rates beyond or below the even share
_REPEAT = 10  # points for a pair of raters beyond its first shared person in the batch
_KNOWN = 3  # points for a pair that an earlier batch has, at most; new pairs cost none

_LONGEST = 2.0  # seconds for one batch

Panel = tuple[int, ...]
Kinds = dict[frozenset[int], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Rated:
    raters: dict[str, Panel]
    value: int
    bound: int
    seconds: float


def plan_pairs(problem: Problem, batches: tuple[Batch, ...], limits: Limits) -> Season | Impossible | Stopped:
    """The batches with groups and raters. Many different pairs over the season; `network` tells how it hangs together.

    Batches that have raters already keep them and count as earlier ones.
    """
    budget, conflicts = Budget(limits), Conflicts(problem)
    known: Counter[Panel] = Counter()
    for batch in batches:
        known.update(_pairs(batch.raters.values()))
    found, value, bound = [], 0, 0
    for place, batch in enumerate(batches):
        if budget.over:
            return Stopped("pairs")
        budget.tell("pairs", place / len(batches))
        done = batch
        if not batch.groups:
            done = replace(batch, groups=make_groups(problem, batch))
        if not batch.raters and batch.people:
            rated = _rate(problem, batch, conflicts.in_batch(batch), known, limits, budget)
            if not isinstance(rated, _Rated):
                return rated
            known.update(_pairs(rated.raters.values()))
            done = replace(done, raters=rated.raters)
            value, bound = value + rated.value, bound + rated.bound
        found.append(done)
    budget.tell("pairs", 1.0)
    return Season(
        tuple(found), pairs=Proof(value, bound, budget.spent), network=network(problem, tuple(found))
    )


def _pairs(panels: Iterable[Panel]) -> Counter[Panel]:
    return Counter(pair for panel in panels for pair in combinations(sorted(panel), 2))


def _rate(
    problem: Problem, batch: Batch, kinds: Kinds, known: Counter[Panel], limits: Limits, budget: Budget
) -> _Rated | Impossible | Stopped:
    raters = sorted(duty.assessor for duty in batch.duties if duty.role != "standby")
    for even in (True, False):
        cp = cp_model.CpModel()
        columns = _columns(cp, problem, kinds, raters)
        _everybody(cp, kinds, columns)
        uneven = _loads(cp, problem, batch, raters, columns, even)
        cp.minimize(cp_model.LinearExpr.sum([*uneven, *_variety(cp, columns, known)]))
        solver, status = run(cp, replace(limits, workers=1), min(_LONGEST, max(0.1, budget.left)))
        budget.took(solver.wall_time)
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            bound = round(solver.best_objective_bound)
            value = round(solver.objective_value)
            raters_of = _hand_out(solver, kinds, columns)
            return _Rated(raters_of, value, min(bound, _UNEVEN) if even else bound, solver.wall_time)
    return _explain(problem, batch, kinds, raters) if status == cp_model.INFEASIBLE else Stopped("pairs")


@dataclass(frozen=True, slots=True)
class _Column:
    """How many people of a kind are rated by a panel."""

    kind: frozenset[int]
    panel: Panel
    count: cp_model.IntVar


def _columns(cp: cp_model.CpModel, problem: Problem, kinds: Kinds, raters: list[int]) -> list[_Column]:
    return [
        _Column(barred, panel, cp.new_int_var(0, len(people), ""))
        for barred, people in kinds.items()
        for panel in combinations([one for one in raters if one not in barred], problem.rules.raters)
    ]


def _everybody(cp: cp_model.CpModel, kinds: Kinds, columns: list[_Column]) -> None:
    for barred, people in kinds.items():
        cp.add(sum(one.count for one in columns if one.kind == barred) == len(people))


def _loads(
    cp: cp_model.CpModel,
    problem: Problem,
    batch: Batch,
    raters: list[int],
    columns: list[_Column],
    even: bool,
) -> list[cp_model.LinearExprT]:
    """The price of ratings that somebody does beyond the even share; `even`: nobody may."""
    total = problem.rules.raters * len(batch.people)
    share = total // max(1, len(raters))
    top = problem.rules.rates_most or len(batch.people)
    beyond: list[cp_model.LinearExprT] = []
    for rater in raters:
        load = sum(one.count for one in columns if rater in one.panel)
        off = cp.new_int_var(0, 0 if even else total, "")
        cp.add_linear_constraint(load - off, 0, share + (total % max(1, len(raters)) > 0))
        cp.add_linear_constraint(load + off, share, 2 * total)
        cp.add_linear_constraint(load, 0, top)
        beyond.append(_UNEVEN * off)
    return beyond


def _variety(
    cp: cp_model.CpModel, columns: list[_Column], known: Counter[Panel]
) -> list[cp_model.LinearExprT]:
    """Price of pairs that repeat within the batch, and of those the season has already."""
    shared: dict[Panel, list[cp_model.IntVar]] = {}
    for one in columns:
        for first, second in combinations(one.panel, 2):
            shared.setdefault((first, second), []).append(one.count)
    price: list[cp_model.LinearExprT] = []
    for pair, counts in shared.items():
        beyond = cp.new_int_var(0, 1000, "")
        cp.add(sum(counts) - beyond <= 1)
        price.append(_REPEAT * beyond + min(known[pair], _KNOWN) * sum(counts))
    return price


def _hand_out(solver: cp_model.CpSolver, kinds: Kinds, columns: list[_Column]) -> dict[str, Panel]:
    found: dict[str, Panel] = {}
    for barred, people in kinds.items():
        panels = [one.panel for one in columns if one.kind == barred for _ in range(solver.value(one.count))]
        found.update(zip(people, panels, strict=True))
    return found


def _explain(problem: Problem, batch: Batch, kinds: Kinds, raters: list[int]) -> Impossible:
    """Too few assessors on duty who may rate some people, or too many people for each."""
    rules = problem.rules
    short = {barred: people for barred, people in kinds.items() if len(set(raters) - barred) < rules.raters}
    people = [one for group in short.values() for one in group]
    if people:
        free = max(len(set(raters) - barred) for barred in short)
        return Impossible(
            "PLAN_RATERS_SHORT",
            len(people),
            f"Gelombang {batch.number}: {len(people)} orang hanya boleh dinilai {free} dari {len(raters)} asesor "
            f"yang bertugas, padahal perlu {rules.raters}",
            f"Batch {batch.number}: {len(people)} people may be rated by only {free} of the {len(raters)} "
            f"assessors on duty, and {rules.raters} are needed",
            (_more_assessors(len(raters), rules.raters - free, len(people)),),
        )
    most = -(-rules.raters * len(batch.people) // max(1, len(raters)))
    relief = Relief(
        "rates_most", rules.rates_most, most + 1, len(batch.people), True,
        f"izinkan {most + 1} peserta per asesor", f"allow {most + 1} participants per assessor",
    )  # fmt: skip
    return Impossible(
        "PLAN_RATERS_SHORT",
        max(1, rules.raters * len(batch.people) - rules.rates_most * len(raters)),
        f"Gelombang {batch.number}: {len(raters)} asesor tidak cukup untuk menilai {len(batch.people)} orang "
        f"dengan paling banyak {rules.rates_most} orang per asesor",
        f"Batch {batch.number}: {len(raters)} assessors are not enough to rate {len(batch.people)} people "
        f"with at most {rules.rates_most} each",
        (relief, _more_assessors(len(raters), 1, len(batch.people))),
    )


def _more_assessors(now: int, more: int, gains: int) -> Relief:
    return Relief(
        "assessors", now, now + more, gains, True,
        f"tambah {more} asesor dari unit lain", f"add {more} assessors from another unit",
    )  # fmt: skip

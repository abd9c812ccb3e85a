"""How sure each move is: how often it is in the best plan again when everybody is assessed once more."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from takar.placement.solving.again import Again
from takar.placement.solving.matrix import worth
from takar.placement.solving.problem import Flags, Floats, Limits, Plan, Problem


@dataclass(frozen=True, slots=True)
class Survival:
    """`chance`: per move of the plan, share of retests whose best plan has it; `error`: its standard error from their number.

    `whole`: share of retests in which the best plan has all moves. `gap`: mean share of the gain that re-solves may have missed
    (0: every one was proved best). `retests`: how many were solved; `impossible`: share in which nothing kept the rules.
    """

    chance: Floats
    error: Floats
    whole: float
    gap: float
    retests: int
    impossible: float


def survival(problem: Problem, plan: Plan, redraws: Floats, limits: Limits | None = None) -> Survival:
    """`redraws`: (k, n, m) expected fits after a retest. Asked to stop, it ends with the retests solved so far.

    A retest that leaves no plan counts against every move. The retests are shared out among `limits.workers` threads.
    """
    bounds = limits or Limits()
    parts = np.array_split(np.arange(len(redraws)), bounds.workers)
    with ThreadPoolExecutor(bounds.workers) as threads:
        done = list(threads.map(lambda part: _resolved(problem, plan, redraws[part], bounds), parts))
    hits = np.concatenate([hit for hit, _ in done])
    return _summed(hits, np.concatenate([missed for _, missed in done]), plan)


def _resolved(problem: Problem, plan: Plan, redraws: Floats, limits: Limits) -> tuple[Flags, Floats]:
    """Per retest: which moves are in its best plan, and the points by which that may fall short (NaN: no plan)."""
    again = Again(problem, limits, proved=False)
    people = np.array([move.person for move in plan.moves], int)
    posts = np.array([move.post for move in plan.moves], int)
    hits, missed = np.zeros((len(redraws), len(people)), bool), np.full(len(redraws), np.nan)
    for at, fit in enumerate(redraws):
        if limits.stop and limits.stop():
            return hits[:at], missed[:at]
        cols, cost, bound = again.columns(again.case_of(fit))
        if cols is not None:
            hits[at] = cols[people] == posts
            missed[at] = max(0.0, cost - bound)
    return hits, missed


def _summed(hits: Flags, missed: Floats, plan: Plan) -> Survival:
    count = max(1, len(hits))
    chance = hits.sum(axis=0) / count
    known = missed[~np.isnan(missed)]
    return Survival(
        chance,
        np.sqrt(chance * (1 - chance) / count),
        float(hits.all(axis=1).sum() / count),
        float(known.mean() / max(plan.gain, 1e-9)) if len(known) else 0.0,
        len(hits),
        float(np.isnan(missed).sum() / count),
    )


def gains(problem: Problem, plan: Plan, fits: Floats) -> Floats:
    """(k,) gain of a plan over fits drawn or true, (k, n, m): what it brings if these are right."""
    again = Again(problem)
    points = worth(again.made, fits)[..., : problem.posts]
    held = np.nonzero(problem.current >= 0)[0]
    placed = np.nonzero(plan.assign >= 0)[0]
    now = points[:, held, problem.current[held]].sum(axis=1)
    then = points[:, placed, plan.assign[placed]].sum(axis=1)
    return np.asarray(then - now, float)

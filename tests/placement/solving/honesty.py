"""Cities whose truth is known: what a plan promises and how sure it says each move is, against what then happens."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from takar.placement.domain.tables import redraw
from takar.placement.solving.exact import best
from takar.placement.solving.problem import Plan, Problem, Rules
from takar.placement.solving.survival import gains, survival
from tests.placement.solving.cities import Agency, agency


@dataclass
class Tally:
    """Per city: points promised and true. Per move: the chance stated, and whether it survived."""

    naive_promised: list[float] = field(default_factory=list)
    naive_true: list[float] = field(default_factory=list)
    promised: list[float] = field(default_factory=list)
    true: list[float] = field(default_factory=list)
    priced_promised: list[float] = field(default_factory=list)
    priced_true: list[float] = field(default_factory=list)
    possible: list[float] = field(default_factory=list)
    stated: list[float] = field(default_factory=list)
    survived: list[bool] = field(default_factory=list)
    moves: list[int] = field(default_factory=list)
    priced_moves: list[int] = field(default_factory=list)

    def bias(self) -> float:
        """Promised over true gain, less one."""
        return float(np.sum(self.promised) / np.sum(self.true) - 1)

    def naive_bias(self) -> float:
        return float(np.sum(self.naive_promised) / np.sum(self.naive_true) - 1)

    def off(self) -> float:
        """Mean stated chance less share that survived."""
        return float(np.mean(self.stated) - np.mean(self.survived))

    def bands(self) -> list[tuple[float, float, int]]:
        """(mean stated, share survived, cases) in fifths of the chance."""
        stated, survived = np.array(self.stated), np.array(self.survived)
        place = np.minimum((stated * 5).astype(int), 4)
        return [
            (float(stated[place == k].mean()), float(survived[place == k].mean()), int((place == k).sum()))
            for k in range(5)
            if (place == k).any()
        ]


def tally(seeds: range, rules: Rules, error: float, draws: int = 200, others: int = 60) -> Tally:
    """One retest of each city, and the truth about its plans."""
    found = Tally()
    for seed in seeds:
        city = agency(seed, rules, error=error, others=others)
        plan = best(city.problem)
        if plan is None or not plan.moves:
            continue
        _gained(found, city, plan)
        told = survival(city.problem, plan, redraw(city.table, draws, seed))
        second = best(replace(city.problem, fit=city.second(np.random.default_rng(seed + 10**6))))
        for move, chance in zip(plan.moves, told.chance, strict=True):
            found.stated.append(float(chance))
            found.survived.append(second is not None and second.assign[move.person] == move.post)
    return found


def _gained(found: Tally, city: Agency, plan: Plan) -> None:
    truth = city.true_fit()
    observed = replace(city.problem, fit=np.where(np.isnan(city.problem.fit), np.nan, city.naive_fit()))
    naive = best(observed)
    dear = best(city.problem.with_rules(move_price=city.problem.rules.move_price + 1.0))
    perfect = best(replace(city.problem, fit=truth))
    assert naive is not None
    assert dear is not None
    assert perfect is not None
    found.naive_promised.append(naive.gain)
    found.naive_true.append(_true(city.problem, naive, truth))
    found.promised.append(plan.gain)
    found.true.append(_true(city.problem, plan, truth))
    found.priced_promised.append(dear.gain)
    found.priced_true.append(_true(city.problem, dear, truth))
    found.possible.append(perfect.gain)
    found.moves.append(len(plan.moves))
    found.priced_moves.append(len(dear.moves))


def _true(problem: Problem, plan: Plan, truth: np.ndarray) -> float:
    return float(gains(problem, plan, truth[None])[0])

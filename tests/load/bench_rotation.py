"""How long a rotation takes, how far from its bound it ends, and whether what it states comes true."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import numpy as np

import tests.load.office  # noqa: F401
from takar.placement.domain.tables import redraw
from takar.placement.solving.again import Again
from takar.placement.solving.alike import alike
from takar.placement.solving.dense import assign, solve_large
from takar.placement.solving.exact import best, solve
from takar.placement.solving.frontier import front
from takar.placement.solving.links import solve_links
from takar.placement.solving.matrix import case, costs, frame, permitted
from takar.placement.solving.places import Case
from takar.placement.solving.problem import Limits, Plan, Rules
from takar.placement.solving.survival import survival
from takar.placement.solving.warm import warm
from takar.placement.solving.without import margins
from tests.placement.solving.cities import ALL_RULES, agency, switched, tiny
from tests.placement.solving.honesty import Tally, tally
from tests.placement.solving.judging import best_score
from tests.placement.solving.large import large

_SEEDS = range(1, 6)
_EQUAL = 1000
_CITIES = 340
_T = TypeVar("_T")


def run() -> list[str]:
    """Lines to print. Times are medians over five invented agencies; gaps are shares of the *gain* that the bound allows."""
    took, _ = _timed(warm)
    lines = [
        f"rotation (machine code compiled or loaded in {took:.1f} s); 29 officials, 3 vacancies, 6 outsiders"
    ]
    for name, rules in (
        ("plain", Rules()),
        ("all rules but chains", replace(ALL_RULES, chain_longest=None, cycle_longest=None)),
        ("all rules, chains of 5, cycles of 3", ALL_RULES),
    ):
        lines.append(_agencies(name, rules))
    return lines + _equal() + _large() + _honest()


def _agencies(name: str, rules: Rules) -> str:
    times: dict[str, list[float]] = {
        "solved": [],
        "front": [],
        "2,000 retests": [],
        "gain without each move": [],
    }
    gaps, capped = [], []
    for seed in _SEEDS:
        city = agency(seed, rules)
        took, plan = _timed(lambda one=city: solve(one.problem))  # type: ignore[misc]
        assert isinstance(plan, Plan)
        times["solved"].append(took)
        gaps.append(plan.gap)
        times["front"].append(_timed(lambda one=city: front(one.problem))[0])  # type: ignore[misc]
        draws = redraw(city.table, 2000, seed)
        took, sure = _timed(lambda one=city, its=plan, fits=draws: survival(one.problem, its, fits))  # type: ignore[misc]
        times["2,000 retests"].append(took)
        capped.append(sure.gap)
        times["gain without each move"].append(
            _timed(lambda one=city, its=plan: margins(one.problem, its))[0]
        )  # type: ignore[misc]
    told = ", ".join(f"{what} {statistics.median(took):.3f} s" for what, took in times.items())
    return f"  {name}: {told}; gap {max(gaps):.4%}, of retests {max(capped):.3%}"


def _equal() -> list[str]:
    """Against trying every plan, and against HiGHS where that cannot be tried."""
    wrong = 0
    for seed in range(_EQUAL):
        made = tiny(seed, switched(seed))
        found, wants = best(made), best_score(made)
        wrong += (found is None) != (wants is None) or (
            found is not None and wants is not None and abs(found.score - wants) > 1e-5
        )
    differ = tried = 0
    for seed in _SEEDS:
        city = agency(seed, ALL_RULES)
        again = Again(city.problem)
        for fit in redraw(city.table, 6, seed):
            matrix = again.case_of(fit)
            cols, cost, _ = again.columns(matrix)
            other, _, _ = solve_links(matrix, 60)
            tried += 1
            differ += (
                cols is None
                or other is None
                or abs(cost - matrix.cost[np.arange(len(other)), other].sum()) > 1e-4
            )
    return [
        f"  equal to trying every plan, each rule on and off by chance: {_EQUAL - wrong} of {_EQUAL}; "
        f"equal to HiGHS on 29 posts with all rules: {tried - differ} of {tried}"
    ]


def _large() -> list[str]:
    made = frame(large(1, 3000, 0, 0, Rules(eligibility=False, tenure_least=None)))
    matrix = case(made, costs(made, made.problem.fit), permitted(made))
    noise = np.random.default_rng(1).random(matrix.cost.shape) * 2
    lines = [
        _plain("realistic", matrix),
        _plain("no two posts alike", matrix._replace(cost=matrix.cost + noise)),
        _plain("uniform at random", matrix._replace(cost=noise * 50)),
    ]
    limits = Limits(seconds=18, clock=time.monotonic)
    for name, rules, pairs in (
        ("pairs apart", Rules(), 50),
        ("at most 900 moves", Rules(moves_most=900), 0),
        ("chains 5, cycles 3, 900 moves", Rules(moves_most=900, chain_longest=5, cycle_longest=3), 0),
        ("chains 5, cycles 3", Rules(chain_longest=5, cycle_longest=3), 0),
    ):
        problem = large(2, 2700, 300, 600, rules, pairs)
        took, plan = _timed(lambda one=problem: solve_large(one, limits))  # type: ignore[misc]
        assert plan is not None
        lines.append(
            f"  3,000 posts, {name}: {took:.1f} s, gain {plan.gain:,.0f}, bound {plan.bound:,.0f}, gap {plan.gap:.3%}"
        )
    return lines


def _plain(name: str, matrix: Case) -> str:
    took, found = _timed(lambda: assign(matrix, alike(matrix), 0.0))
    assert found is not None
    short = matrix.cost[np.arange(len(matrix.cost)), found.cols].sum() - found.bound
    kinds = len(alike(matrix).seats)
    return f"  3,000 x 3,000, {name} ({kinds:,} kinds of post): {took:.2f} s, at most {short:.6f} points above the bound"


def _honest() -> list[str]:
    lines = ["  honest, true fits known (promised and true gain; moves):"]
    for error in (0.2, 0.35, 0.5):
        lines.append(_gains(error, tally(range(60), Rules(tenure_least=None), error, draws=60)))
    told = tally(range(_CITIES), Rules(tenure_least=None), 0.35, draws=400)
    bands = "; ".join(f"{stated:.3f} → {came:.3f} ({cases:,})" for stated, came, cases in told.bands())
    lines.append(
        f"    chance to survive, {len(told.stated):,} moves: stated {np.mean(told.stated):.3f}, "
        f"came {np.mean(told.survived):.3f}; "
        f"by fifths {bands}"
    )
    return lines


def _gains(error: float, told: Tally) -> str:
    return (
        f"    error {error}: naive {np.mean(told.naive_promised):.1f} promised, {np.mean(told.naive_true):.1f} came "
        f"({told.naive_bias():+.0%}); shrunken {np.mean(told.promised):.1f}, {np.mean(told.true):.1f} ({told.bias():+.1%}), "
        f"{np.mean(told.moves):.1f} moves; a point per move "
        f"{np.mean(told.priced_true):.1f} with {np.mean(told.priced_moves):.1f}; "
        f"knowing all {np.mean(told.possible):.1f}; survive on average {np.mean(told.survived):.2f}, "
        f"at least 0.8 sure: {np.mean(np.array(told.stated) >= 0.8):.1%}"
    )


def _timed(work: Callable[[], _T]) -> tuple[float, _T]:
    started = time.perf_counter()
    found = work()
    return time.perf_counter() - started, found


if __name__ == "__main__":
    print(*run(), sep="\n")

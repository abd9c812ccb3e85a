"""Rotations of hundreds: equal to the exact search where it can tell, within the rules and under their bound where it cannot."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment

from takar.placement.solving.alike import alike
from takar.placement.solving.dense import assign, solve_large
from takar.placement.solving.exact import best
from takar.placement.solving.matrix import case, costs, frame, permitted
from takar.placement.solving.problem import Limits, Rules
from tests.placement.solving.cities import agency
from tests.placement.solving.judging import kept
from tests.placement.solving.large import large

LIMITS = Rules(moves_most=40, chain_longest=5, cycle_longest=3)


def test_the_plain_assignment_is_scipys_and_proved() -> None:
    made = frame(large(1, 150, 10, 20))
    matrix = case(made, costs(made, made.problem.fit), permitted(made))
    found = assign(matrix, alike(matrix), 0.0)
    assert found is not None
    rows, columns = linear_sum_assignment(np.where(matrix.permit, matrix.cost, 1e6))
    wants = matrix.cost[rows, columns].sum()
    assert matrix.cost[rows, found.cols].sum() == pytest.approx(wants, abs=1e-3)
    assert found.bound == pytest.approx(wants, abs=1e-3)
    assert found.bound <= wants + 1e-6


@pytest.mark.parametrize("seed", range(1, 5))
def test_29_posts_come_out_as_from_the_exact_search(seed: int) -> None:
    """Without chains to limit, the two ways share nothing but the matrix."""
    made = agency(seed, Rules(moves_most=9, apart=False)).problem
    found, wants = solve_large(made), best(made)
    assert found is not None
    assert wants is not None
    assert found.bound >= wants.score - 1e-4
    assert found.score <= wants.score + 1e-6
    assert found.gap < 0.05


@pytest.mark.parametrize(
    "rules", [LIMITS, replace(LIMITS, moves_most=None), replace(LIMITS, chain_longest=None)]
)
def test_every_rule_is_kept_and_the_bound_is_close(rules: Rules) -> None:
    made = large(2, 180, 20, 40, rules, pairs=20)
    found = solve_large(made, Limits(seconds=2, clock=time.monotonic))
    assert found is not None
    assert kept(made, tuple(found.assign.tolist()))
    assert found.score <= found.bound + 1e-6
    assert found.gap < 0.08


def test_forced_moves_are_kept_where_short_chains_have_to_be_cut() -> None:
    base = large(3, 120, 10, 20, Rules(chain_longest=6, cycle_longest=4))
    post = int(np.nonzero(base.holder < 0)[0][0])
    person = int(np.nonzero(base.eligible[:, post] & (base.current >= 0) & (base.years > 2))[0][0])
    made = replace(base, locked=((person, post),), must_fill=np.arange(base.posts) == post)
    found = solve_large(made, Limits(seconds=1, clock=time.monotonic))
    assert found is not None
    assert found.assign[person] == post
    assert kept(made, tuple(found.assign.tolist()))


def test_nothing_that_keeps_the_rules_is_told() -> None:
    made = large(4, 60, 5, 5)
    assert (
        solve_large(replace(made, eligible=np.zeros_like(made.eligible), must_fill=np.ones(made.posts, bool)))
        is None
    )

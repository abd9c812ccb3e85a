"""Plans joined anew keep every rule, and lose exactly so much less as is said."""

from __future__ import annotations

import numpy as np
import pytest

from takar.placement.solving.dense import _within, clean
from takar.placement.solving.joining import join, links_of
from takar.placement.solving.matrix import case, costs, frame, permitted
from takar.placement.solving.problem import Limits, Rules
from takar.placement.solving.throng import field_of, pick
from tests.placement.solving.judging import kept
from tests.placement.solving.large import large


@pytest.mark.parametrize("seed", range(1, 7))
@pytest.mark.parametrize(
    "rules",
    [
        Rules(chain_longest=5, cycle_longest=3),
        Rules(chain_longest=3, cycle_longest=2, moves_most=40),
        Rules(chain_longest=4, cycle_longest=3, no_worse=True, review_at=5.0, review_price=3.0),
    ],
)
def test_what_is_joined_keeps_the_rules_and_saves_what_is_said(seed: int, rules: Rules) -> None:
    problem = large(seed, 150, 30, 40, rules, pairs=8)
    made = frame(problem)
    matrix = case(made, costs(made, problem.fit), permitted(made))
    priced = _within(matrix, Limits())
    assert priced is not None
    field = field_of(matrix, priced.potential, priced.toll, 3.0)
    start = pick(matrix, field)
    people, posts = np.arange(problem.people), problem.posts
    cols = start[: len(people)].copy()
    filler = np.full(posts, -1)
    inside = people[cols < posts]
    filler[cols[inside]] = inside
    before, met = float(matrix.cost[people, cols].sum()), ~clean(matrix, start)
    moves = int((cols != matrix.stay).sum())
    saved = join(links_of(matrix, field), cols, filler, 40, seed)
    cols = np.where(cols < posts, cols, matrix.stay)
    whole = np.concatenate([cols, np.setdiff1d(np.arange(len(matrix.cost)), cols)])
    assert len(np.unique(whole)) == len(whole)
    assert matrix.permit[np.arange(len(whole)), whole].all()
    assert met or kept(problem, tuple(np.where(cols < posts, cols, -1).tolist()))
    for post in np.nonzero(np.isin(np.arange(posts), cols))[0]:
        assert cols[filler[post]] == post
    moved = int((cols != matrix.stay).sum())
    assert matrix.most < 0 or moved == moves
    tolls = priced.toll * (moved - moves)
    assert before - float(matrix.cost[people, cols].sum()) == pytest.approx(saved + tolls, abs=1e-6)
    assert saved >= 0
    if rules.moves_most is None and rules.chain_longest == 5:
        assert saved > 0

"""Kinds of post and their transportation problem: the same as an independent solver on every small matrix, with proof."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from takar.placement.solving.alike import alike
from takar.placement.solving.bidding import asked
from takar.placement.solving.dense import assign, least
from takar.placement.solving.places import Case
from takar.placement.solving.transport import transport


def matrix_of(seed: int) -> Case:
    """Few standards and much that is equal; who may not stay, may only stay, or stays dearer than others sit; nobody's rows."""
    rng = np.random.default_rng(seed)
    people, empty = int(rng.integers(1, 14)), int(rng.integers(0, 5))
    size, standards = people + empty, int(rng.integers(1, 5))
    standard = rng.integers(0, standards, size)
    cost = rng.integers(-4, 4, (size, standards))[:, standard] * rng.choice([0.5, 1.0, 1.7])
    permit = (rng.random((size, standards)) < rng.choice([0.5, 0.8, 1.0]))[:, standard]
    stay = rng.permutation(size)[:people]
    rows = np.arange(people)
    cost[rows, stay] += rng.choice([-1.0, 0.0, 0.0, 1.0], people)
    permit[rows, stay] |= rng.random(people) < 0.7
    odd = rng.random(cost.shape) < rng.choice([0.0, 0.05])
    cost[odd] += 0.3
    permit[rng.random(cost.shape) < rng.choice([0.0, 0.03])] = False
    cost[people:] = 0.0
    return Case(
        cost,
        permit,
        stay,
        stay.copy(),
        np.full(size, -1),
        -1,
        -1,
        -1,
        np.zeros((0, 2), np.int64),
        np.zeros((0, size), bool),
        np.zeros((0, size), bool),
    )


def tolled(matrix: Case, toll: float) -> np.ndarray:
    cost = matrix.cost.copy()
    rows = np.arange(len(matrix.stay))
    cost[rows] += toll
    cost[rows, matrix.stay] -= toll
    return np.where(matrix.permit, cost, 1e6)


@settings(max_examples=600, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from([0.0, 0.7, 30.0]), st.booleans())
def test_assignment_is_scipys_on_every_matrix_and_the_bound_proves_it(
    seed: int, toll: float, warm: bool
) -> None:
    matrix = matrix_of(seed)
    rows, columns = linear_sum_assignment(tolled(matrix, toll))
    wants = float(tolled(matrix, toll)[rows, columns].sum())
    price = np.random.default_rng(seed).normal(0, 3, len(matrix.cost)) if warm else None
    found = assign(matrix, alike(matrix), toll, price)
    if wants > 1e5:
        assert found is None
        return
    assert found is not None
    assert sorted(found.cols) == rows.tolist()
    assert matrix.permit[rows, found.cols].all()
    assert abs(tolled(matrix, toll)[rows, found.cols].sum() - wants) < 1e-6
    assert abs(found.bound - wants) < 1e-6
    assert found.bound == least(matrix.cost, matrix.permit, matrix.stay, toll, found.potential)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2**32))
def test_columns_of_one_kind_differ_only_where_somebody_stays(seed: int) -> None:
    matrix = matrix_of(seed)
    made = alike(matrix)
    cost = np.where(matrix.permit, matrix.cost, np.inf)
    for column, kind in enumerate(made.kind):
        rows = np.ones(len(cost), bool)
        rows[np.nonzero(matrix.stay == column)[0]] = False
        assert (cost[rows, column] == made.table[rows, kind]).all()
    assert (made.own <= made.table[np.arange(len(made.own)), made.kind[made.stay]]).all()
    assert (np.bincount(made.kind) == made.seats).all()


def test_posts_of_one_standard_become_one_kind_though_their_holders_stay_free_of_charge() -> None:
    rng = np.random.default_rng(5)
    size, standard = 40, np.arange(40) % 4
    cost = rng.normal(0, 1, (size, 4))[:, standard] + 2.0
    cost[np.arange(size), np.arange(size)] -= 2.0
    made = alike(matrix_of(1)._replace(cost=cost, permit=np.ones((size, size), bool), stay=np.arange(size)))
    assert len(made.seats) == 4


def test_where_everybody_is_alike_the_auction_ends() -> None:
    cost, seats = np.zeros((60, 1)), np.array([60])
    assert transport(cost, seats, asked(cost, seats, 1.0)) is not None
    nowhere = np.full((3, 2), np.inf)
    assert transport(nowhere, np.array([2, 1]), asked(nowhere, np.array([2, 1]), 1.0)) is None

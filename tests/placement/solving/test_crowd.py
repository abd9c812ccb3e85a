"""What a settled plan tells of its alternatives is what solving each again says; retests by few places are the best plans."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from takar.placement.solving.crowd import Crowd, crowd_of, plain, settled_from
from takar.placement.solving.dense import solve_large
from takar.placement.solving.exact import best
from takar.placement.solving.matrix import case, costs, frame, permitted
from takar.placement.solving.problem import Apart, Limits, Plan, Problem, Rules, Stopped
from takar.placement.solving.redo import Redo
from takar.placement.solving.settled import room
from tests.placement.solving.large import large

RULES = (
    Rules(move_price=1.0),
    Rules(move_price=2.0, worse_price=1.5, review_price=3.0, no_worse=True, floor=70.0),
    Rules(move_price=0.0, review_must=True, tenure_least=1.0),
)


def settled_case(seed: int, rules: Rules, pairs: int = 0) -> tuple[Problem, Plan, Crowd]:
    made = large(seed, 34, 5, 3, rules, pairs)
    # Fits that all differ, so that no two plans are equally good.
    noise = np.random.default_rng(seed).uniform(0, 0.5, made.fit.shape)
    made = replace(made, fit=made.fit - noise)
    found = best(made)
    assert found is not None
    crowd = crowd_of(made, found)
    assert crowd is not None
    return made, found, crowd


@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize("seed", range(3))
def test_the_plan_without_a_move_is_that_of_solving_again(seed: int, rules: Rules) -> None:
    made, found, crowd = settled_case(seed, rules)
    ways = room(crowd.made.columns)
    assert found.moves
    for move in found.moves:
        told = crowd.loss(found, move, ways)
        other = best(replace(made, forbidden=((move.person, move.post),)))
        if other is None:
            assert told.margin == float("inf")
            continue
        assert told.margin == pytest.approx(found.score - other.score, abs=1e-5)
        assert told.gain == pytest.approx(other.gain, abs=1e-5)


@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize("seed", range(3))
def test_a_changed_row_moves_exactly_whom_solving_again_moves(seed: int, rules: Rules) -> None:
    made, found, crowd = settled_case(seed, rules)
    ways, draws = room(crowd.made.columns), np.random.default_rng(seed)
    changed = 0
    for person in range(0, made.people, 3):
        rows = made.fit[person] + draws.normal(0, 6, (4, made.posts))
        for row, gone in zip(rows, crowd.moved(person, rows, ways), strict=True):
            fit = made.fit.copy()
            fit[person] = row
            other = best(replace(made, fit=fit))
            assert other is not None
            assert set(np.nonzero(other.assign != found.assign)[0]) == {
                one for one in gone if one < made.people
            }
            changed += bool(gone)
    assert changed


@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize("seed", range(2))
def test_a_retest_by_few_places_is_the_best_plan_of_all_places(seed: int, rules: Rules) -> None:
    made, found, crowd = settled_case(seed, rules)
    redo, draws = Redo(crowd), np.random.default_rng(seed)
    for size in (0.5, 4.0, 30.0):
        fit = made.fit + draws.normal(0, size, made.fit.shape)
        again = replace(made, fit=fit)
        cols, gap = redo.columns(fit)
        other = best(again)
        assert (cols is None) == (other is None)
        if cols is None or other is None:
            continue
        framed = frame(again)
        matrix = case(framed, costs(framed, fit), permitted(framed))
        rows = np.arange(len(cols))
        assert matrix.permit[rows, cols].all()
        mine = matrix.cost[rows, cols].sum()
        theirs = float(
            sum(
                matrix.cost[i, c]
                for i, c in enumerate(np.where(other.assign >= 0, other.assign, framed.stay))
            )
        )
        assert mine == pytest.approx(theirs, abs=1e-2)  # up to what keeping to the plan is worth
        assert gap < 1e-3
    assert found.moves


def test_of_equally_good_plans_a_retest_keeps_to_the_plan() -> None:
    """Two posts that are the same to everybody: who goes to which is not told anew by each retest."""
    fit = np.array([[70.0, 80.0, 80.0, 60.0], [60.0, 80.0, 80.0, 70.0]])
    made = Problem(
        fit, np.ones(fit.shape, bool), np.array([0, 3]), np.full(2, 3.0), np.zeros(4, int), np.zeros(4, bool),
        np.zeros(4, bool), np.ones(4), rules=Rules(),
    )  # fmt: skip
    found = best(made)
    assert found is not None
    turned = replace(found, assign=np.array([2, 1]))
    crowd = crowd_of(made, turned)
    assert crowd is not None
    for shift in (0.0, 1.0, -2.0):
        cols, _gap = Redo(crowd).columns(fit + shift)
        assert cols is not None
        assert cols[:2].tolist() == [2, 1]


def test_a_nearby_plan_settles_into_the_best() -> None:
    made, found, _ = settled_case(4, RULES[0])
    move = found.moves[0]
    closed = replace(made, forbidden=((move.person, move.post),))
    other, again = best(closed), settled_from(closed, found)
    assert other is not None
    assert again is not None
    assert again.score == pytest.approx(other.score, abs=1e-5)


def test_pairs_that_would_meet_are_never_told_as_an_answer() -> None:
    made, found, _ = settled_case(5, RULES[0])
    a, b = found.moves[0], found.moves[1]
    apart = replace(made, apart=(Apart(a.person, (a.post,), b.person, (b.post,)),))
    assert crowd_of(apart, found) is None
    with pytest.raises(LookupError):
        settled_from(apart, found)
    assert plain(apart)
    assert not plain(made.with_rules(chain_longest=3))


def test_searches_of_thousands_hear_that_they_are_to_stop() -> None:
    made = large(1, 60, 8, 4, Rules(chain_longest=3, cycle_longest=3))
    asked = iter([False] * 3)
    with pytest.raises(Stopped):
        solve_large(made, Limits(stop=lambda: next(asked, True)))

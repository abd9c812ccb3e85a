"""Front, survival, flips, margins, chains: on an agency of 29 officials and on tiny ones tried out in full."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from takar.placement.domain.tables import redraw
from takar.placement.solving.again import Again
from takar.placement.solving.exact import best, solve
from takar.placement.solving.frontier import fewer, front
from takar.placement.solving.links import solve_links
from takar.placement.solving.problem import Plan, Problem, Rules
from takar.placement.solving.survival import gains, survival
from takar.placement.solving.without import Change, flips, margins, refused, without
from tests.placement.solving.cities import ALL_RULES, agency, switched, tiny
from tests.placement.solving.judging import best_score, every, kept, score

LOOSE = replace(ALL_RULES, moves_most=None, chain_longest=None, cycle_longest=None)


def planned(problem: Problem) -> Plan:
    found = solve(problem)
    assert isinstance(found, Plan)
    return found


@pytest.mark.parametrize("seed", range(1, 9))
def test_29_posts_with_all_rules_equal_to_an_independent_model(seed: int) -> None:
    """Own search against HiGHS, with and without limits; matrices of retests, so that every one is new."""
    rules = [
        ALL_RULES,
        replace(ALL_RULES, moves_most=None),
        replace(ALL_RULES, chain_longest=None, cycle_longest=None),
    ]
    made = agency(seed, rules[seed % 3])
    again = Again(made.problem)
    matrix = again.case_of(redraw(made.table, 1, seed)[0])
    cols, cost, bound = again.columns(matrix)
    other, _, _ = solve_links(matrix, 60)
    assert other is not None
    assert cols is not None
    assert cost == pytest.approx(matrix.cost[np.arange(len(other)), other].sum(), abs=1e-4)
    assert bound == pytest.approx(cost, abs=1e-4)
    assert kept(made.problem, tuple(best(made.problem).assign.tolist()))  # type: ignore[union-attr]


@pytest.mark.parametrize("seed", range(25))
def test_the_front_holds_every_plan_that_nothing_beats(seed: int) -> None:
    made = tiny(seed, replace(switched(seed), moves_most=None, move_price=0.0))
    by_moves: dict[int, float] = {}
    for one in every(made):
        moves = sum(a != b for a, b in zip(one, made.current.tolist(), strict=True))
        by_moves[moves] = max(by_moves.get(moves, -np.inf), score(made, one))
    wants, top = [], -np.inf
    for moves in sorted(by_moves):
        if by_moves[moves] > top + 1e-6:
            top = by_moves[moves]
            wants.append((moves, top))
    found = [(len(plan.moves) + len(plan.removed), plan.score) for plan in front(made)]
    assert [moves for moves, _ in found] == [moves for moves, _ in wants]
    assert [points for _, points in found] == pytest.approx([points for _, points in wants], abs=1e-4)


def test_fewer_moves_is_the_best_with_one_less() -> None:
    made = agency(1, ALL_RULES).problem
    plan = planned(made)
    other = fewer(made, plan)
    assert other is not None
    assert len(other.moves) < len(plan.moves)
    assert other.score <= plan.score + 1e-6
    assert other.exact


@pytest.mark.parametrize("seed", range(20))
def test_the_margin_of_a_move_is_what_the_best_plan_without_it_loses(seed: int) -> None:
    made = tiny(seed)
    plan = best(made)
    if plan is None:
        pytest.skip("nothing keeps the rules")
    for move in plan.moves:
        found = without(made, plan, move)
        closed = replace(made, forbidden=(*made.forbidden, (move.person, move.post)))
        wants = best_score(closed)
        if wants is None or (move.person, move.post) in made.locked:
            assert found.plan is None
            continue
        assert found.plan is not None
        assert found.plan.score == pytest.approx(wants, abs=1e-5)
        assert found.margin == pytest.approx(plan.score - wants, abs=1e-5)


def test_the_margin_is_the_smallest_change_of_one_fit_that_undoes_a_move() -> None:
    made = agency(3, LOOSE).problem
    plan = planned(made)
    one = min((one for one in margins(made, plan) if one.plan), key=lambda one: one.margin)
    for less, stays in ((one.margin - 0.01, True), (one.margin + 0.01, False)):
        fit = made.fit.copy()
        fit[one.move.person, one.move.post] -= less
        assert bool(planned(replace(made, fit=fit)).assign[one.move.person] == one.move.post) is stays


def test_a_flip_undoes_the_move_and_no_smaller_step_of_those_tried_does() -> None:
    made = agency(2, ALL_RULES).problem
    plan = planned(made)
    tried = []
    for person in range(made.people):
        for points in (-1.0, 1.0, -3.0, 3.0, -9.0, 9.0):
            row = np.clip(made.fit[person] + points * (np.arange(made.posts) == person % made.posts), 0, 100)
            tried.append(Change(person, person % made.posts, points, row))
    found = flips(made, plan, tried)
    assert [flip.move for flip in found] == list(plan.moves)
    changed = [flip for flip in found if flip.change]
    assert changed
    for flip in changed[:4]:
        assert flip.change is not None
        for change in tried:
            fit = made.fit.copy()
            fit[change.person] = change.row
            other = planned(replace(made, fit=fit))
            undone = other.assign[flip.move.person] != flip.move.post
            if abs(change.step) < abs(flip.change.step):
                assert not undone
            if change is flip.change:
                assert undone


def test_survival_counts_the_retests_whose_best_plan_has_the_move() -> None:
    made = agency(4, ALL_RULES)
    plan = planned(made.problem)
    draws = redraw(made.table, 30, 9)
    found = survival(made.problem, plan, draws)
    wants = np.zeros(len(plan.moves))
    for fit in draws:
        other = planned(replace(made.problem, fit=fit))
        wants += [other.assign[move.person] == move.post for move in plan.moves]
    assert found.retests == 30
    assert found.chance == pytest.approx(wants / 30, abs=0.07)
    assert found.gap < 0.02


def test_without_limits_on_chains_survival_is_exact() -> None:
    made = agency(5, replace(LOOSE, moves_most=10, no_worse=True))
    plan = planned(made.problem)
    draws = redraw(made.table, 40, 9)
    found = survival(made.problem, plan, draws)
    wants = np.zeros(len(plan.moves))
    for fit in draws:
        other = solve(replace(made.problem, fit=fit))
        if isinstance(other, Plan):
            wants += [other.assign[move.person] == move.post for move in plan.moves]
    assert found.chance == pytest.approx(wants / 40)
    assert found.gap == pytest.approx(0.0, abs=1e-9)


def test_gains_over_the_own_fits_are_the_gain_of_the_plan() -> None:
    made = agency(6, ALL_RULES).problem
    plan = planned(made)
    assert gains(made, plan, made.fit[None]) == pytest.approx([plan.gain])


def test_decrees_follow_each_other_and_a_refusal_fells_what_comes_after() -> None:
    made = agency(1, Rules()).problem
    plan = planned(made)
    assert {len(chain.moves) for chain in plan.chains} > {1} or len(plan.chains) > 1
    for chain in plan.chains:
        for first, then in zip(chain.moves, chain.moves[1:], strict=False):
            assert then.post == first.origin
        if chain.cycle:
            assert chain.moves[0].post == chain.moves[-1].origin
            continue
        assert made.holder[chain.moves[0].post] < 0
        assert chain.leaves in (*plan.vacancies, -1)
    chain = max((one for one in plan.chains if not one.cycle), key=lambda one: len(one.moves))
    middle = chain.moves[len(chain.moves) // 2]
    found = refused(made, plan, middle.person)
    assert (*found.stand, *found.fall) == chain.moves
    assert found.fall[0] == middle
    assert found.plan is not None
    assert found.plan.assign[middle.person] == middle.origin
    for move in found.stand:
        assert found.plan.assign[move.person] == move.post


def test_vacancies_are_opened_from_the_lowest_post_to_the_highest() -> None:
    for seed in range(1, 6):
        made = agency(seed, ALL_RULES).problem
        ranks = [int(made.rank[post]) for post in planned(made).vacancies]
        assert ranks == sorted(ranks)

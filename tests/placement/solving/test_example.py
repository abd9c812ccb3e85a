"""The worked example of docs/rules/rotation.md, figure by figure."""

from __future__ import annotations

import numpy as np
import pytest

from takar.placement.solving.exact import solve
from takar.placement.solving.frontier import front
from takar.placement.solving.problem import Infeasible, Plan, Rule, problem
from takar.placement.solving.warm import warm
from takar.placement.solving.without import margins, refused

FIT = np.array([[80, 90, 70, 85], [82, 78, 88, 60], [75, 80, 74, 92], [70, 72, 84, 76]], float)
ELIGIBLE = np.array([[1, 1, 1, 1], [1, 1, 1, 0], [1, 1, 1, 1], [1, 0, 1, 1]], bool)
MADE = problem(FIT, ELIGIBLE, np.array([0, 1, 2, -1]), rank=np.array([1, 0, 0, 2]))


def planned() -> Plan:
    found = solve(MADE)
    assert isinstance(found, Plan)
    return found


def test_the_front_is_that_of_the_table() -> None:
    found = [(len(plan.moves), plan.gain) for plan in front(MADE)]
    assert found == [(0, 0.0), (1, 18.0), (2, 34.0), (3, 38.0), (4, 48.0)]


def test_the_best_plan_is_a_chain_and_a_cycle() -> None:
    chain, cycle = planned().chains
    assert [(move.person, move.post) for move in chain.moves] == [(2, 3), (3, 2)]
    assert not chain.cycle
    assert cycle.cycle
    assert {move.person for move in cycle.moves} == {0, 1}


def test_margins_and_what_would_undo_a_move() -> None:
    lost = {one.move.person: one.margin for one in margins(MADE, planned())}
    assert lost[2] == pytest.approx(17)
    assert lost[0] == pytest.approx(14)
    for fit, stays in ((76.1, True), (75.9, False)):
        changed = FIT.copy()
        changed[0, 1] = fit
        found = solve(problem(changed, ELIGIBLE, MADE.current))
        assert isinstance(found, Plan)
        assert bool(found.assign[0] == 1) is stays


def test_a_refusal_fells_the_cycle() -> None:
    found = refused(MADE, planned(), 1)
    assert found.stand == ()
    assert {move.person for move in found.fall} == {0, 1}
    assert found.plan is not None
    assert found.plan.gain == pytest.approx(34)


def test_both_ways_out_are_named() -> None:
    found = solve(MADE.with_rules(vacancies=False, outsiders=False))
    assert isinstance(found, Infeasible)
    assert set(found.rules) == {Rule.VACANCIES, Rule.OUTSIDERS}
    assert {way.rule: way.posts for way in found.ways}[Rule.VACANCIES] == (0,)
    assert {way.rule: way.people for way in found.ways}[Rule.OUTSIDERS] == (3,)
    assert all(str(1) in way.id and str(1) in way.en for way in found.ways)


def test_warming_up_compiles_both_ways() -> None:
    warm()

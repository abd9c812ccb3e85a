"""The optimum against trying every plan, with every rule on and off."""

from __future__ import annotations

from dataclasses import replace

import pytest

from takar.placement.solving.exact import best, solve
from takar.placement.solving.problem import Infeasible, Plan, Problem, Rule, Rules
from tests.placement.solving.cities import SWITCHES, switched, tiny
from tests.placement.solving.judging import best_score, kept, score


@pytest.mark.parametrize("seed", range(150))
def test_the_best_plan_is_the_best_of_all(seed: int) -> None:
    made = tiny(seed, switched(seed))
    found, wants = best(made), best_score(made)
    if wants is None:
        assert found is None
        return
    assert found is not None
    assign = tuple(found.assign.tolist())
    assert kept(made, assign)
    assert score(made, assign) == pytest.approx(wants, abs=1e-5)
    assert found.score == pytest.approx(wants, abs=1e-5)
    assert found.exact


def _base(rule: Rule, seed: int) -> Problem:
    """Long cycles need freedom."""
    if rule is Rule.CYCLE_LONGEST:
        return tiny(seed, Rules(tenure_least=None, eligibility=False), vacant=0, outsiders=0)
    return tiny(seed)


@pytest.mark.parametrize("rule", list(Rule))
def test_each_rule_bites_when_on_and_not_when_off(rule: Rule) -> None:
    on, off = SWITCHES[rule]
    bit = 0
    for seed in range(40):
        base = _base(rule, seed)
        strict = replace(base, rules=replace(base.rules, **{rule.value: on}))
        loose = replace(base, rules=replace(base.rules, **{rule.value: off}))
        with_it, without = best_score(strict), best_score(loose)
        found = best(strict)
        assert (found is None) == (with_it is None)
        if found is not None:
            assert kept(strict, tuple(found.assign.tolist()))
            assert found.score == pytest.approx(with_it, abs=1e-5)
        bit += with_it != without
    assert bit > 0


def test_impossible_rules_are_named() -> None:
    named = 0
    for seed in range(60):
        made = tiny(seed, switched(seed))
        found = solve(made)
        if isinstance(found, Plan):
            continue
        assert isinstance(found, Infeasible)
        for way in found.ways:
            assert best_score(replace(made, rules=made.rules.without(way.rule))) is not None
            named += 1
        if not found.ways:
            rules = made.rules
            for rule in found.together:
                rules = rules.without(rule)
            assert best_score(replace(made, rules=rules)) is not None
    assert named > 10

"""Why no plan keeps all rules: one named rule is relaxed at a time, and what it would have to let through is counted.

The counting makes each breach of the one rule cost more than everything else, so that what is named is the least that would do.
"""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from itertools import combinations

import numpy as np

from takar.placement.solving.exact import best, places
from takar.placement.solving.matrix import Frame, case, costs, forbids, frame, permitted
from takar.placement.solving.problem import Infeasible, Ints, Limits, Plan, Problem, Relaxation, Rule
from takar.placement.solving.wording import sentence

_BREACH = 1e6  # points; far above any sum of fits


def explain(problem: Problem, limits: Limits | None = None) -> Infeasible:
    """The rules each of which, left out, makes a plan possible; otherwise the smallest set of rules of which that is true."""
    bounds = limits or Limits()
    binding = [rule for rule in Rule if problem.rules.binds(rule)]
    ways = [way for rule in binding if (way := _relaxed(problem, rule, bounds)) is not None]
    return Infeasible(tuple(ways), () if ways else _together(problem, binding, bounds))


def _together(problem: Problem, binding: list[Rule], limits: Limits) -> tuple[Rule, ...]:
    for size in range(2, len(binding) + 1):
        for some in combinations(binding, size):
            rules = reduce(lambda kept, rule: kept.without(rule), some, problem.rules)
            if best(replace(problem, rules=rules), limits) is not None:
                return some
    return tuple(binding)


def _relaxed(problem: Problem, rule: Rule, limits: Limits) -> Relaxation | None:
    """What one rule would have to let through at the least, None when leaving it out is not enough."""
    loose = replace(problem, rules=problem.rules.without(rule))
    found = best(loose, limits)
    if found is None:
        return None
    match rule:
        case Rule.MOVES_MOST | Rule.CHAIN_LONGEST | Rule.CYCLE_LONGEST:
            return _number(problem, rule, found, limits)
        case Rule.MUST_FILL | Rule.VACANCIES:
            return _posts(problem, rule, limits)
        case Rule.APART:
            return _meeting(problem, found)
        case _:
            return _pairs(problem, rule, limits)


def _number(problem: Problem, rule: Rule, found: Plan, limits: Limits) -> Relaxation:
    """The least number that would do."""
    if rule is Rule.MOVES_MOST:
        dear = problem.with_rules(moves_most=None, move_price=_BREACH)
        fewest = best(dear, limits) or found
        needs = len(fewest.moves) + len(fewest.removed)
    else:
        now = getattr(problem.rules, rule.value)
        tries = range(now + 1, problem.people + 1)
        needs = next(n for n in tries if best(problem.with_rules(**{rule.value: n}), limits) is not None)
    return _way(rule, needs=needs)


def _pairs(problem: Problem, rule: Rule, limits: Limits) -> Relaxation:
    """Places that the rule forbids and a plan with the fewest of them would use."""
    loose = replace(problem, rules=problem.rules.without(rule))
    made, strict = frame(loose), frame(problem)
    wrong = np.zeros((problem.people, made.columns), bool)
    if rule is Rule.NO_REMOVAL:
        wrong[:, problem.posts :] = (problem.current >= 0)[:, None]
    else:
        wrong |= forbids(strict, rule)
    cols = _fewest(made, wrong, permitted(made), limits)
    people = [i for i in range(problem.people) if wrong[i, cols[i]]]
    pairs = tuple((i, int(cols[i]) if cols[i] < problem.posts else -1) for i in people)
    return _way(rule, people=tuple(people), pairs=pairs)


def _posts(problem: Problem, rule: Rule, limits: Limits) -> Relaxation:
    """Posts that would stay vacant all the same."""
    loose = replace(problem, rules=problem.rules.without(rule))
    made, strict = frame(loose), frame(problem)
    held = permitted(made)
    cost = costs(made, problem.fit)
    wanted = _wanted(strict, rule)
    cost[: problem.people, : problem.posts] -= np.where(wanted, _BREACH, 0.0)
    cols, _ = places(case(made, cost, held), limits)
    assert cols is not None
    vacant = set(cols[problem.people :].tolist())
    return _way(rule, posts=tuple(p for p in range(problem.posts) if p in vacant and wanted[p]))


def _wanted(strict: Frame, rule: Rule) -> np.ndarray:
    problem = strict.problem
    return problem.must_fill if rule is Rule.MUST_FILL else np.ones(problem.posts, bool)


def _fewest(made: Frame, wrong: np.ndarray, permit: np.ndarray, limits: Limits) -> Ints:
    cost = costs(made, made.problem.fit)
    cost[: made.problem.people] += np.where(wrong, _BREACH, 0.0)
    cols, _ = places(case(made, cost, permit), limits)
    assert cols is not None
    return cols


def _meeting(problem: Problem, found: Plan) -> Relaxation:
    """Pairs that would meet in the best plan that lets them."""
    pairs = [
        (pair.first, pair.second)
        for pair in problem.apart
        if found.assign[pair.first] in pair.posts and found.assign[pair.second] in pair.others
    ]
    return _way(Rule.APART, people=tuple(sorted({one for pair in pairs for one in pair})))


def _way(
    rule: Rule,
    *,
    people: tuple[int, ...] = (),
    posts: tuple[int, ...] = (),
    pairs: tuple[tuple[int, int], ...] = (),
    needs: float | None = None,
) -> Relaxation:
    count = int(needs) if needs is not None else len(posts) or len(pairs) or len(people)
    return Relaxation(
        rule, sentence(rule, count, "id"), sentence(rule, count, "en"), people, posts, pairs, needs
    )

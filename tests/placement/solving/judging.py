"""Rules of a rotation judged one plan at a time, and every plan of a tiny problem tried. Shares no code with the solvers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import numpy as np

from takar.placement.solving.problem import Problem


def kept(problem: Problem, assign: tuple[int, ...]) -> bool:
    """Whether a plan keeps every rule as it is set."""
    posts = [p for p in assign if p >= 0]
    if len(posts) != len(set(posts)):
        return False
    return all(_person(problem, i, p) for i, p in enumerate(assign)) and _whole(problem, assign)


def _person(problem: Problem, i: int, post: int) -> bool:
    rules, now = problem.rules, int(problem.current[i])
    if rules.locked and any(i == one and post != at for one, at in problem.locked):
        return False
    if post == now:
        due = now >= 0 and rules.review_at is not None and problem.years[i] >= rules.review_at
        return not (rules.review_must and due)
    if post < 0:
        return not rules.no_removal
    fit, own = problem.fit[i, post], problem.fit[i, now] if now >= 0 else 0.0
    checks = [
        not np.isnan(fit) and not np.isnan(own),
        not rules.eligibility or problem.eligible[i, post],
        rules.floor is None or fit >= rules.floor,
        rules.tenure_least is None or now < 0 or problem.years[i] >= rules.tenure_least,
        not rules.ban or not (problem.banned[post] or (now >= 0 and problem.banned[now])),
        not rules.no_worse or now < 0 or fit >= own,
        not rules.forbidden or (i, post) not in problem.forbidden,
        rules.outsiders or now >= 0,
    ]
    return all(bool(check) for check in checks)


def _whole(problem: Problem, assign: tuple[int, ...]) -> bool:
    rules, filled = problem.rules, set(assign)
    if rules.must_fill and any(must and p not in filled for p, must in enumerate(problem.must_fill)):
        return False
    if not rules.vacancies and any(p not in filled for p in range(problem.posts)):
        return False
    if rules.apart and any(
        assign[pair.first] in pair.posts and assign[pair.second] in pair.others for pair in problem.apart
    ):
        return False
    moves = sum(a != b for a, b in zip(assign, problem.current.tolist(), strict=True))
    if rules.moves_most is not None and moves > rules.moves_most:
        return False
    return _lengths(problem, assign)


def _lengths(problem: Problem, assign: tuple[int, ...]) -> bool:
    now = problem.current.tolist()
    filler = {p: i for i, p in enumerate(assign) if p >= 0}
    holder = {p: i for i, p in enumerate(now) if p >= 0}
    movers = {i for i, p in enumerate(assign) if p >= 0 and p != now[i]}
    starts = [i for i in movers if assign[i] not in holder or assign[holder[assign[i]]] < 0]
    seen: set[int] = set()
    for group, longest in (
        (starts, problem.rules.chain_longest),
        (sorted(movers), problem.rules.cycle_longest),
    ):
        for first in group:
            length, i = 0, first
            while i in movers and i not in seen:
                seen.add(i)
                length += 1
                i = filler.get(now[i], -1) if now[i] >= 0 else -1
            if longest is not None and length > longest:
                return False
    return True


def score(problem: Problem, assign: tuple[int, ...]) -> float:
    """Points above keeping everybody, prices taken off; what is due and stays costs in both."""
    rules = problem.rules
    total = 0.0
    for i, post in enumerate(assign):
        now = int(problem.current[i])
        total += _points(problem, i, post) - _points(problem, i, now)
        total -= rules.move_price * (post != now)
        if now >= 0 and post >= 0:
            total -= rules.worse_price * bool(problem.fit[i, post] < problem.fit[i, now])
        due = now >= 0 and rules.review_at is not None and problem.years[i] >= rules.review_at
        total -= rules.review_price * (due and post == now)
    return total


def _points(problem: Problem, i: int, post: int) -> float:
    if post < 0 or np.isnan(problem.fit[i, post]):
        return 0.0
    return float(problem.weight[post] * (problem.fit[i, post] - problem.rules.vacant_worth))


def every(problem: Problem) -> Iterator[tuple[int, ...]]:
    """Every plan that keeps the rules."""
    choices = range(-1, problem.posts)
    rows = [[p for p in choices if _person(problem, i, p)] for i in range(problem.people)]
    return (one for one in product(*rows) if kept(problem, one))


def best_score(problem: Problem) -> float | None:
    """Of every plan tried, the best; None when there is none."""
    return max((score(problem, one) for one in every(problem)), default=None)

"""Compiles the solvers' machine code once (a minute or two; kept on disk), so that no scenario waits for it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from takar.placement.solving.crowd import crowd_of
from takar.placement.solving.dense import solve_large
from takar.placement.solving.exact import best
from takar.placement.solving.market import place_market, plain_market
from takar.placement.solving.problem import Problem, problem
from takar.placement.solving.redo import Redo
from takar.placement.solving.settled import room


def warm() -> None:
    """Solves tiny rotations in every way (with and without limits on chains, as few people and as many) and a tiny region."""
    fit = np.array([[70.0, 80.0, 75.0, 60.0], [85.0, 72.0, 78.0, 61.0], [60.0, 90.0, 71.0, 88.0]])
    made = problem(fit, np.ones(fit.shape, bool), np.array([0, 1, 2]))
    limited = made.with_rules(chain_longest=2, cycle_longest=2, moves_most=2)
    for one in (made, limited):
        best(one)
        solve_large(one)
    solve_large(made.with_rules(moves_most=1))
    _as_many(made)
    _region()


def _region() -> None:
    """Three people and two kinds of post, one with a holder of its own, as `regional.placing` puts them."""
    fit = np.array([[700, 800, -1], [850, 720, 780]])
    extra = np.array([2, -1, -1])
    made = plain_market(fit, np.array([0, 1, 1]), np.full(3, 680), extra, np.array([690, 0, 0]))
    found = place_market(made)
    made.seen(found.prices, None)


def _as_many(made: Problem) -> None:
    plan = solve_large(made)
    crowd = crowd_of(made, plan) if plan else None
    if plan is None or crowd is None:
        return
    ways = room(crowd.made.columns)
    for move in plan.moves:
        crowd.loss(plan, move, ways)
    crowd.moved(0, replace(made).fit[:1] - 30.0, ways)
    Redo(crowd).columns(made.fit + 1.0)

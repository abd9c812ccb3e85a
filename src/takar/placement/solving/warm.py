"""Compiles the solvers' machine code once (half a minute; kept on disk), so that no page waits for it."""

from __future__ import annotations

import numpy as np

from takar.placement.solving.exact import best
from takar.placement.solving.problem import Rules, problem


def warm() -> None:
    """Solves two tiny rotations, one with and one without limits on chains."""
    fit = np.array([[70.0, 80.0, 75.0], [85.0, 72.0, 78.0]])
    made = problem(fit, np.ones((2, 3), bool), np.array([0, 1]))
    for rules in (Rules(), Rules(chain_longest=2, cycle_longest=2, moves_most=2)):
        best(
            made.with_rules(
                **{name: getattr(rules, name) for name in ("chain_longest", "cycle_longest", "moves_most")}
            )
        )

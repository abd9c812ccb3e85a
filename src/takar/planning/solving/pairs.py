"""Groups, and who rates whom."""

from __future__ import annotations

from takar.planning.domain.problem import Batch, Limits, Problem
from takar.planning.domain.solution import Impossible, Season, Stopped


def plan_pairs(problem: Problem, batches: tuple[Batch, ...], limits: Limits) -> Season | Impossible | Stopped:
    """The batches with groups and raters. Many different pairs over the season; `network` tells how it hangs together."""
    raise NotImplementedError

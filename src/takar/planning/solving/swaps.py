"""With whom somebody could change places."""

from __future__ import annotations

from takar.planning.domain.problem import Problem
from takar.planning.domain.solution import Swap


def swaps(problem: Problem, person: str, *, into: str = "", most: int = 10) -> tuple[Swap, ...]:
    """Changes of place in `problem.batches` that break no rule, best first; `into`: only with people of this batch."""
    raise NotImplementedError

"""A new seat after an absence."""

from __future__ import annotations

from datetime import date

from takar.planning.domain.problem import Limits, Problem
from takar.planning.domain.solution import Impossible, Repair


def repair(problem: Problem, absent: tuple[str, ...], after: date, limits: Limits) -> Repair | Impossible:
    """Seats those absent in batches of `problem.batches` that begin after `after`.

    Fewest others moved (none while a seat is free), then earliest.
    """
    raise NotImplementedError

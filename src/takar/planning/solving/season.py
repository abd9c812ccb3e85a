"""Dates, roster and pairs one after another."""

from __future__ import annotations

from takar.planning.domain.problem import Limits, Problem
from takar.planning.domain.solution import Impossible, Season, Stopped


def plan_season(problem: Problem, limits: Limits) -> Season | Impossible | Stopped:
    """Everything: dates, then (when `rules.assessors` > 0) roster, groups and pairs. Honours what stands locked."""
    raise NotImplementedError


def replan(
    problem: Problem, limits: Limits, keep: frozenset[str] = frozenset()
) -> Season | Impossible | Stopped:
    """After changes by hand: keeps locks and moves as few people as possible; `moved` names them.

    Batches in `keep` stay as they are.
    """
    raise NotImplementedError

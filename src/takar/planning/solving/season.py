"""Dates, roster and pairs one after another."""

from __future__ import annotations

from dataclasses import replace

from takar.planning.domain.problem import Batch, Limits, Problem
from takar.planning.domain.solution import Impossible, Season, Stopped
from takar.planning.solving.budget import Budget
from takar.planning.solving.dates import plan_dates
from takar.planning.solving.pairs import plan_pairs
from takar.planning.solving.roster import plan_roster


def plan_season(problem: Problem, limits: Limits) -> Season | Impossible | Stopped:
    """Everything: dates, then (when `rules.assessors` > 0) roster, groups and pairs. Honours what stands locked.

    `limits.seconds` is for all three together.
    """
    budget = Budget(limits)
    dates = plan_dates(problem, limits)
    if not isinstance(dates, Season):
        return dates
    budget.took(dates.dates.seconds if dates.dates else 0.0)
    if problem.rules.assessors <= 0 or not dates.batches:
        return dates
    roster = plan_roster(problem, dates.batches, replace(limits, seconds=budget.left))
    if not isinstance(roster, Season):
        return roster
    budget.took(roster.roster.seconds if roster.roster else 0.0)
    pairs = plan_pairs(problem, roster.batches, replace(limits, seconds=budget.left))
    if not isinstance(pairs, Season):
        return pairs
    return replace(
        dates, batches=pairs.batches, roster=roster.roster, pairs=pairs.pairs, network=pairs.network
    )


def replan(
    problem: Problem, limits: Limits, keep: frozenset[str] = frozenset()
) -> Season | Impossible | Stopped:
    """After changes by hand: keeps locks and moves as few people as possible; `moved` names them.

    Batches in `keep` stay as they are, people and duties included. Duties elsewhere stay where they can.
    """
    kept = tuple(_whole(batch) if batch.id in keep else batch for batch in problem.batches)
    return plan_season(replace(problem, batches=kept), limits)


def _whole(batch: Batch) -> Batch:
    duties = tuple(replace(duty, locked=True) for duty in batch.duties)
    return replace(batch, locked=True, locked_people=frozenset(batch.people), duties=duties)

"""People from one batch to another with everything that hangs on it: groups and raters follow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from takar.planning.domain.problem import Batch, Problem
from takar.planning.domain.solution import Move
from takar.planning.solving.conflicts import Conflicts
from takar.planning.solving.groups import make_groups


def reseat(problem: Problem, moves: Iterable[Move]) -> tuple[Batch, ...]:
    """`problem.batches` after the moves. Newcomers join the smallest group and the least loaded raters who may rate them."""
    gone: dict[str, list[str]] = {}
    come: dict[str, list[str]] = {}
    for move in moves:
        gone.setdefault(move.origin, []).append(move.person)
        come.setdefault(move.target, []).append(move.person)
    conflicts = Conflicts(problem)
    return tuple(
        _changed(problem, conflicts, batch, gone.get(batch.id, []), come.get(batch.id, []))
        for batch in problem.batches
    )


def _changed(problem: Problem, conflicts: Conflicts, batch: Batch, gone: list[str], come: list[str]) -> Batch:
    if not gone and not come:
        return batch
    people = (*(one for one in batch.people if one not in gone), *come)
    raters = {one: panel for one, panel in batch.raters.items() if one not in gone}
    moved = replace(batch, people=people, locked_people=batch.locked_people - set(gone))
    if batch.raters:
        load = Counter(one for panel in raters.values() for one in panel)
        rating = [duty.assessor for duty in batch.duties if duty.role != "standby"]
        for person in come:
            able = [one for one in rating if one not in conflicts.of(person, batch)]
            panel = tuple(sorted(sorted(able, key=lambda one: (load[one], one))[: problem.rules.raters]))
            raters[person] = panel
            load.update(panel)
    return replace(moved, raters=raters, groups=_groups(problem, moved, gone, come) if batch.groups else ())


def _groups(problem: Problem, batch: Batch, gone: list[str], come: list[str]) -> tuple[tuple[str, ...], ...]:
    groups = [[one for one in group if one not in gone] for group in batch.groups]
    for person in come:
        min(groups, key=len).append(person)
    rules = problem.rules
    if all(min(rules.group_least, len(batch.people)) <= len(one) <= rules.group_most for one in groups):
        return tuple(tuple(group) for group in groups)
    return make_groups(problem, batch)

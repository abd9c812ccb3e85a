"""Changes by hand, pure: the batches after a change, and what it breaks and costs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from takar.planning.domain.grouping import joined, left
from takar.planning.domain.problem import Batch, Duty, Problem, wait_cost
from takar.planning.domain.solution import Violation

Batches = tuple[Batch, ...]
Judge = Callable[[Problem, Batches], tuple[Violation, ...]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a change would do: rules it breaks (then it is refused), rules it mends, and points of the wishes it costs."""

    broken: tuple[Violation, ...]
    mended: tuple[Violation, ...]
    cost: int
    batches: Batches

    @property
    def allowed(self) -> bool:
        return not self.broken


def judged(problem: Problem, before: Batches, after: Batches, judge: Judge) -> Verdict:
    """Only what the change itself does: a rule that was broken before is not held against it."""
    old = {_about(one): one for one in judge(replace(problem, batches=before), before)}
    new = {_about(one): one for one in judge(replace(problem, batches=after), after)}
    return Verdict(
        broken=tuple(one for key, one in new.items() if key not in old),
        mended=tuple(one for key, one in old.items() if key not in new),
        cost=points(problem, after) - points(problem, before),
        batches=after,
    )


def points(problem: Problem, batches: Iterable[Batch]) -> int:
    """Points of the wishes about dates: less is better."""
    people = {one.id: one for one in problem.people}
    return sum(
        wait_cost(people[nip], one.first_day, problem.first_day, problem.wishes)
        for one in batches
        for nip in one.people
        if nip in people
    )


def with_person_moved(problem: Problem, batches: Batches, nip: str, target: str) -> Batches:
    """The person leaves his batch and gets a seat, a group and raters in `target`; nobody else changes."""
    rest = with_person_left(problem, batches, nip)
    return tuple(seated(problem, one, nip) if one.id == target else one for one in rest)


def with_person_left(problem: Problem, batches: Batches, nip: str) -> Batches:
    """Nobody else changes; groups that become too small are filled up."""
    return tuple(_without(problem, one, nip) if nip in one.people else one for one in batches)


def with_people_swapped(problem: Problem, batches: Batches, nip: str, other: str) -> Batches:
    """Two people take each other's batch; groups and raters are found anew for both."""
    home = next(one.id for one in batches if nip in one.people)
    away = next(one.id for one in batches if other in one.people)
    rest = tuple(
        _without(problem, _without(problem, one, nip), other) if one.id in (home, away) else one
        for one in batches
    )
    coming = {home: other, away: nip}
    return tuple(seated(problem, one, coming[one.id]) if one.id in coming else one for one in rest)


def with_days_moved(batches: Batches, batch: str, days: tuple[date, ...]) -> Batches:
    return tuple(replace(one, days=days) if one.id == batch else one for one in batches)


def with_duty_changed(batches: Batches, batch: str, leaves: int, comes: int, role: str = "") -> Batches:
    """`comes` takes over duty and ratings of `leaves`; 0 for nobody. `role` for somebody who is added."""
    return tuple(_duty(one, leaves, comes, role) if one.id == batch else one for one in batches)


def seated(problem: Problem, batch: Batch, nip: str) -> Batch:
    """The batch with one more person: in the smallest group, rated by those least busy who may rate him."""
    groups = joined(batch.groups, nip, problem.rules.group_least, problem.rules.group_most)
    raters = dict(batch.raters) | {nip: chosen} if (chosen := _raters(problem, batch, nip)) else batch.raters
    return replace(batch, people=(*batch.people, nip), groups=groups, raters=raters)


def group_of(batch: Batch, nip: str) -> int:
    """His group from 1, or 0 when the batch has none."""
    return next((number for number, group in enumerate(batch.groups, 1) if nip in group), 0)


def may_rate(problem: Problem, assessor: int, nip: str, on: date) -> bool:
    """Not of his own office, and no tie that counts on that day."""
    person = next((one for one in problem.people if one.id == nip), None)
    rater = next((one for one in problem.assessors if one.id == assessor), None)
    if rater is None or (person and rater.unit and rater.unit == person.unit):
        return False
    return not any(
        tie.assessor == assessor and tie.person == nip and (tie.until is None or tie.until >= on)
        for tie in problem.ties
    )


def _raters(problem: Problem, batch: Batch, nip: str) -> tuple[int, ...]:
    if not (batch.raters or batch.duties):
        return ()
    load = Counter(rater for raters in batch.raters.values() for rater in raters)
    rating = [one.assessor for one in batch.duties if one.role != "standby"]
    fit = [one for one in rating if may_rate(problem, one, nip, batch.first_day)]
    chosen = sorted(fit, key=lambda one: (load[one], one))[: problem.rules.raters]
    return tuple(sorted(chosen))


def _without(problem: Problem, batch: Batch, nip: str) -> Batch:
    return replace(
        batch,
        people=tuple(one for one in batch.people if one != nip),
        locked_people=batch.locked_people - {nip},
        groups=left(batch.groups, nip, problem.rules.group_least, problem.rules.group_most),
        raters={one: raters for one, raters in batch.raters.items() if one != nip},
    )


def _duty(batch: Batch, leaves: int, comes: int, role: str) -> Batch:
    old = next((one for one in batch.duties if one.assessor == leaves), None)
    kept = tuple(one for one in batch.duties if one.assessor != leaves)
    if comes:
        kept = (*kept, Duty(comes, old.role if old else role or "assessor"))
    raters = {
        nip: tuple(sorted({comes if one == leaves else one for one in them} - {0}))
        for nip, them in batch.raters.items()
    }
    return replace(batch, duties=kept, raters=raters)


def _about(one: Violation) -> tuple[object, ...]:
    return one.rule, one.batch, one.person, one.assessor, one.unit, one.day

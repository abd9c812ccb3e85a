"""With whom somebody could change places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from takar.planning.domain.problem import Batch, Person, Problem, wait_cost
from takar.planning.domain.solution import Swap
from takar.planning.solving.conflicts import Conflicts


def swaps(problem: Problem, person: str, *, into: str = "", most: int = 10) -> tuple[Swap, ...]:
    """Changes of place in `problem.batches` that break no rule, best first; `into`: only with people of this batch.

    Locked people do not change. Empty when the person has no place.
    """
    home = next((batch for batch in problem.batches if person in batch.people), None)
    if home is None or person in home.locked_people:
        return ()
    found = _Partners(problem, home, person).all(into)
    return tuple(sorted(found, key=lambda one: (one.points, one.other_batch, one.other)))[:most]


class _Partners:
    """Checks candidates one by one against counts made once."""

    def __init__(self, problem: Problem, home: Batch, person: str) -> None:
        self.problem, self.home = problem, home
        self.people = {one.id: one for one in problem.people}
        self.me = self.people.get(person)
        self.days = {one: frozenset(batch.days) for batch in problem.batches for one in batch.people}
        self.most = {unit.id: unit.away_most for unit in problem.units}
        self.partner: dict[str, list[str]] = {}
        for head, deputy in problem.deputies:
            self.partner.setdefault(head, []).append(deputy)
            self.partner.setdefault(deputy, []).append(head)
        self.conflicts = Conflicts(problem)
        self.away = Counter(
            (self.people[one].unit, day)
            for batch in problem.batches
            for one in batch.people
            if one in self.people
            for day in batch.days
        )
        self.beds = Counter(
            day
            for batch in problem.batches
            for one in batch.people
            if one in self.people and self.people[one].needs_bed
            for day in batch.days
        )

    def all(self, into: str) -> Iterator[Swap]:
        me = self.me
        if me is None:
            return
        for batch in self.problem.batches:
            fits = batch.job_class == self.home.job_class and batch.days != self.home.days
            if fits and into in ("", batch.id) and self._may_sit(me, batch):
                for name in batch.people:
                    other = self.people.get(name)
                    if other and name not in batch.locked_people and self._works(me, other, batch):
                        points = self._points(me, batch) + self._points(other, self.home)
                        points -= self._points(me, self.home) + self._points(other, batch)
                        yield Swap(me.id, name, self.home.id, batch.id, points)

    def _works(self, me: Person, other: Person, batch: Batch) -> bool:
        return (
            self._may_sit(other, self.home)
            and self._apart(me, other, batch.days)
            and self._apart(other, me, self.home.days)
            and self._counts_hold(me, other, frozenset(batch.days), frozenset(self.home.days))
        )

    def _may_sit(self, one: Person, batch: Batch) -> bool:
        if any(span.covers(day) for span in one.absences for day in batch.days):
            return False
        rating = {duty.assessor for duty in batch.duties if duty.role != "standby"}
        return not rating or len(rating - self.conflicts.of(one.id, batch)) >= self.problem.rules.raters

    def _apart(self, one: Person, swapped: Person, days: tuple[date, ...]) -> bool:
        """His head or deputy is not away on these days; the one he changes with is gone from there."""
        return not any(
            self.days.get(partner, frozenset()) & set(days)
            for partner in self.partner.get(one.id, ())
            if partner != swapped.id
        )

    def _counts_hold(self, me: Person, other: Person, there: frozenset[date], here: frozenset[date]) -> bool:
        """Units and beds on the days that only one of the two batches has."""
        beds = self.problem.rules.beds
        for goes, comes, days in ((other, me, there - here), (me, other, here - there)):
            for day in days:
                same = goes.unit == comes.unit
                if not same and self.away[comes.unit, day] >= self.most.get(comes.unit, 1 << 30):
                    return False
                if beds is not None and self.beds[day] + comes.needs_bed - goes.needs_bed > beds:
                    return False
        return True

    def _points(self, one: Person, batch: Batch) -> int:
        return wait_cost(one, batch.first_day, self.problem.first_day, self.problem.wishes)

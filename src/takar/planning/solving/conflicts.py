"""Whom an assessor may not rate."""

from __future__ import annotations

from takar.planning.domain.problem import Batch, Problem


class Conflicts:
    """Own unit and ties, looked up for a batch."""

    def __init__(self, problem: Problem) -> None:
        self._unit = {person.id: person.unit for person in problem.people}
        self._staff: dict[str, list[int]] = {}
        for one in problem.assessors:
            if one.unit:
                self._staff.setdefault(one.unit, []).append(one.id)
        self._ties: dict[str, list[tuple[int, int]]] = {}
        for tie in problem.ties:
            until = tie.until.toordinal() if tie.until else 10**9
            self._ties.setdefault(tie.person, []).append((tie.assessor, until))

    def of(self, person: str, batch: Batch) -> frozenset[int]:
        """Assessors who may not rate this person in this batch."""
        start = batch.first_day.toordinal()
        own = self._staff.get(self._unit.get(person, ""), ())
        tied = (assessor for assessor, until in self._ties.get(person, ()) if until >= start)
        return frozenset((*own, *tied))

    def in_batch(self, batch: Batch) -> dict[frozenset[int], tuple[str, ...]]:
        """People of a batch by whom they must not have as rater."""
        found: dict[frozenset[int], list[str]] = {}
        for person in batch.people:
            found.setdefault(self.of(person, batch), []).append(person)
        return {barred: tuple(people) for barred, people in found.items()}

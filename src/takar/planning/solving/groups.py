"""A batch into groups of nearly the same size, people of one unit apart."""

from __future__ import annotations

from takar.planning.domain.problem import Batch, Problem

_USUAL = 6


def make_groups(problem: Problem, batch: Batch) -> tuple[tuple[str, ...], ...]:
    """Groups of `group_least` to `group_most`, about six where both allow it; sizes differ by one at most."""
    count = how_many(len(batch.people), problem.rules.group_least, problem.rules.group_most)
    unit = {person.id: person.unit for person in problem.people}
    dealt = sorted(batch.people, key=lambda one: (unit.get(one, ""), one))
    return tuple(tuple(dealt[place::count]) for place in range(count))


def how_many(people: int, least: int, most: int) -> int:
    """Number of groups; where no number fits both limits, groups stay below the upper one."""
    fewest, largest = -(-people // most), people // least
    if fewest > largest:
        return fewest
    return max(1, min(largest, max(fewest, round(people / _USUAL))))

"""How the ratings of a season hang together."""

from __future__ import annotations

from itertools import combinations

from takar.planning.domain.problem import Batch, Problem
from takar.planning.domain.solution import Network


def network(problem: Problem, batches: tuple[Batch, ...]) -> Network:
    """Assessors who rated the same person are linked; `components` counts who is linked by some chain."""
    raters = {one for batch in batches for panel in batch.raters.values() for one in panel}
    links: dict[int, set[int]] = {one: set() for one in raters}
    for batch in batches:
        for panel in batch.raters.values():
            for one, other in combinations(panel, 2):
                links[one].add(other)
                links[other].add(one)
    pairs = sum(len(others) for others in links.values()) // 2
    possible = len(raters) * (len(raters) - 1) // 2
    return Network(
        raters=len(raters),
        components=_components(links),
        linked=pairs / possible if possible else 0.0,
        least_links=min((len(others) for others in links.values()), default=0),
        pairs=pairs,
    )


def _components(links: dict[int, set[int]]) -> int:
    left, count = set(links), 0
    while left:
        count += 1
        reached = [left.pop()]
        while reached:
            near = links[reached.pop()] & left
            left -= near
            reached += near
    return count

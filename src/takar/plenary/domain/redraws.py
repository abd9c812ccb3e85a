"""How sure the ranks are: the table is drawn again and again within its measurement error.

Random numbers come from SHA-256 of the table's root and a counter, so that nobody can choose them and anybody can repeat them.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from takar.plenary.domain.table import INTERVIEW, Line, PostTable, lines_of

REDRAWS = 2000


@dataclass(frozen=True, slots=True)
class Chances:
    """`ranks`: nip -> chance of rank 1, 2, …; `best_in`: chance that the truly best is among the first `names`.

    `errors`: standard error per component and candidate as used, in points of the scale; `redraws` and `seed` repeat it.
    """

    ranks: Mapping[str, tuple[float, ...]]
    best_in: float
    names: int
    errors: Mapping[str, Mapping[str, float]]
    redraws: int
    seed: str


def chances(post: PostTable, seed: str, names: int, redraws: int = REDRAWS) -> Chances | None:
    """None when fewer than two candidates are ranked."""
    able = [line for line in lines_of(post) if line.rank is not None]
    if len(able) < 2:
        return None
    errors = standard_errors(post, able)
    weights = {one.code: float(one.weight) / 100 for one in post.rules.components}
    centre = [
        sum(float(line.values[code] or 0) * weight for code, weight in weights.items()) for line in able
    ]
    # Errors of components are independent, so one draw per candidate has their joint spread.
    spread = [
        math.sqrt(sum((weights[code] * error) ** 2 for code, error in errors[line.entrant.nip].items()))
        for line in able
    ]
    counts = [[0] * len(able) for _ in able]
    first = {place for place, line in enumerate(able) if (line.rank or 0) <= names}
    noise, inside = normals(f"{seed}/{post.code}"), 0
    for _ in range(redraws):
        drawn = [mean + next(noise) * error for mean, error in zip(centre, spread, strict=True)]
        order = sorted(range(len(able)), key=lambda place: -drawn[place])
        for rank, place in enumerate(order):
            counts[place][rank] += 1
        inside += order[0] in first
    ranks = {
        line.entrant.nip: tuple(n / redraws for n in row) for line, row in zip(able, counts, strict=True)
    }
    return Chances(ranks, inside / redraws, names, errors, redraws, seed)


def standard_errors(post: PostTable, able: Sequence[Line]) -> dict[str, dict[str, float]]:
    """Per candidate and component: as given, or from how raters of the same place differ; 0 where nothing is known."""
    places = {rating.place for line in able for rating in line.entrant.ratings}
    within = {place: _within(able, place) for place in places}
    return {
        line.entrant.nip: {one.code: _error(post, line, one.code, within) for one in post.rules.components}
        for line in able
    }


def normals(seed: str) -> Iterator[float]:
    """Standard normal numbers by Box and Muller (1958) from SHA-256(seed/0), SHA-256(seed/1), …"""
    counter = 0
    while True:
        block = hashlib.sha256(f"{seed}/{counter}".encode()).digest()
        counter += 1
        u = [(int.from_bytes(block[at : at + 8], "big") + 1) / (2**64 + 1) for at in range(0, 32, 8)]
        for one, other in ((u[0], u[1]), (u[2], u[3])):
            radius, angle = math.sqrt(-2 * math.log(one)), 2 * math.pi * other
            yield radius * math.cos(angle)
            yield radius * math.sin(angle)


def _error(post: PostTable, line: Line, code: str, within: Mapping[str, float]) -> float:
    given = line.entrant.errors.get(code)
    if given is not None:
        return float(given)
    if code != INTERVIEW:
        return _of_mean(line, code, within)
    parts = ((float(r.weight) / 100 * _of_mean(line, r.code, within)) ** 2 for r in post.rules.rooms)
    return math.sqrt(sum(parts))


def _of_mean(line: Line, place: str, within: Mapping[str, float]) -> float:
    raters = sum(r.place == place and r.value is not None for r in line.entrant.ratings)
    return math.sqrt(within[place] / raters) if raters else 0.0


def _within(able: Sequence[Line], place: str) -> float:
    """Variance of one rating about its candidate's mean, pooled over candidates (points squared)."""
    squares, freedom = 0.0, 0
    for line in able:
        found = [float(r.value) for r in line.entrant.ratings if r.place == place and r.value is not None]
        if len(found) > 1:
            mean = fmean(found)
            squares += sum((value - mean) ** 2 for value in found)
            freedom += len(found) - 1
    return squares / freedom if freedom else 0.0

"""Requirements of many posts, each distinct one once: so that one person is checked against 60,000 posts in milliseconds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from takar.placement.domain.points import PART_OF
from takar.placement.domain.values import PARTS, FitRules, Flags, Floats, Post, Whole
from takar.positions.public import UNKNOWN, UNMET, FactTable, Requires, judged, requirement_key


@dataclass(frozen=True, slots=True)
class Catalogue:
    """`distinct`: requirements with a post that asks them; `set_of`: (m,) which set of requirements a post asks.

    `mutlak`, and `points` per part: (sets, distinct) how much each counts in each set.
    """

    distinct: tuple[tuple[Requires, Post], ...]
    set_of: Whole
    mutlak: Floats
    points: dict[str, Floats]


def set_key(post: Post) -> tuple[object, ...]:
    """Posts with the same key ask the same of a career."""
    return tuple((requirement_key(one, post), one.weight) for one in post.requirements)


def catalogue_of(posts: Sequence[Post], rules: FitRules) -> Catalogue:
    """Every distinct requirement of `posts`, and which sets of them there are."""
    places: dict[tuple[object, ...], int] = {}
    distinct: list[tuple[Requires, Post]] = []
    sets: dict[tuple[object, ...], int] = {}
    firsts: list[Post] = []
    set_of = np.empty(len(posts), dtype=np.intp)
    for at, post in enumerate(posts):
        for one in post.requirements:
            if places.setdefault(requirement_key(one, post), len(distinct)) == len(distinct):
                distinct.append((one, post))
        number = sets.setdefault(set_key(post), len(firsts))
        if number == len(firsts):
            firsts.append(post)
        set_of[at] = number
    return _weighed(distinct, places, firsts, set_of, rules)


def _weighed(
    distinct: list[tuple[Requires, Post]],
    places: dict[tuple[object, ...], int],
    firsts: list[Post],
    set_of: Whole,
    rules: FitRules,
) -> Catalogue:
    shape = (len(firsts), len(distinct))
    worth = {"penting": float(rules.points_penting), "perlu": float(rules.points_perlu)}
    mutlak = np.zeros(shape)
    points = {part: np.zeros(shape) for part in PARTS[1:]}
    for row, post in enumerate(firsts):
        for one in post.requirements:
            column = places[requirement_key(one, post)]
            if one.weight == "mutlak":
                mutlak[row, column] = 1.0
            elif one.kind in PART_OF:
                points[PART_OF[one.kind]][row, column] += worth.get(one.weight, 0.0)
    return Catalogue(tuple(distinct), set_of, mutlak, points)


@dataclass(frozen=True, slots=True)
class PersonTerms:
    """One person against every set: as `points.Points`, and whether a Mutlak fails or is not known."""

    weight: Floats
    added: Floats
    failed: Flags
    unsure: Flags


def person_terms(
    catalogue: Catalogue, one: FactTable, tenure: tuple[float, bool], on: date, rules: FitRules
) -> PersonTerms:
    """`one`: a table of one row; `tenure`: points and whether they are known."""
    found = [judged(requirement, post, one, on) for requirement, post in catalogue.distinct]
    states = np.array([outcome.state[0] for outcome in found], dtype=np.int8)
    shares = np.array([outcome.share[0] for outcome in found], dtype=np.float64)
    known = (states != UNKNOWN).astype(np.float64)
    percent = {part: float(rules.parts.get(part, 0)) for part in PARTS}
    sets = len(catalogue.mutlak)
    weight = np.full(sets, percent["competencies"] + percent["tenure"] * tenure[1])
    added = np.full(sets, percent["tenure"] * tenure[0] * tenure[1])
    for part, points in catalogue.points.items():
        got, could = points @ (shares * known), points @ known
        weight += percent[part] * (could > 0)
        added += percent[part] * 100 * np.divide(got, could, out=np.zeros(sets), where=could > 0)
    return PersonTerms(
        weight=percent["competencies"] / weight,
        added=added / weight,
        failed=catalogue.mutlak @ (states == UNMET) > 0,
        unsure=catalogue.mutlak @ (states == UNKNOWN) > 0,
    )

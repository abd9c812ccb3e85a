"""The smallest single change that would move a person up a rank: a level that rises, or a requirement that is met."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from takar.placement.domain.points import PART_OF
from takar.placement.domain.shares import expected_share
from takar.placement.domain.tables import FitTable
from takar.placement.domain.values import FitRules, Floats, Post

_STEPS = 40
HIGHEST = 5.0


@dataclass(frozen=True, slots=True)
class LevelLine:
    """One competency of one person against one post. `lost`: points of fit that it costs; `level` observed, NaN: not."""

    code: str
    standard: float
    level: float
    mean: float
    sd: float
    points: float
    lost: float


@dataclass(frozen=True, slots=True)
class Change:
    """`before` and `after`: estimated levels of competency `code`; the fit then reaches what was asked."""

    code: str
    before: float
    after: float


def level_lines(table: FitTable, person: int, position: int, observed: Floats) -> tuple[LevelLine, ...]:
    """Every competency of the post, the dearest gap first. `observed`: (c,) levels as measured."""
    terms, levels = table.terms, table.levels
    asked = np.flatnonzero(terms.weight[position] > 0)
    lines = []
    for at in asked:
        standard = float(terms.standard[position, at])
        mean, sd = float(levels.mean[person, at]), float(levels.sd[person, at])
        worth = 100 * float(table.weight[person, position]) * float(terms.weight[position, at])
        share = float(expected_share(np.array(mean), np.array(sd), standard))
        lines.append(
            LevelLine(
                code=terms.codes[at],
                standard=standard,
                level=float(observed[at]),
                mean=mean,
                sd=sd,
                points=worth * share,
                lost=worth * (1 - share),
            )
        )
    return tuple(sorted(lines, key=lambda line: (-round(line.lost, 9), line.code)))


def smallest_raise(table: FitTable, person: int, position: int, missing: float) -> Change | None:
    """The competency whose estimated level must rise least to add `missing` points; None: none alone would do."""
    terms, levels = table.terms, table.levels
    found: list[tuple[float, Change]] = []
    for at in np.flatnonzero(terms.weight[position] > 0):
        worth = 100 * table.weight[person, position] * terms.weight[position, at]
        mean, sd = float(levels.mean[person, at]), float(levels.sd[person, at])
        standard = float(terms.standard[position, at])
        after = _level_for(mean, sd, standard, missing / worth if worth > 0 else np.inf)
        if after is not None:
            found.append((after - mean, Change(terms.codes[at], mean, after)))
    return min(found, key=lambda one: (one[0], one[1].code))[1] if found else None


def _level_for(mean: float, sd: float, standard: float, gain: float) -> float | None:
    """The least mean, at most the highest level, whose expected share exceeds that of `mean` by `gain`."""
    wanted = _share(mean, sd, standard) + gain
    if _share(HIGHEST, sd, standard) < wanted:
        return None
    low, high = mean, HIGHEST
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if _share(middle, sd, standard) < wanted else (low, middle)
    return high


def _share(mean: float, sd: float, standard: float) -> float:
    return float(expected_share(np.array(mean), np.array(sd), standard))


def requirement_gain(post: Post, at: int, states: list[int], weight: float, rules: FitRules) -> float:
    """Points of fit that meeting requirement `at` in full would add, all else as it is; `weight`: of the competencies."""
    requirement = post.requirements[at]
    part = PART_OF.get(requirement.kind)
    worth = {"penting": float(rules.points_penting), "perlu": float(rules.points_perlu)}
    if part is None or states[at] < 0 or requirement.weight not in worth:
        return 0.0
    could = sum(
        worth.get(one.weight, 0.0)
        for one, state in zip(post.requirements, states, strict=True)
        if PART_OF.get(one.kind) == part and state >= 0
    )
    total = float(rules.parts["competencies"]) / weight
    return 0.0 if could <= 0 else 100 * float(rules.parts[part]) / total * worth[requirement.weight] / could

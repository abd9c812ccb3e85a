"""One line of an answer: a person for a post, or a post for a person, with everything that is said about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np

from takar.placement.domain.changes import (
    LevelLine,
    level_lines,
    requirement_gain,
    smallest_raise,
)
from takar.placement.domain.comparisons import JpmRules, gap_weight, jpm_against
from takar.placement.domain.eligibility import Eligibility, eligibility, floor_reasons
from takar.placement.domain.ranking import Ranking
from takar.placement.domain.reasons import MET, UNKNOWN, asked
from takar.placement.domain.sentences import Standing, missing, what_would_change, why
from takar.placement.domain.shares import below_chance
from takar.placement.domain.tables import FitTable
from takar.placement.domain.values import FitRules, Floats, Post
from takar.positions.public import Facts

Names = Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Line:
    """A person and a post. `jpm` by law and `gaps` (mean gap weight of "profile matching") stand beside the fit only.

    `measured`, `asked`: how many competencies of the standard were measured, and how many it has.
    """

    nip: str
    position: str
    rank: int
    fit: float
    low: float
    high: float
    best: float
    levels: tuple[LevelLine, ...]
    eligibility: Eligibility
    jpm: Decimal | None
    gaps: Decimal | None
    why: tuple[str, str]
    missing: tuple[str, str]
    change: tuple[str, str]
    measured: int
    asked: int


@dataclass(frozen=True, slots=True)
class Barred:
    """Somebody (or a post) with a fit who is excluded, and why."""

    nip: str
    position: str
    fit: float
    eligibility: Eligibility


@dataclass(frozen=True, slots=True)
class Context:
    """What every line of an answer needs. `observed`: (n, c) levels as measured, in the table's order of people."""

    table: FitTable
    observed: Floats
    rules: FitRules
    names: Names
    on: date
    interval: int
    jpm_rules: JpmRules | None


def standing(
    context: Context, ranking: Ranking, at: int, person: int, position: int, by_person: bool
) -> Standing:
    """What is known of the rank `at` (0: the first)."""
    above = float(ranking.fit[at - 1] - ranking.fit[at]) if at else None
    below = float(ranking.fit[at] - ranking.fit[at + 1]) if at + 1 < len(ranking.fit) else None
    change = None
    if above is not None and not by_person:
        change = smallest_raise(context.table, person, position, above + 0.01)
    return Standing(
        rank=at + 1,
        of=len(ranking.order),
        fit=float(ranking.fit[at]),
        low=float(ranking.low[at]),
        high=float(ranking.high[at]),
        best=float(ranking.best[at]),
        interval=context.interval,
        lines=level_lines(context.table, person, position, context.observed[person]),
        above=above,
        below=below,
        change=change,
    )


def line_of(context: Context, told: Standing, person: int, position: int, facts: Facts, post: Post) -> Line:
    """The line of one rank."""
    checked = checked_of(context, person, position, facts, post)
    levels = dict(zip(context.table.codes, context.observed[person].tolist(), strict=True))
    standard_codes = [code for code, _level in post.standard]
    return Line(
        nip=facts.nip,
        position=post.code,
        rank=told.rank,
        fit=told.fit,
        low=told.low,
        high=told.high,
        best=told.best,
        levels=tuple(told.lines),
        eligibility=checked,
        jpm=jpm_against(levels, post.standard, context.jpm_rules) if context.jpm_rules else None,
        gaps=_gaps(told.lines),
        why=why(told, context.names),
        missing=missing(told.lines, context.names),
        change=what_would_change(told, context.names, _best_requirement(checked, post, context.rules)),
        measured=sum(not np.isnan(levels.get(code, np.nan)) for code in standard_codes),
        asked=len(standard_codes),
    )


def checked_of(context: Context, person: int, position: int, facts: Facts, post: Post) -> Eligibility:
    """Requirements, bars and floors of one person for one post."""
    found = eligibility(facts, post, context.on, context.rules)
    table, terms = context.table, context.table.terms
    chances = {
        terms.codes[at]: float(
            below_chance(table.mean[person, at], table.sd[person, at], float(terms.floor[position, at]))
        )
        for at in np.flatnonzero(~np.isnan(terms.floor[position])).tolist()
    }
    floors = floor_reasons(chances, post, context.rules, dict(context.names))
    return Eligibility((*found.reasons, *floors), found.own, found.weight, found.added)


def _gaps(lines: Sequence[LevelLine]) -> Decimal | None:
    """Mean gap weight over the competencies of a standard; None where one was not measured."""
    weights = [gap_weight(line.level, line.standard) for line in lines]
    if not weights or any(one is None for one in weights):
        return None
    return sum((one for one in weights if one is not None), Decimal(0)) / len(weights)


def _best_requirement(checked: Eligibility, post: Post, rules: FitRules) -> tuple[str, str, float] | None:
    """The Penting or Perlu not met that is worth most."""
    states = [_state(reason.state) for reason in checked.reasons[: len(post.requirements)]]
    gains = [
        (requirement_gain(post, at, states, checked.weight, rules), at)
        for at, state in enumerate(states)
        if state == 0
    ]
    gain, at = max(gains, default=(0.0, 0))
    return (*asked(post.requirements[at]), gain) if gain > 0 else None


def _state(word: str) -> int:
    return -1 if word == UNKNOWN else int(word == MET)

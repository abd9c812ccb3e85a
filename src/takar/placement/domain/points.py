"""The parts of a fit that come from the career: experience, education, rank, tenure, each 0 to 100 points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from takar.placement.domain.values import PARTS, FitRules, Flags, Floats, Post
from takar.positions.public import (
    DAYS_IN_YEAR,
    MET,
    OPEN,
    UNKNOWN,
    FactTable,
    Judged,
    Requires,
    judged,
    requirement_key,
)

# Which part of the fit a Penting or Perlu requirement weighs in.
PART_OF = {
    "golongan_least": "rank",
    "education_least": "education",
    "fields_of_study": "education",
    "training": "education",
    "licence": "education",
    "family_years_least": "experience",
    "class_years_least": "experience",
    "served_class": "experience",
    "predicate_least": "experience",
    "no_discipline": "experience",
    "age_most": "rank",
    "jpm_least": "experience",
    "level_least": "experience",
}


@dataclass(frozen=True, slots=True)
class Points:
    """Per person: `weight` of the competencies, 0 to 1, and what the other parts already add, 0 to 100 - 100 x weight.

    A part that the post does not ask for, or of which nothing is known of the person, is left out and the others weigh
    more; nothing unknown counts as 0.
    """

    weight: Floats
    added: Floats


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Everybody against the requirements of one post, in their order."""

    requirements: tuple[Requires, ...]
    judged: tuple[Judged, ...]

    def __iter__(self) -> Iterator[tuple[Requires, Judged]]:
        return zip(self.requirements, self.judged, strict=True)


class Judge:
    """Checks requirements against one table on one day; each distinct one only once."""

    def __init__(self, table: FactTable, on: date) -> None:
        self.table, self.on = table, on
        self._known: dict[tuple[object, ...], Judged] = {}

    def verdicts(self, post: Post) -> Verdicts:
        return Verdicts(tuple(post.requirements), tuple(self._one(one, post) for one in post.requirements))

    def forget(self, but: int = 0) -> None:
        """Give memory back, 9 bytes per person and requirement; the `but` newest are kept."""
        for key in list(self._known)[: max(len(self._known) - but, 0)]:
            del self._known[key]

    def _one(self, requirement: Requires, post: Post) -> Judged:
        key = requirement_key(requirement, post)
        if key not in self._known:
            self._known[key] = judged(requirement, post, self.table, self.on)
        return self._known[key]


def tenure_points(table: FactTable, on: date, review_years: int) -> tuple[Floats, Flags]:
    """Years in the present post, in percent of the years at which it is reviewed; and of whom it is known."""
    open_now = table.stays.end == OPEN
    started = np.zeros(len(table), dtype=np.int64)
    np.maximum.at(started, table.stays.person[open_now], table.stays.start[open_now])
    years = np.clip(on.toordinal() - started, 0, None) / DAYS_IN_YEAR
    return np.minimum(years / max(review_years, 1), 1.0) * 100, started > 0


def part_points(
    verdicts: Iterable[tuple[Requires, Judged]], rules: FitRules, size: int
) -> dict[str, tuple[Floats, Floats]]:
    """Per part (sum of points reached, sum of points that could be reached) over the Penting and Perlu requirements."""
    worth = {"penting": float(rules.points_penting), "perlu": float(rules.points_perlu)}
    found: dict[str, tuple[Floats, Floats]] = {}
    for requirement, outcome in verdicts:
        part, points = PART_OF.get(requirement.kind), worth.get(requirement.weight, 0.0)
        if part and points > 0:
            got, could = found.setdefault(part, (np.zeros(size), np.zeros(size)))
            known = outcome.state != UNKNOWN
            got += points * np.where(known, outcome.share, 0.0)
            could += points * known
    return found


def points_of(verdicts: Verdicts, tenure: tuple[Floats, Flags], rules: FitRules, size: int) -> Points:
    """The career's parts of the fit of everybody for one post."""
    percent = {part: float(rules.parts.get(part, 0)) for part in PARTS}
    weight, added = np.full(size, percent["competencies"]), np.zeros(size)
    for part, (got, could) in part_points(verdicts, rules, size).items():
        known = could > 0
        weight += percent[part] * known
        added += percent[part] * np.divide(got, could, out=np.zeros(size), where=known) * 100
    years, known = tenure
    weight += percent["tenure"] * known
    added += percent["tenure"] * np.where(known, years, 0.0)
    total = np.maximum(weight, 1e-12)
    return Points(percent["competencies"] / total, added / total)


def excluded_by(verdicts: Verdicts, size: int) -> tuple[Flags, Flags]:
    """(a Mutlak is not met, a Mutlak is not known) per person."""
    failed, unsure = np.zeros(size, dtype=bool), np.zeros(size, dtype=bool)
    for requirement, outcome in verdicts:
        if requirement.weight == "mutlak":
            failed |= (outcome.state != MET) & (outcome.state != UNKNOWN)
            unsure |= outcome.state == UNKNOWN
    return failed, unsure

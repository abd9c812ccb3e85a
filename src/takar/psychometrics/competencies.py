"""How sure a competency rating is, and how much surer an exercise or the whole."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from takar.kernel.refusals import Refusal
from takar.psychometrics import refusing
from takar.psychometrics.generalizability import Decision, decide, study
from takar.psychometrics.jackknife import two_way
from takar.psychometrics.ratings import Ratings
from takar.psychometrics.values import LEAST_PERSONS, LEVEL, Estimate, Floats, Ints
from takar.psychometrics.variance import variance_components

SOURCES = ("p", "x", "c", "px", "pc", "xc", "pxc")
"""Person, exercise, competency and what they do together."""


class Strength(StrEnum):
    """Words for a reliability, by the lower end of its interval (bounds of Koo & Li 2016)."""

    LOW = "low"
    MODERATE = "moderate"
    GOOD = "good"
    EXCELLENT = "excellent"


def strength(reliability: Estimate) -> Strength:
    """Low below 0.50, moderate below 0.75, good below 0.90; the benefit of the doubt is not given."""
    for bound, word in ((0.5, Strength.LOW), (0.75, Strength.MODERATE), (0.9, Strength.GOOD)):
        if reliability.low < bound:
            return word
    return Strength.EXCELLENT


@dataclass(frozen=True, slots=True)
class CompetencyError:
    """How sure the mean rating of one competency is.

    `design` holds the error variances for `raters` raters (and all its exercises): `design.sem` is the standard error of a
    person's rating against a fixed standard, in scale units. `reliability` is its phi, with interval.
    """

    competency: str
    raters: int
    exercises: int
    design: Decision
    reliability: Estimate

    @property
    def strength(self) -> Strength:
        return strength(self.reliability)


def competency_errors(
    ratings: Ratings, raters: int | None = None, level: float = LEVEL
) -> dict[str, CompetencyError | Refusal]:
    """For each competency the error of a person's mean rating.

    Parameters
    ----------
    raters
        Raters whose mean is meant; by default the usual (median) number of raters of a person.

    Notes
    -----
    Variance components of person by rater, or person by rater by exercise where a competency is seen in several, taken as
    random: a competency should show in any exercise. Absolute error, because a rating is held against a standard: a severe
    rater is part of it.
    """
    found: dict[str, CompetencyError | Refusal] = {}
    for competency in ratings.competencies():
        places = [place for place, item in enumerate(ratings.items) if item.competency == competency]
        found[competency] = _error(ratings.where(np.isin(ratings.item, places)), competency, raters, level)
    return found


def _error(own: Ratings, competency: str, raters: int | None, level: float) -> CompetencyError | Refusal:
    exercises, count = len(own.items), raters or max(int(np.median(own.raters_per_person())), 1)
    whole = study(own)
    if isinstance(whole, Refusal):
        return whole

    def phi(part: Ratings) -> float | Refusal:
        found = study(part)
        return found if isinstance(found, Refusal) else _number(decide(found, count, exercises).phi)

    reliability = two_way(own, phi, level)
    if isinstance(reliability, Refusal):
        return reliability
    return CompetencyError(competency, count, exercises, decide(whole, count, exercises), reliability)


def _number(value: float) -> float:
    return 0.0 if np.isnan(value) else value


@dataclass(frozen=True, slots=True)
class Sources:
    """What a rating reflects. Reliabilities of ranking, with intervals.

    `by_competency`: a competency's mean over exercises, generalised over exercises; `by_exercise`: an exercise's mean over
    competencies, generalised over competencies; `overall`: the mean of all. `shares` of the variance, 0 to 1: `p` the person
    as a whole, `pc` his profile of competencies, `px` his profile of exercises, and so on.
    """

    by_competency: Estimate
    by_exercise: Estimate
    overall: Estimate
    shares: dict[str, float]
    exercises: float
    competencies: float


def sources(ratings: Ratings, level: float = LEVEL) -> Sources | Refusal:
    """Reliability by competency and by exercise, from ratings that name exercises.

    Ratings of several raters are averaged first, so what raters do belongs to the exercise in which they did it.

    Returns
    -------
    Sources or Refusal
        A refusal with fewer than two exercises or competencies, or `LEAST_PERSONS` persons, or a design that does not cross them.

    References
    ----------
    Jackson, Michaelides, Dewberry, Nelson & Stephens (2022), Journal of Occupational and Organizational Psychology 95 (4), for
    why this must be printed: by exercise high, by dimension low.
    """
    found = _shares(ratings)
    if isinstance(found, Refusal):
        return found
    exercises, competencies = _usual(ratings)
    estimates = []
    for kind in range(3):

        def compute(part: Ratings, kind: int = kind) -> float | Refusal:
            variances = _shares(part)
            if isinstance(variances, Refusal):
                return variances
            return _reliabilities(variances, exercises, competencies)[kind]

        one = two_way(ratings, compute, level)
        if isinstance(one, Refusal):
            return one
        estimates.append(one)
    whole = sum(found.values())
    shares = {effect: value / whole for effect, value in found.items()}
    return Sources(estimates[0], estimates[1], estimates[2], shares, exercises, competencies)


def _reliabilities(v: dict[str, float], exercises: float, competencies: float) -> tuple[float, float, float]:
    def ratio(universe: float, error: float) -> float:
        return universe / (universe + error) if universe + error > 0 else 0.0

    return (
        ratio(v["p"] + v["pc"], (v["px"] + v["pxc"]) / exercises),
        ratio(v["p"] + v["px"], (v["pc"] + v["pxc"]) / competencies),
        ratio(v["p"], v["px"] / exercises + v["pc"] / competencies + v["pxc"] / (exercises * competencies)),
    )


def _usual(ratings: Ratings) -> tuple[float, float]:
    """Mean number of exercises that show a competency, and of competencies shown by an exercise."""
    pairs = len(ratings.items)
    exercises = len({item.exercise for item in ratings.items})
    return pairs / len(ratings.competencies()), pairs / exercises


def _shares(ratings: Ratings) -> dict[str, float] | Refusal:
    """Variances of `SOURCES` from means over raters, negative ones as 0."""
    if len(ratings.persons) < LEAST_PERSONS:
        return refusing.too_few(
            persons=len(ratings.persons), least_persons=LEAST_PERSONS, raters=len(ratings.raters)
        )
    if len({item.exercise for item in ratings.items}) < 2 or len(ratings.competencies()) < 2:
        return refusing.not_separable(SOURCES)
    person, item, mean = _over_raters(ratings)
    exercise, competency = _facets(ratings)
    columns = {"p": person, "x": exercise[item], "c": competency[item]}
    found = variance_components(mean, columns, SOURCES)
    if isinstance(found, Refusal):
        return found
    kept = {effect: max(value, 0.0) for effect, value in found.items()}
    return kept if sum(kept.values()) > 0 else refusing.all_equal(len(ratings))


def _over_raters(ratings: Ratings) -> tuple[Ints, Ints, Floats]:
    items = len(ratings.items)
    cell, row = np.unique(ratings.person * items + ratings.item, return_inverse=True)
    return cell // items, cell % items, np.bincount(row, ratings.value) / np.bincount(row)


def _facets(ratings: Ratings) -> tuple[Ints, Ints]:
    exercises = sorted({item.exercise for item in ratings.items})
    competencies = ratings.competencies()
    return (
        np.array([exercises.index(item.exercise) for item in ratings.items], dtype=np.int64),
        np.array([competencies.index(item.competency) for item in ratings.items], dtype=np.int64),
    )

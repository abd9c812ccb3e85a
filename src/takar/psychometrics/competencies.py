"""How sure a competency rating is, and how much surer an exercise or the whole."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from takar.kernel.refusals import Refusal
from takar.psychometrics import components, refusing
from takar.psychometrics.agreement import agreement
from takar.psychometrics.generalizability import Decision, decide, study, with_interval
from takar.psychometrics.icc import Form
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
    Variance components of person by rater by restricted maximum likelihood; where a competency is seen in several exercises,
    of person by rater by exercise by analysis of variance, exercises taken as random: a competency should show in any.
    Absolute error, because a rating is held against a standard: a severe rater is part of it.
    """
    found: dict[str, CompetencyError | Refusal] = {}
    for competency in ratings.competencies():
        places = [place for place, item in enumerate(ratings.items) if item.competency == competency]
        found[competency] = _error(ratings.where(np.isin(ratings.item, places)), competency, raters, level)
    return found


def _error(own: Ratings, competency: str, raters: int | None, level: float) -> CompetencyError | Refusal:
    exercises, count = len(own.items), raters or max(int(np.median(own.raters_per_person())), 1)
    found = _over_exercises(own, count, level) if exercises > 1 else _one_exercise(own, count, level)
    return found if isinstance(found, Refusal) else CompetencyError(competency, count, exercises, *found)


def _one_exercise(own: Ratings, count: int, level: float) -> tuple[Decision, Estimate] | Refusal:
    """Person by rater: the reliability is ICC(A,k) of `agreement`, whose intervals hold what they promise."""
    found = agreement(own, count, level)
    if isinstance(found, Refusal):
        return found
    v, _ = components.estimate(components.summary(own))
    design = Decision(count, 1, v.person, v.error / count, (v.rater + v.error) / count)
    return design, found.forms[Form.AGREE_K]


def _over_exercises(own: Ratings, count: int, level: float) -> tuple[Decision, Estimate] | Refusal:
    """Person by rater by exercise."""
    whole, exercises = study(own), len(own.items)
    if isinstance(whole, Refusal):
        return whole
    reliability = with_interval(own, lambda of: decide(of, count, exercises).phi, level)
    return reliability if isinstance(reliability, Refusal) else (decide(whole, count, exercises), reliability)


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
    found = _variances(ratings)
    if isinstance(found, Refusal):
        return found
    kept = {effect: max(variance, 0.0) for effect, variance in found.items()}
    usual = _usual(ratings)
    estimates = []
    for kind, value in enumerate(_reliabilities(kept, *usual)):

        def compute(part: Ratings, kind: int = kind) -> float | Refusal:
            variances = _variances(part)
            return variances if isinstance(variances, Refusal) else _reliabilities(variances, *usual)[kind]

        one = two_way(ratings, value, compute, level)
        if isinstance(one, Refusal):
            return one
        estimates.append(one)
    shares = {effect: value / sum(kept.values()) for effect, value in kept.items()}
    return Sources(estimates[0], estimates[1], estimates[2], shares, *usual)


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


def _variances(ratings: Ratings) -> dict[str, float] | Refusal:
    """Variances of `SOURCES` from means over raters, negative ones included."""
    if len(ratings.persons) < LEAST_PERSONS:
        return refusing.too_few(
            persons=len(ratings.persons), least_persons=LEAST_PERSONS, raters=len(ratings.raters)
        )
    if len({item.exercise for item in ratings.items}) < 2 or len(ratings.competencies()) < 2:
        return refusing.not_separable(SOURCES)
    if np.ptp(ratings.value) == 0:
        return refusing.all_equal(len(ratings))
    person, item, mean = _over_raters(ratings)
    exercise, competency = _facets(ratings)
    columns = {"p": person, "x": exercise[item], "c": competency[item]}
    return variance_components(mean, columns, SOURCES)


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

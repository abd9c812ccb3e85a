"""The whole analysis: severities with errors, fit, separation, and fair averages beside raw ones."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from takar.kernel.refusals import Refusal
from takar.psychometrics import refusing
from takar.psychometrics.facets.conditional import Parameters
from takar.psychometrics.facets.design import Design, design
from takar.psychometrics.facets.fit import Fit, fit
from takar.psychometrics.facets.persons import MeanSquaresOfFit, Moments, Scored, abilities, fit_of, moments
from takar.psychometrics.quantiles import normal_quantile
from takar.psychometrics.ratings import Ratings
from takar.psychometrics.values import LEVEL, Floats, Ints


@dataclass(frozen=True, slots=True)
class Element:
    """A rater or an item.

    `measure` in logits, positive for severe or difficult, with `se` the larger of the model's and the robust standard error and
    the interval from it. `raw` is the mean rating given; `fair` the rating that this rater would give, or that this item would
    get, where all else is average, in scale units.
    """

    label: str
    measure: float
    se: float
    low: float
    high: float
    infit: float
    outfit: float
    raw: float
    fair: float
    ratings: int


@dataclass(frozen=True, slots=True)
class Person:
    """`raw` is the mean of the ratings received, `fair` the mean that raters of average severity would have given on all items.

    `measure` and `se` in logits. `extreme`: all ratings were the lowest or the highest, so the measure leans on the weight of
    Warm. Neither replaces the other: the raw mean is what was given.
    """

    label: str
    measure: float
    se: float
    infit: float
    outfit: float
    raw: float
    fair: float
    ratings: int
    extreme: bool


@dataclass(frozen=True, slots=True)
class Separation:
    """How well elements are told apart: `spread` (SD, logits), `separation` = true SD / error, `reliability` 0 to 1."""

    spread: float
    separation: float
    reliability: float


@dataclass(frozen=True, slots=True)
class Analysis:
    """Result of `analyse`. Raters, items and persons sorted by label.

    `steps` are the Rasch-Andrich thresholds in logits between neighbouring values of `scale`; values of the rating scale
    that nobody used are not in it. `not_estimated` names raters and items that gave or got only one end of the scale: no number
    is given for them, and their ratings inform nobody's.
    """

    raters: tuple[Element, ...]
    items: tuple[Element, ...]
    persons: tuple[Person, ...]
    steps: tuple[float, ...]
    step_se: tuple[float, ...]
    scale: tuple[float, ...]
    rater_separation: Separation
    person_separation: Separation
    not_estimated: tuple[str, ...]
    log_likelihood: float
    ratings: int


def analyse(ratings: Ratings, level: float = LEVEL) -> Analysis | Refusal:
    """Many-facet rating scale analysis of persons, raters and items.

    Parameters
    ----------
    ratings
        Ordered categories (at most `MOST_STEPS` different values). Missing ratings stay missing; nothing is filled in.

    Returns
    -------
    Analysis or Refusal
        `RATERS_NOT_LINKED` with the subsets named where severities cannot be compared; `RATERS_TOO_FEW`,
        `RATINGS_TOO_MANY_STEPS`, `RATERS_NO_ESTIMATE`.

    Notes
    -----
    Order: conditional maximum likelihood for raters, items and steps (`fit`); weighted likelihood for persons (`abilities`).

    References
    ----------
    Linacre (1989), Many-Facet Rasch Measurement, MESA Press; Wright & Masters (1982) for separation.
    """
    laid = design(ratings)
    if isinstance(laid, Refusal):
        return laid
    fitted = fit(laid)
    if not fitted.converged:
        return refusing.no_finite_estimate(_runaways(laid, fitted))
    used = _known(ratings, laid)
    scored = _scored(used, laid)
    ability, error = abilities(scored, fitted.at)
    hardness = fitted.at.severity[scored.rater] + fitted.at.difficulty[scored.item]
    expected = moments(ability[scored.person] - hardness, fitted.at.step)
    raters, items = _elements(laid, used, scored, fitted, ability, expected, level)
    persons = _persons(laid, used, scored, fitted.at, ability, error, expected)
    free = np.array([not person.extreme for person in persons])
    r, i = len(raters), len(items)
    errors = _errors(fitted)
    return Analysis(
        raters=raters,
        items=items,
        persons=persons,
        steps=tuple(map(float, fitted.at.step)),
        step_se=tuple(map(float, errors[r + i :])),
        scale=tuple(map(float, laid.scale)),
        rater_separation=separation(fitted.at.severity, errors[:r]),
        person_separation=separation(ability[free], error[free]),
        not_estimated=laid.extreme_raters + laid.extreme_items,
        log_likelihood=fitted.log_likelihood,
        ratings=len(used),
    )


def separation(measures: Floats, errors: Floats) -> Separation:
    """True variance is observed variance less the mean squared error, at least 0."""
    noise = float(np.mean(errors**2))
    observed = float(np.var(measures, ddof=1))
    true = max(observed - noise, 0.0)
    return Separation(
        float(np.sqrt(observed)), float(np.sqrt(true / noise)), true / observed if observed > 0 else 0.0
    )


def _runaways(laid: Design, fitted: Fit) -> list[str]:
    vector = np.abs(fitted.at.vector())
    labels = [*laid.ratings.raters, *map(str, laid.ratings.items)]
    return [label for label, size in zip(labels, vector, strict=False) if size > vector.max() / 2]


def _known(ratings: Ratings, laid: Design) -> Ratings:
    """All ratings by raters, on items and with values that have an estimate: extreme persons are measured too."""
    raters = np.isin(ratings.rater, [ratings.raters.index(label) for label in laid.ratings.raters])
    items = np.isin(ratings.item, [ratings.items.index(item) for item in laid.ratings.items])
    return ratings.where(raters & items & np.isin(ratings.value, laid.scale))


def _scored(used: Ratings, laid: Design) -> Scored:
    category = np.searchsorted(laid.scale, used.value)
    return Scored(used.person, used.rater, used.item, category.astype(np.int64), len(used.persons))


def _errors(fitted: Fit) -> Floats:
    larger = np.maximum(np.diag(fitted.model), np.diag(fitted.robust))
    return np.asarray(np.sqrt(np.maximum(larger, 0.0)), dtype=np.float64)


def _elements(
    laid: Design, used: Ratings, scored: Scored, fitted: Fit, ability: Floats, expected: Moments, level: float
) -> tuple[tuple[Element, ...], tuple[Element, ...]]:
    centre, errors, at = float(ability.mean()), _errors(fitted), fitted.at
    r = len(at.severity)
    labels = laid.ratings.raters, tuple(str(item) for item in laid.ratings.items)
    measures, codes = (at.severity, at.difficulty), (scored.rater, scored.item)
    spans = errors[:r], errors[r : r + len(at.difficulty)]
    tables = [
        _table(one, measure, span, code, used.value, scored.category, expected, at, laid.scale, centre, level)
        for one, measure, span, code in zip(labels, measures, spans, codes, strict=True)
    ]
    return tables[0], tables[1]


def _table(
    labels: tuple[str, ...],
    measures: Floats,
    errors: Floats,
    codes: Ints,
    values: Floats,
    category: Ints,
    expected: Moments,
    at: Parameters,
    scale: Floats,
    centre: float,
    level: float,
) -> tuple[Element, ...]:
    size, reach = len(labels), normal_quantile((1 + level) / 2)
    squares = fit_of(codes, size, category, expected)
    count = np.bincount(codes, minlength=size)
    raw = np.bincount(codes, values, size) / count
    fair = moments(centre - measures, at.step).chance @ scale
    return tuple(
        Element(
            label=labels[e],
            measure=float(measures[e]),
            se=float(errors[e]),
            low=float(measures[e] - reach * errors[e]),
            high=float(measures[e] + reach * errors[e]),
            infit=float(squares.infit[e]),
            outfit=float(squares.outfit[e]),
            raw=float(raw[e]),
            fair=float(fair[e]),
            ratings=int(count[e]),
        )
        for e in range(size)
    )


def _persons(
    laid: Design,
    used: Ratings,
    scored: Scored,
    at: Parameters,
    ability: Floats,
    error: Floats,
    expected: Moments,
) -> tuple[Person, ...]:
    size = scored.persons
    squares: MeanSquaresOfFit = fit_of(scored.person, size, scored.category, expected)
    count = np.bincount(scored.person, minlength=size)
    raw = np.bincount(scored.person, used.value, size) / count
    total = np.bincount(scored.person, scored.category, size)
    extreme = (total == 0) | (total == count * (len(laid.scale) - 1))
    fair = np.mean([moments(ability - hard, at.step).chance @ laid.scale for hard in at.difficulty], axis=0)
    return tuple(
        Person(
            label=used.persons[p],
            measure=float(ability[p]),
            se=float(error[p]),
            infit=float(squares.infit[p]),
            outfit=float(squares.outfit[p]),
            raw=float(raw[p]),
            fair=float(fair[p]),
            ratings=int(count[p]),
            extreme=bool(extreme[p]),
        )
        for p in range(size)
    )

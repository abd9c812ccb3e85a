"""The whole analysis: severities with errors, fit, separation, and fair averages beside raw ones."""

from __future__ import annotations

import numpy as np

from takar.kernel.refusals import Refusal
from takar.psychometrics import refusing
from takar.psychometrics.facets.design import Design, design
from takar.psychometrics.facets.fit import Fit, fit
from takar.psychometrics.facets.persons import Scored, abilities
from takar.psychometrics.facets.residuals import fits
from takar.psychometrics.facets.results import Analysis, Separation
from takar.psychometrics.facets.tables import Frame, elements, persons
from takar.psychometrics.ratings import Ratings
from takar.psychometrics.values import LEVEL, Floats


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
    found, errors = fits(laid, fitted.chance), _errors(fitted)
    r, i = len(fitted.at.severity), len(fitted.at.difficulty)
    people = persons(laid, used, scored, fitted.at, ability, error, found.persons)
    free = np.array([not person.extreme for person in people])
    frame = Frame(used.value, fitted.at.step, laid.scale, float(ability.mean()), level)
    items = tuple(map(str, laid.ratings.items))
    span = errors[:r], errors[r : r + i]
    return Analysis(
        raters=elements(frame, laid.ratings.raters, fitted.at.severity, span[0], scored.rater, found.raters),
        items=elements(frame, items, fitted.at.difficulty, span[1], scored.item, found.items),
        persons=people,
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

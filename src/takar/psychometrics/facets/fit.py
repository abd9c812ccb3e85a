"""Severities, difficulties and steps of highest conditional likelihood, with their covariance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from takar.psychometrics.facets.conditional import Parameters, Passes, log_weights, passes
from takar.psychometrics.facets.design import Design
from takar.psychometrics.values import Floats, Ints

_MOST_ROUNDS = 60
_CLOSE = 1e-6
"""Largest change of a parameter, in logits, at which the search ends."""
_FAR = 15.0
"""A parameter beyond this many logits runs to infinity."""
_NUDGE = 1e-5


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """Estimates, and their covariance (parameters, parameters) in the order severity, difficulty, step.

    `model` assumes that a person's ratings are independent but for his ability. `robust` (the sandwich of Huber and White over
    persons) does not: it holds where competencies of one person by one rater hang together. `converged` is False where no finite
    estimate exists.
    """

    at: Parameters
    model: Floats
    robust: Floats
    log_likelihood: float
    chance: Floats
    """Of each category given the person's total, shape (persons, slots, categories)."""
    rounds: int
    converged: bool


def fit(design: Design) -> Fit:
    """Conditional maximum likelihood.

    Newton steps with an information matrix that treats the ratings of a person as multinomial but for their sum; it is off by a
    part in the number of his ratings, so steps shrink quickly. The covariance then uses the exact information.

    References
    ----------
    Linacre (1989), Many-Facet Rasch Measurement; Andersen (1972), JRSS B 34, 42-54; Fischer & Ponocny (1994), Psychometrika
    59, 177-192, for the rating scale model with linear structure.
    """
    basis = _basis(design)
    vector = np.zeros(len(basis))
    found = passes(design, log_weights(design, _parameters(design, vector)))
    rounds, change = 0, np.inf
    while rounds < _MOST_ROUNDS and change > _CLOSE and np.abs(vector).max() < _FAR:
        gradient = basis.T @ _scores(design, found).sum(axis=0)
        step = basis @ np.linalg.lstsq(basis.T @ _nearly_information(design, found) @ basis, gradient)[0]
        vector, found, change = _climb(design, vector, step, found)
        rounds += 1
    at = _parameters(design, vector)
    exact = basis.T @ _information(design, at, found) @ basis
    model = basis @ np.linalg.pinv(exact, hermitian=True) @ basis.T
    scores = _scores(design, found)
    persons = len(scores)
    robust = model @ (scores.T @ scores) @ model * persons / (persons - 1)
    converged = change <= _CLOSE and bool(np.linalg.matrix_rank(exact, tol=1e-7) == len(exact))
    return Fit(at, model, robust, float(found.log_likelihood.sum()), found.chance, rounds, converged)


def _climb(design: Design, vector: Floats, step: Floats, before: Passes) -> tuple[Floats, Passes, float]:
    """The step, halved until the likelihood does not fall."""
    start = before.log_likelihood.sum()
    for _ in range(30):
        found = passes(design, log_weights(design, _parameters(design, vector + step)))
        if found.log_likelihood.sum() >= start - 1e-9 * abs(start):
            return vector + step, found, float(np.abs(step).max())
        step = step / 2
    return vector, before, 0.0


def _parameters(design: Design, vector: Floats) -> Parameters:
    r, i = len(design.ratings.raters), len(design.ratings.items)
    return Parameters(vector[:r], vector[r : r + i], vector[r + i :])


def _basis(design: Design) -> Floats:
    """Orthonormal directions in which each facet sums to 0, shape (parameters, free)."""
    sizes = len(design.ratings.raters), len(design.ratings.items), design.steps
    blocks = [np.linalg.qr(np.eye(n) - 1 / n)[0][:, : n - 1] for n in sizes]
    basis = np.zeros((sum(sizes), sum(n - 1 for n in sizes)))
    row = column = 0
    for n, block in zip(sizes, blocks, strict=True):
        basis[row : row + n, column : column + n - 1] = block
        row, column = row + n, column + n - 1
    return basis


def _scores(design: Design, found: Passes) -> Floats:
    """Derivative of each person's log likelihood, shape (persons, parameters)."""
    categories = design.steps + 1
    own = (design.category[:, :, None] == np.arange(categories)) & design.there[:, :, None]
    return _sums(design, np.where(design.there[:, :, None], found.chance - own, 0.0))


def _sums(design: Design, amounts: Floats) -> Floats:
    """Collect amounts of categories (persons, slots, categories) by parameter."""
    r, i = len(design.ratings.raters), len(design.ratings.items)
    category = np.arange(design.steps + 1)
    total, reached = amounts @ category, amounts[:, :, ::-1].cumsum(axis=2)[:, :, ::-1][:, :, 1:]
    sums = np.zeros((len(amounts), r + i + design.steps))
    person = np.arange(len(amounts))[:, None]
    np.add.at(sums, (person, design.rater), total)
    np.add.at(sums, (person, r + design.item), total)
    sums[:, r + i :] = reached.sum(axis=1)
    return sums


def _nearly_information(design: Design, found: Passes) -> Floats:
    """Information without what ties a person's ratings together beyond their sum."""
    r, i, steps = len(design.ratings.raters), len(design.ratings.items), design.steps
    category = np.arange(steps + 1)
    chance = found.chance * design.there[:, :, None]
    at_least = chance[:, :, ::-1].cumsum(axis=2)[:, :, ::-1][:, :, 1:]
    mean = chance @ category
    spread = chance @ category**2 - mean**2
    # covariance of a rating with reaching step h, and of reaching g with reaching h
    tail = (chance * category)[:, :, ::-1].cumsum(axis=2)[:, :, ::-1][:, :, 1:]
    with_step = tail - mean[:, :, None] * at_least
    sums = np.zeros((len(chance), r + i + steps))
    person = np.arange(len(chance))[:, None]
    np.add.at(sums, (person, design.rater), spread)
    np.add.at(sums, (person, r + design.item), spread)
    sums[:, r + i :] = with_step.sum(axis=1)
    count = design.there.sum(axis=1)
    whole = np.maximum(spread.sum(axis=1), 1e-12)
    factor = count / np.maximum(count - 1, 1)
    cross: Floats = -(sums * (factor / whole)[:, None]).T @ sums
    _add_own(design, cross, spread * factor[:, None], with_step * factor[:, None, None])
    later = np.maximum(np.arange(steps)[:, None], np.arange(steps)[None, :])
    own: Floats = at_least[:, :, later] - at_least[:, :, :, None] * at_least[:, :, None, :]
    cross[r + i :, r + i :] += (own * factor[:, None, None, None]).sum(axis=(0, 1))
    return cross


def _add_own(design: Design, cross: Floats, spread: Floats, with_step: Floats) -> None:
    r, i = len(design.ratings.raters), len(design.ratings.items)
    rater, item = design.rater, r + design.item
    for first, second in ((rater, rater), (item, item), (rater, item), (item, rater)):
        np.add.at(cross, (first, second), spread)
    for h in range(design.steps):
        for codes in (rater, item):
            column = np.bincount(codes.ravel(), with_step[:, :, h].ravel(), minlength=r + i)[: r + i]
            cross[: r + i, r + i + h] += column
            cross[r + i + h, : r + i] += column


def _information(design: Design, at: Parameters, found: Passes) -> Floats:
    """Exact information: minus the derivative of the scores, by differences.

    A person meets few raters, so all his first raters are nudged at once, then all second ones, and so on; each person's answer
    belongs to his own rater.
    """
    r, i = len(design.ratings.raters), len(design.ratings.items)
    weights = log_weights(design, at)
    base = _sums(design, found.chance * design.there[:, :, None])
    category = np.arange(design.steps + 1)
    information = np.zeros((base.shape[1], base.shape[1]))
    seat = _seats(design)
    for number in range(int(seat.max()) + 1):
        moved = (seat == number) & design.there
        change = _response(design, weights - _NUDGE * moved[:, :, None] * category, base)
        owner = np.where(moved, design.rater, -1).max(axis=1)
        np.add.at(information, owner[owner >= 0], change[owner >= 0])
    for place in range(i):
        moved = (design.item == place) & design.there
        change = _response(design, weights - _NUDGE * moved[:, :, None] * category, base)
        information[r + place] = change.sum(axis=0)
    for h in range(design.steps):
        moved = (category > h) & design.there[:, :, None]
        information[r + i + h] = _response(design, weights - _NUDGE * moved, base).sum(axis=0)
    return (information + information.T) / 2


def _response(design: Design, weights: Floats, base: Floats) -> Floats:
    nudged = passes(design, weights).chance * design.there[:, :, None]
    return (base - _sums(design, nudged)) / _NUDGE


def _seats(design: Design) -> Ints:
    """For each rating the number of its rater among the raters of that person: 0 for the first, and so on."""
    new = np.diff(design.rater, axis=1, prepend=design.rater[:, :1]) != 0
    return np.asarray(np.cumsum(new & design.there, axis=1), dtype=np.int64)

"""A problem as one matrix: who may go where, what it costs, and which rule forbids what.

Whatever is a rule about one person and one post ends here; limits on moves, chains, cycles and pairs are left to the search.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce

import numpy as np

from takar.placement.solving.places import Case
from takar.placement.solving.problem import Flags, Floats, Ints, Problem, Rule

TIE = 1e-8  # points: of equally good plans the one with the fewest moves
PAIRS = (
    Rule.ELIGIBILITY,
    Rule.FLOOR,
    Rule.TENURE_LEAST,
    Rule.BAN,
    Rule.NO_WORSE,
    Rule.FORBIDDEN,
    Rule.OUTSIDERS,
    Rule.REVIEW_MUST,
    Rule.LOCKED,
    Rule.NO_REMOVAL,
)
"""Rules about one person in one place."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What of a problem does not hang on the fits. Columns: posts, then a place outside for each of `outside`."""

    problem: Problem
    outside: Ints
    """People who may end without a post."""
    stay: Ints
    """(n,) column of not moving."""
    holder: Ints
    still: Flags
    """(n, columns) the column of not moving."""

    @property
    def columns(self) -> int:
        return self.problem.posts + len(self.outside)

    @property
    def empty(self) -> int:
        """Rows that stand for nobody."""
        return self.columns - self.problem.people


def frame(problem: Problem) -> Frame:
    """Places outside for outsiders; for holders too, though `forbids` closes those while nobody may be removed."""
    outside = np.concatenate([np.nonzero(problem.current < 0)[0], _removable(problem)])
    stay = problem.current.copy()
    stay[outside] = np.where(
        problem.current[outside] < 0, problem.posts + np.arange(len(outside)), stay[outside]
    )
    still = np.zeros((problem.people, problem.posts + len(outside)), bool)
    still[np.arange(problem.people), stay] = True
    return Frame(problem, outside, stay, problem.holder, still)


def _removable(problem: Problem) -> Ints:
    held = np.nonzero(problem.current >= 0)[0]
    return held[:0] if problem.rules.no_removal else held


def real(made: Frame) -> Flags:
    """(n, columns) places that exist: posts whose fit is known, and the own place."""
    problem, n = made.problem, made.problem.people
    exists = np.zeros((n, made.columns), bool)
    own = np.where(problem.current >= 0, problem.fit[np.arange(n), problem.current], 0.0)
    exists[:, : problem.posts] = np.isfinite(problem.fit) & np.isfinite(own)[:, None]
    exists[made.outside, problem.posts + np.arange(len(made.outside))] = True
    return exists | made.still


def forbids(made: Frame, rule: Rule) -> Flags:
    """(n, columns) places that one rule forbids, as it is set."""
    problem, rules = made.problem, made.problem.rules
    none = np.zeros((problem.people, made.columns), bool)
    if not rules.binds(rule):
        return none
    posts = none.copy()
    posts[:, : problem.posts] = True
    held = problem.current >= 0
    match rule:
        case Rule.ELIGIBILITY:
            posts[:, : problem.posts] = ~problem.eligible
        case Rule.FLOOR:
            posts[:, : problem.posts] = problem.fit < (rules.floor or 0.0)
        case Rule.NO_WORSE:
            posts[:, : problem.posts] = _worse(problem)
        case Rule.TENURE_LEAST:
            posts &= (held & ~(problem.years >= (rules.tenure_least or 0.0)))[:, None]
        case Rule.BAN:
            posts[:, : problem.posts] = (
                problem.banned[None, :] | (held & problem.banned[problem.current])[:, None]
            )
        case Rule.OUTSIDERS:
            posts &= ~held[:, None]
        case Rule.FORBIDDEN:
            posts = _listed(made, problem.forbidden)
        case Rule.REVIEW_MUST:
            return made.still & due(problem)[:, None]
        case Rule.LOCKED:
            return _elsewhere(made)
        case _:
            return none
    return posts & ~made.still


def due(problem: Problem) -> Flags:
    """(n,) who has been in post long enough for a review."""
    at = problem.rules.review_at
    if at is None:
        return np.zeros(problem.people, bool)
    return (problem.current >= 0) & (problem.years >= at)


def _worse(problem: Problem) -> Flags:
    own = problem.fit[np.arange(problem.people), problem.current]
    return (problem.current >= 0)[:, None] & (problem.fit < own[:, None])


def _listed(made: Frame, pairs: tuple[tuple[int, int], ...]) -> Flags:
    flags = np.zeros((made.problem.people, made.columns), bool)
    for person, post in pairs:
        flags[person, post] = True
    return flags


def _elsewhere(made: Frame) -> Flags:
    """Everything but the locked post for its person, and that post for everybody else."""
    flags = np.zeros((made.problem.people, made.columns), bool)
    for person, post in made.problem.locked:
        flags[person, :] = True
        flags[:, post] = True
    flags[tuple(np.array(made.problem.locked, int).reshape(-1, 2).T)] = False
    return flags


def permitted(made: Frame) -> Flags:
    """(columns, columns) what all rules about one place let through, rows of nobody included."""
    pairs = real(made) & ~reduce(np.logical_or, (forbids(made, rule) for rule in PAIRS))
    return np.vstack([pairs, np.tile(may_stay_empty(made), (made.empty, 1))])


MOVING = (Rule.FLOOR, Rule.NO_WORSE)
"""Rules that look at the fits."""


def still_permitted(made: Frame, permit: Flags) -> Flags:
    """What is allowed whatever the fits are: `permit` without the rules that look at them."""
    rules = made.problem.rules
    for rule in MOVING:
        rules = rules.without(rule)
    return permit if rules == made.problem.rules else permitted(frame(replace(made.problem, rules=rules)))


def may_stay_empty(made: Frame) -> Flags:
    """(columns,) what nobody may hold: posts that need not be filled, and places outside."""
    problem = made.problem
    flags = np.ones(made.columns, bool)
    if not problem.rules.vacancies:
        flags[: problem.posts] = False
    if problem.rules.must_fill:
        flags[: problem.posts] &= ~problem.must_fill
    for _, post in problem.locked if problem.rules.locked else ():
        flags[post] = False
    return flags


def worth(made: Frame, fit: Floats) -> Floats:
    """(..., n, columns) points above what a vacant post counts as; 0 outside and where the fit is not known."""
    problem = made.problem
    points = np.where(np.isfinite(fit), problem.weight * (fit - problem.rules.vacant_worth), 0.0)
    outside = np.zeros((*fit.shape[:-1], len(made.outside)))
    return np.concatenate([points, outside], axis=-1)


def prices(made: Frame) -> Floats:
    """(n, columns) points taken off: for each move, for each to a worse fit, and for whoever is due and stays."""
    rules = made.problem.rules
    price = np.where(made.still, 0.0, rules.move_price + TIE)
    if rules.worse_price:
        price[:, : made.problem.posts] += rules.worse_price * _worse(made.problem)
    return price + np.where(made.still & due(made.problem)[:, None], rules.review_price, 0.0)


def costs(made: Frame, fit: Floats) -> Floats:
    """(columns, columns) what the search makes small, rows of nobody included."""
    return np.vstack([prices(made) - worth(made, fit), np.zeros((made.empty, made.columns))])


def case(made: Frame, cost: Floats, permit: Flags) -> Case:
    """The matrix with the rules that are left to the search."""
    problem, rules = made.problem, made.problem.rules
    pairs = problem.apart if rules.apart else ()
    near = np.zeros((len(pairs), problem.posts), bool)
    far = np.zeros((len(pairs), problem.posts), bool)
    for k, pair in enumerate(pairs):
        near[k, list(pair.posts)] = True
        far[k, list(pair.others)] = True
    people = np.array([(pair.first, pair.second) for pair in pairs], np.int64).reshape(-1, 2)
    return Case(
        np.ascontiguousarray(cost),
        np.ascontiguousarray(permit),
        made.stay,
        problem.current,
        made.holder,
        most=_limit(rules.moves_most),
        chain=_limit(rules.chain_longest),
        cycle=_limit(rules.cycle_longest),
        apart=people,
        near=near,
        far=far,
    )


def _limit(most: int | None) -> int:
    return -1 if most is None else most

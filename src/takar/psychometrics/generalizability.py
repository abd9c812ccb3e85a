"""Generalizability: how well a mean rating stands for what all possible raters would have said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from takar.kernel.refusals import Refusal
from takar.psychometrics import refusing
from takar.psychometrics.jackknife import two_way
from takar.psychometrics.ratings import Ratings
from takar.psychometrics.values import LEAST_PERSONS, LEVEL, Estimate
from takar.psychometrics.variance import CROSSED, RATERS, variance_components


@dataclass(frozen=True, slots=True)
class Study:
    """Variance components of a set of ratings.

    `raw` as estimated, negative ones included; `used` with negative ones set to 0, which every coefficient uses, unless
    `bare`: then they are used as they are, which intervals need.
    """

    raw: dict[str, float]
    persons: int
    raters: int
    items: int
    ratings: int
    bare: bool = False

    @property
    def used(self) -> dict[str, float]:
        if self.bare:
            return self.raw
        return {effect: max(value, 0.0) for effect, value in self.raw.items()}

    def shares(self) -> dict[str, float]:
        """Each component as a part of the whole, 0 to 1."""
        whole = sum(self.used.values())
        return {effect: value / whole if whole else 0.0 for effect, value in self.used.items()}


@dataclass(frozen=True, slots=True)
class Decision:
    """What a design of `raters` raters and `items` items would give.

    `universe` is the variance of true differences; `relative` and `absolute` the error variances for ranking and for
    comparing with a standard; `g` = universe / (universe + relative); `phi` = universe / (universe + absolute). `sem` is the
    square root of the absolute error, in scale units.
    """

    raters: int
    items: int
    universe: float
    relative: float
    absolute: float

    @property
    def g(self) -> float:
        return _ratio(self.universe, self.relative)

    @property
    def phi(self) -> float:
        return _ratio(self.universe, self.absolute)

    @property
    def sem(self) -> float:
        return float(np.sqrt(max(self.absolute, 0.0)))


def _ratio(universe: float, error: float) -> float:
    return universe / (universe + error) if universe + error > 0 else float("nan")


def study(ratings: Ratings) -> Study | Refusal:
    """Components of person by rater (one item) or person by rater by item (several), from all ratings.

    See `variance.variance_components` for the method and for unbalanced data.
    """
    shared = int((ratings.raters_per_person() >= 2).sum())
    if shared < LEAST_PERSONS or len(ratings.raters) < 2:
        return refusing.too_few(persons=shared, least_persons=LEAST_PERSONS, raters=len(ratings.raters))
    if np.ptp(ratings.value) == 0:
        return refusing.all_equal(len(ratings))
    columns = {"p": ratings.person, "r": ratings.rater, "i": ratings.item}
    effects = CROSSED if len(ratings.items) > 1 else RATERS
    found = variance_components(ratings.value, columns, effects)
    if isinstance(found, Refusal):
        return found
    return Study(found, len(ratings.persons), len(ratings.raters), len(ratings.items), len(ratings))


def decide(of: Study, raters: int, items: int = 1, items_fixed: bool = False) -> Decision:
    """The D study: coefficients for a mean over `raters` raters and `items` items.

    Parameters
    ----------
    items_fixed
        True where the items are all there are (the nine competencies of the law), False where they stand for more.

    References
    ----------
    Brennan (2001), chapters 4 and 5; Shavelson & Webb (1991), Generalizability Theory: A Primer.
    """
    v = {effect: of.used.get(effect, 0.0) for effect in CROSSED}
    if len(of.raw) == len(RATERS):
        return Decision(raters, 1, v["p"], v["pr"] / raters, (v["r"] + v["pr"]) / raters)
    universe = v["p"]
    relative = v["pr"] / raters + v["pri"] / (raters * items)
    absolute = relative + v["r"] / raters + v["ri"] / (raters * items)
    if items_fixed:
        return Decision(raters, items, universe + v["pi"] / items, relative, absolute)
    relative, absolute = relative + v["pi"] / items, absolute + (v["pi"] + v["i"]) / items
    return Decision(raters, items, universe, relative, absolute)


def decisions(of: Study, most_raters: int, items: int = 1, items_fixed: bool = False) -> Sequence[Decision]:
    """One decision for each number of raters from 1."""
    return [decide(of, raters, items, items_fixed) for raters in range(1, most_raters + 1)]


def with_interval(
    ratings: Ratings, coefficient: Callable[[Study], float], level: float = LEVEL
) -> Estimate | Refusal:
    """A coefficient between 0 and 1 of a study, with a two-way jackknife interval; see `jackknife.two_way`.

    Parameters
    ----------
    coefficient
        For example `lambda s: decide(s, 2).phi`.
    """

    def compute(part: Ratings) -> float | Refusal:
        found = study(part)
        return found if isinstance(found, Refusal) else _number(coefficient(replace(found, bare=True)))

    whole = study(ratings)
    if isinstance(whole, Refusal):
        return whole
    return two_way(ratings, _number(coefficient(whole)), compute, level)


def _number(value: float) -> float:
    return 0.0 if np.isnan(value) else value

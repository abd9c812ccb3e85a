"""What a many-facet analysis says."""

from __future__ import annotations

from dataclasses import dataclass


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
    Warm, and there is no fit to tell. Neither replaces the other: the raw mean is what was given.
    """

    label: str
    measure: float
    se: float
    infit: float | None
    outfit: float | None
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

"""Tables of raters, items and persons from the estimates."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from takar.psychometrics.facets.conditional import Parameters
from takar.psychometrics.facets.design import Design
from takar.psychometrics.facets.persons import Scored, moments
from takar.psychometrics.facets.residuals import MeanSquares
from takar.psychometrics.facets.results import Element, Person
from takar.psychometrics.quantiles import normal_quantile
from takar.psychometrics.ratings import Ratings
from takar.psychometrics.values import Floats, Ints


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """What the tables of raters and items share: ratings (n,), steps, scale, mean ability in logits, level of confidence."""

    value: Floats
    step: Floats
    scale: Floats
    centre: float
    level: float


def elements(
    frame: Frame, labels: tuple[str, ...], measures: Floats, errors: Floats, codes: Ints, found: MeanSquares
) -> tuple[Element, ...]:
    """One row for each label; `codes` (n,) says which one each rating belongs to."""
    size, reach = len(labels), normal_quantile((1 + frame.level) / 2)
    count = np.bincount(codes, minlength=size)
    raw = np.bincount(codes, frame.value, size) / count
    fair = moments(frame.centre - measures, frame.step).chance @ frame.scale
    return tuple(
        Element(
            label=labels[e],
            measure=float(measures[e]),
            se=float(errors[e]),
            low=float(measures[e] - reach * errors[e]),
            high=float(measures[e] + reach * errors[e]),
            infit=float(found.infit[e]),
            outfit=float(found.outfit[e]),
            raw=float(raw[e]),
            fair=float(fair[e]),
            ratings=int(count[e]),
        )
        for e in range(size)
    )


def persons(
    laid: Design,
    used: Ratings,
    scored: Scored,
    at: Parameters,
    ability: Floats,
    error: Floats,
    found: MeanSquares,
) -> tuple[Person, ...]:
    """One row for each person with a rating that counts."""
    size = scored.persons
    count = np.bincount(scored.person, minlength=size)
    raw = np.bincount(scored.person, used.value, size) / count
    total = np.bincount(scored.person, scored.category, size)
    extreme = (total == 0) | (total == count * laid.steps)
    fair = np.mean([moments(ability - hard, at.step).chance @ laid.scale for hard in at.difficulty], axis=0)
    place = {label: position for position, label in enumerate(laid.ratings.persons)}
    rows = [place.get(label) for label in used.persons]
    return tuple(
        Person(
            label=used.persons[p],
            measure=float(ability[p]),
            se=float(error[p]),
            infit=None if row is None else float(found.infit[row]),
            outfit=None if row is None else float(found.outfit[row]),
            raw=float(raw[p]),
            fair=float(fair[p]),
            ratings=int(count[p]),
            extreme=bool(extreme[p]),
        )
        for p, row in enumerate(rows)
    )

"""A whole map at once: cells, axes, boxes, chances."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from takar.talent.domain.axes import (
    AxisScores,
    Floats,
    Whole,
    band_index,
    box_numbers,
    edges_of,
    scored,
)
from takar.talent.domain.chances import Posterior, Prior, grouped_posterior, place_chances, posterior
from takar.talent.domain.points import cell_of
from takar.talent.domain.values import AXES, Cell, Facts, NotAssessed, Placed

if TYPE_CHECKING:
    from takar.standards.public import TalentRules


@dataclass(frozen=True, slots=True)
class Drawn:
    """Everybody's place in the order asked; `priors` by job class ("" is everybody), `expected` people per box 1…9."""

    people: tuple[Placed | NotAssessed, ...]
    priors: dict[str, Prior]

    @property
    def placed(self) -> tuple[Placed, ...]:
        return tuple(one for one in self.people if isinstance(one, Placed))

    @property
    def counts(self) -> tuple[int, ...]:
        """People per box 1…9, by their scores."""
        boxes = [one.box for one in self.placed]
        return tuple(boxes.count(number) for number in range(1, 10))

    @property
    def expected(self) -> tuple[float, ...]:
        """Expected number of people who truly belong into box 1…9."""
        return tuple(sum(one.chances[at] for one in self.placed) for at in range(9))


def draw(
    everybody: Sequence[tuple[Facts, str]], rules: TalentRules, on: date, kept: Collection[str],
    priors: Mapping[str, Prior] | None = None,
) -> Drawn:  # fmt: skip
    """Place people given with their job class. `priors` of an earlier map are used as they are; None: estimated from these."""
    cells = [
        [[cell_of(part, facts, rules, on, kept) for part in rules.on_axis(axis)] for axis in AXES]
        for facts, _ in everybody
    ]
    performance = scored(rules, "performance", [row[0] for row in cells])
    potential = scored(rules, "potential", [row[1] for row in cells])
    there = ~(np.isnan(performance.score) | np.isnan(potential.score))
    scores = np.stack([performance.score, potential.score], axis=1)[there]
    errors = np.stack([performance.se, potential.se], axis=1)[there]
    classes = [job_class for (_, job_class), here in zip(everybody, there, strict=True) if here]
    found, known = _believed(scores, errors, classes, rules.prior_least, priors)
    places = _places(rules, scores)
    chances = _by_number(rules, place_chances(found, *edges_of(rules)))
    row, people = 0, list[Placed | NotAssessed]()
    for at, (facts, _) in enumerate(everybody):
        parts = _named(rules, cells[at])
        if not there[at]:
            people.append(_not_assessed(rules, facts.nip, parts))
            continue
        people.append(_placed(facts.nip, at, row, performance, potential, places, chances, found, parts))
        row += 1
    return Drawn(tuple(people), known)


def _believed(
    scores: Floats, errors: Floats, classes: list[str], least: int, priors: Mapping[str, Prior] | None
) -> tuple[Posterior, dict[str, Prior]]:
    names = sorted(set(classes))
    groups = np.array([names.index(one) for one in classes], dtype=np.int64)
    if priors is None:
        found, known = grouped_posterior(scores, errors, groups, least)
        return found, {"" if at < 0 else names[at]: prior for at, prior in known.items()}
    n = len(scores)
    found = Posterior(np.zeros((n, 2)), np.zeros((n, 2)), np.zeros(n))
    for at, name in enumerate(names):
        mask = groups == at
        part = posterior(scores[mask], errors[mask], priors.get(name) or priors.get(""))
        found.mean[mask], found.sd[mask], found.correlation[mask] = part.mean, part.sd, part.correlation
    return found, dict(priors)


def _places(rules: TalentRules, scores: Floats) -> Whole:
    """The agency's number of each one's box, by the scores as printed."""
    vertical, across = edges_of(rules)
    at = 3 * band_index(scores[:, 0], vertical, rules.edge) + band_index(scores[:, 1], across, rules.edge)
    numbers: Whole = box_numbers(rules)[at]
    return numbers


def _by_number(rules: TalentRules, chances: Floats) -> Floats:
    """From the order of places to that of the agency's numbers 1…9."""
    order: Floats = chances[:, np.argsort(box_numbers(rules))]
    return order


def _named(rules: TalentRules, cells: list[list[Cell]]) -> tuple[tuple[str, Cell], ...]:
    return tuple(
        (part.code, cell)
        for axis, row in zip(AXES, cells, strict=True)
        for part, cell in zip(rules.on_axis(axis), row, strict=True)
    )


def _not_assessed(rules: TalentRules, nip: str, parts: tuple[tuple[str, Cell], ...]) -> NotAssessed:
    required = {one.code for one in rules.components if one.missing == "required"}
    missing = tuple((code, cell.missing) for code, cell in parts if cell.points is None and code in required)
    return NotAssessed(nip, missing, parts)


def _placed(
    nip: str, at: int, row: int, performance: AxisScores, potential: AxisScores, places: Whole, chances: Floats,
    found: Posterior, parts: tuple[tuple[str, Cell], ...],
) -> Placed:  # fmt: skip
    return Placed(
        nip=nip,
        performance=float(performance.score[at]),
        potential=float(potential.score[at]),
        performance_se=float(performance.se[at]),
        potential_se=float(potential.se[at]),
        box=int(places[row]),
        chances=tuple(float(one) for one in chances[row]),
        mean=(float(found.mean[row, 0]), float(found.mean[row, 1])),
        sd=(float(found.sd[row, 0]), float(found.sd[row, 1])),
        correlation=float(found.correlation[row]),
        components=parts,
    )

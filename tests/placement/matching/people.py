"""Invented people and posts for matching: true levels are known, so that what is promised can be compared with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np

from takar.placement.domain.values import Floats, Measured

CODES = ("M.01", "M.02", "M.03", "M.04", "M.05", "M.06", "M.07", "M.08", "S.01")


@dataclass(frozen=True)
class PlainRules:
    """Rules with everything switchable."""

    parts: Mapping[str, Decimal] = field(
        default_factory=lambda: {
            "competencies": Decimal(70), "experience": Decimal(15), "education": Decimal(5), "rank": Decimal(5),
            "tenure": Decimal(5),
        }
    )  # fmt: skip
    weights: Mapping[tuple[str, str], Decimal] = field(default_factory=dict)
    floors: Mapping[tuple[str, str], Decimal] = field(default_factory=dict)
    floor_certainty: int = 80
    assessed_least: int = 60
    points_penting: Decimal = Decimal(2)
    points_perlu: Decimal = Decimal(1)
    tenure_least_years: int = 2
    tenure_review_years: int = 5
    retires_within_months: int = 12
    barring_discipline: str = "berat"

    def weight_of(self, job_class: str, competency: str) -> Decimal:
        return self.weights.get((job_class, competency), Decimal(1))

    def floor_of(self, job_class: str, competency: str) -> Decimal | None:
        return self.floors.get((job_class, competency))


@dataclass(frozen=True)
class PlainRequirement:
    kind: str
    weight: str
    values: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True)
class PlainPost:
    code: str
    standard: tuple[tuple[str, Decimal], ...]
    requirements: tuple[PlainRequirement, ...] = ()
    job_class: str = "jpt_pratama"
    family: str = "umum"
    title: str = ""
    unit: str = ""
    holder: str = ""


def post(code: str, levels: Mapping[str, float] | float, *requirements: PlainRequirement) -> PlainPost:
    """A post whose standard is one level for all competencies, or a level per code."""
    told = levels if isinstance(levels, Mapping) else dict.fromkeys(CODES, levels)
    return PlainPost(code, tuple((one, Decimal(str(level))) for one, level in told.items()), requirements)


@dataclass(frozen=True)
class World:
    """Groups with true levels; `alike` is how much alike a person's competencies are."""

    group_means: tuple[float, ...] = (3.6, 3.1)
    spread: float = 0.55
    alike: float = 0.4
    error: float = 0.35

    def people(self, sizes: tuple[int, ...], draws: np.random.Generator) -> tuple[Measured, Floats]:
        """What was observed, and the truth (n, c)."""
        group = np.repeat(np.arange(len(sizes)), sizes)
        shape = (len(group), len(CODES))
        common = draws.standard_normal((len(group), 1))
        own = draws.standard_normal(shape)
        mean = np.array(self.group_means)[group][:, None]
        truth = mean + self.spread * (np.sqrt(self.alike) * common + np.sqrt(1 - self.alike) * own)
        seen = truth + self.error * draws.standard_normal(shape)
        names = tuple(f"{at:018d}" for at in range(len(group)))
        groups = tuple(f"class-{at}" for at in group)
        return Measured(names, CODES, seen, np.full(shape, self.error), groups), truth


def true_fit(truth: Floats, levels: Mapping[str, float]) -> Floats:
    """The competency fit of known true levels, written down a second time and plainly."""
    shares = [np.minimum(truth[:, CODES.index(code)], level) / level for code, level in levels.items()]
    return np.asarray(100 * np.mean(shares, axis=0))

"""The parts of talent rules: components, scales, bands, boxes, ways to develop. `talent_rules` reads and checks them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

AXES = ("performance", "potential")
BANDS = ("low", "middle", "high")
# What a component may be made of: each is one kind of fact on record about a person.
FACTS = ("predicate", "awards", "team_tasks", "feedback", "competency", "development", "experience", "potential", "education",
         "field", "discipline")  # fmt: skip
# Without this component nobody is placed ("required"), or the others carry its weight ("reweight"). It never counts as zero.
MISSING = ("required", "reweight")
# To which band a score exactly on an edge belongs.
EDGES = ("upper", "lower")


@dataclass(frozen=True, slots=True)
class TalentComponent:
    """One component of an axis, on 0–100.

    `weight` in percent of its axis. `reliability` 0–1 and `spread` (standard deviation of the component among people, points)
    give the standard error `spread`·√(1−`reliability`) where the instrument told none. `none`: the points of somebody whose
    register is kept and holds no entry (no award); None: then the component is missing. `mark` is that of the weight,
    `reliability_mark` that of reliability and spread.
    """

    code: str
    axis: str
    name_id: str
    name_en: str
    fact: str
    weight: Decimal
    missing: str
    reliability: Decimal
    spread: Decimal
    none: Decimal | None
    mark: str
    reliability_mark: str

    @property
    def error(self) -> float:
        """Standard error in points where the instrument told none."""
        return float(self.spread * (1 - self.reliability).sqrt())


@dataclass(frozen=True, slots=True)
class ScalePoint:
    """What an entry `code` of a `fact` is worth, in points."""

    fact: str
    code: str
    points: Decimal


@dataclass(frozen=True, slots=True)
class TalentBand:
    """From `low` to `high`; a score on the edge between two bands belongs to the one that the rules' `edge` names."""

    axis: str
    code: str
    name_id: str
    name_en: str
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class TalentBox:
    """One of the nine: its bands, the agency's own number and name, what follows, whether it feeds the talent pool."""

    performance: str
    potential: str
    number: int
    name_id: str
    name_en: str
    follow_up_id: str
    follow_up_en: str
    pool: bool


@dataclass(frozen=True, slots=True)
class DevelopmentKind:
    """A way to close a gap of at least `gap_least` levels, within `months`."""

    code: str
    name_id: str
    name_en: str
    gap_least: Decimal
    months: int

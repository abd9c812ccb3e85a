"""The overall figure of each competency by a rule that was stated before anybody rated (docs/rules/integration.md)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

from takar.exercises.domain.round_rules import ROUNDINGS
from takar.exercises.domain.scale import Scale
from takar.exercises.domain.words import said

REASONS = ("evidence_misread", "evidence_of_little_weight", "standard_misapplied", "material_fault", "other")
_OF_DICTIONARY = re.compile(r"(M|SK)\.\d\d")


@dataclass(frozen=True, slots=True)
class Asked:
    """One competency of the meeting: `standard` is the level that the post asks for, None where there is none."""

    code: str
    name: str
    standard: Decimal | None = None


@dataclass(frozen=True, slots=True)
class IntegrationRules:
    """How ratings become one figure. `spread`: raters this far apart, or farther, are marked as disagreeing."""

    dimensions: tuple[Asked, ...]
    scale: Scale
    weights: Mapping[str, Decimal]
    decimals: int = 2
    rounding: str = "half_up"
    spread: Decimal = Decimal(2)
    reasons: tuple[str, ...] = REASONS

    def rounded(self, exact: Fraction) -> Decimal:
        """To the decimals of the rules; a half is told from less than a half exactly."""
        with localcontext(prec=60):
            value = Decimal(exact.numerator) / Decimal(exact.denominator)
            return value.quantize(Decimal(1).scaleb(-self.decimals), ROUNDINGS[self.rounding])

    def read(self, text: str) -> Decimal | None:
        """A figure that people may set: within the scale, with the decimals of the overall figure."""
        return Scale(self.scale.least, self.scale.most, self.decimals).read(text)


@dataclass(frozen=True, slots=True)
class Given:
    """One rating; value None: no evidence."""

    instrument: str
    rater: str
    dimension: str
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class Figure:
    """The figure by the rule. `value` None: nobody saw evidence, so it is not assessed and never a number.

    `counted` of `asked` ratings are numbers; `means`: mean per instrument that shows it, unrounded to 4 places for reading.
    """

    code: str
    name: str
    standard: Decimal | None
    value: Decimal | None
    counted: int
    asked: int
    spread: Decimal | None
    disagree: bool
    means: tuple[tuple[str, Decimal], ...]


def figures(rules: IntegrationRules, given: Sequence[Given]) -> tuple[Figure, ...]:
    """Per competency: the mean of the raters' values in each instrument, then the mean over instruments by their weights."""
    return tuple(
        _figure(rules, one, [row for row in given if row.dimension == one.code]) for one in rules.dimensions
    )


def _figure(rules: IntegrationRules, asked: Asked, rows: Sequence[Given]) -> Figure:
    by: dict[str, list[Decimal]] = {}
    for row in rows:
        if row.value is not None and rules.weights.get(row.instrument, Decimal(1)) > 0:
            by.setdefault(row.instrument, []).append(row.value)
    values = [value for found in by.values() for value in found]
    means = {code: sum(map(Fraction, found), Fraction(0)) / len(found) for code, found in sorted(by.items())}
    spread = max(values) - min(values) if values else None
    return Figure(
        code=asked.code,
        name=asked.name,
        standard=asked.standard,
        value=rules.rounded(_weighted(rules, means)) if means else None,
        counted=len(values),
        asked=len(rows),
        spread=spread,
        disagree=spread is not None and spread >= rules.spread,
        means=tuple((code, _shown(mean)) for code, mean in means.items()),
    )


def _weighted(rules: IntegrationRules, means: Mapping[str, Fraction]) -> Fraction:
    weights = {code: Fraction(rules.weights.get(code, Decimal(1))) for code in means}
    return sum((means[code] * weights[code] for code in means), Fraction(0)) / sum(weights.values())


def _shown(mean: Fraction) -> Decimal:
    return (Decimal(mean.numerator) / Decimal(mean.denominator)).quantize(Decimal("0.0001"))


def integration_rules(rules: Mapping[str, Any], standard: str = "") -> IntegrationRules:
    """Those of a round: its "integration" part, with stated defaults. `standard`: the person's, of the rules' "standards".

    Raises ValueError when instruments use different scales: their values cannot be averaged.
    """
    instruments = [one for one in rules["instruments"] if isinstance(one, Mapping)]
    scales = {_scale(one["form"]["scale"]) for one in instruments}
    if len({(one.least, one.most) for one in scales}) != 1:
        raise ValueError("instruments rate on different scales")
    scale = next(iter(scales))
    own = rules.get("integration") or {}
    stated = own.get("weights") or {}
    return IntegrationRules(
        dimensions=_dimensions(instruments, (rules.get("standards") or {}).get(standard)),
        scale=scale,
        weights={
            one["code"]: Decimal(str(stated.get(one["code"], one.get("weight", 1)))) for one in instruments
        },
        decimals=int(own.get("decimals", rules.get("decimals", 2))),
        rounding=str(own.get("rounding", rules.get("rounding", "half_up"))),
        spread=Decimal(str(own.get("spread", (scale.most - scale.least) / 2))),
        reasons=tuple(own.get("reasons", REASONS)),
    )


def _scale(data: Mapping[str, Any]) -> Scale:
    return Scale(Decimal(str(data["least"])), Decimal(str(data["most"])), int(data.get("decimals", 0)))


def _dimensions(
    instruments: Sequence[Mapping[str, Any]], levels: Mapping[str, int] | None
) -> tuple[Asked, ...]:
    """Competencies of the dictionary in its order, whichever exercise names them first; others after them as they come."""
    found: dict[str, Asked] = {}
    for instrument in instruments:
        for one in instrument["form"]["dimensions"]:
            standard = one.get("standard") if levels is None else levels.get(one["code"])
            level = Decimal(str(standard)) if standard not in (None, "") else None
            found.setdefault(one["code"], Asked(one["code"], said(one.get("name", one["code"])), level))
    return tuple(sorted(found.values(), key=lambda one: _place(one.code)))


def _place(code: str) -> tuple[int, str]:
    return (0, code) if _OF_DICTIONARY.fullmatch(code) else (1, "")

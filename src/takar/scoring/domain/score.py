"""Answers, keys, standard and rules to a result: the whole program. In words: docs/rules/scoring.md."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, localcontext
from fractions import Fraction

from takar.scoring.domain.values import Key, Measured, Name, Potential, Rating, Result, Ruleset, Standard

POTENTIAL_DECIMALS = 1


def score(
    answers: Mapping[str, str],
    keys: Sequence[Key],
    standard: Standard,
    rules: Ruleset,
    names: Mapping[str, Name],
) -> Result:
    """Score one sitting. `answers` maps item to option; an option unknown to the key counts as unanswered.

    Raises ValueError if the form has no item for a competency of the standard, or the standard asks nothing.
    """
    by_scale = _by_scale(keys)
    ratings = tuple(
        _rating(code, required, by_scale.get(code, ()), answers, rules, names)
        for code, required in standard.levels.items()
    )
    potential = _aspects(by_scale, answers, rules, names)
    total = rules.total([one.rating for one in ratings])
    standard_total = sum(one.required for one in ratings)
    jpm = rules.jpm(total, standard_total)
    return Result(
        ratings=ratings,
        potential=potential,
        total=total,
        standard_total=standard_total,
        jpm=jpm,
        category=rules.category_for(jpm),
        answered=_answered(keys, answers),
        items=len(keys),
    )


def measure(
    answers: Mapping[str, str], keys: Sequence[Key], rules: Ruleset, names: Mapping[str, Name]
) -> Measured:
    """Score a test of potential alone: no competency, no total."""
    return Measured(
        _aspects(_by_scale(keys), answers, rules, names), answered=_answered(keys, answers), items=len(keys)
    )


def _aspects(
    by_scale: Mapping[str, Sequence[Key]],
    answers: Mapping[str, str],
    rules: Ruleset,
    names: Mapping[str, Name],
) -> tuple[Potential, ...]:
    return tuple(
        _potential(code, by_scale[code], answers, rules, names)
        for code in sorted(by_scale)
        if code.startswith("P.")
    )


def unanswered_weight(rules: Ruleset) -> int:
    """What a competency item without an answer counts: the lowest rating of the scale."""
    return int(rules.rating_min)


def _by_scale(keys: Iterable[Key]) -> dict[str, list[Key]]:
    found: dict[str, list[Key]] = {}
    for key in keys:
        found.setdefault(key.scale, []).append(key)
    return found


def _answered(keys: Iterable[Key], answers: Mapping[str, str]) -> int:
    return sum(1 for key in keys if answers.get(key.item) in key.weights)


def _rating(
    code: str,
    required: int,
    keys: Sequence[Key],
    answers: Mapping[str, str],
    rules: Ruleset,
    names: Mapping[str, Name],
) -> Rating:
    if not keys:
        raise ValueError(f"the form has no item for competency {code}")
    blank = unanswered_weight(rules)
    points = sum(key.weights.get(answers.get(key.item, ""), blank) for key in keys)
    rating = rules.rating(exact_decimal(Fraction(points, len(keys))))
    level = rules.level_for(rating)
    return Rating(
        code=code,
        name=names[code],
        required=required,
        points=points,
        items=len(keys),
        answered=_answered(keys, answers),
        rating=rating,
        level=level,
        gap=(rating if rules.base == "rating" else Decimal(level)) - required,
    )


def _potential(
    code: str, keys: Sequence[Key], answers: Mapping[str, str], rules: Ruleset, names: Mapping[str, Name]
) -> Potential:
    share = sum((_normalised(key, answers.get(key.item, "")) for key in keys), Fraction(0)) / len(keys)
    value = rules.rounded(exact_decimal(share * 100), POTENTIAL_DECIMALS)
    return Potential(
        code=code,
        name=names[code],
        items=len(keys),
        answered=_answered(keys, answers),
        score=value,
        band=rules.band_for(value),
    )


def _normalised(key: Key, option: str) -> Fraction:
    """0 for the lowest weight of the item or no answer, 1 for the highest: right/wrong and Likert alike."""
    low, high = min(key.weights.values()), max(key.weights.values())
    weight = key.weights.get(option, low)
    return Fraction(weight - low, high - low) if high > low else Fraction(0)


def exact_decimal(value: Fraction) -> Decimal:
    """`value` to 50 digits: enough that rounding to a few places never differs from the exact fraction."""
    with localcontext(prec=50):
        return Decimal(value.numerator) / Decimal(value.denominator)

"""From ratings to the figures of a round, as plain data with four decimals; nothing here changes a rating.

psychometrics is imported when needed: it costs a second, and most pages do not need it.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from takar.kernel.refusals import Refusal

if TYPE_CHECKING:
    from takar.psychometrics import public as stats

# (person, rater, competency, value or None for no evidence, instrument)
Row = tuple[str, str, str, Decimal | None, str]
SEED = 20_260_101
DRAWS = 500


def figures(rows: Sequence[Row], low: Decimal, high: Decimal) -> dict[str, Any]:
    """Habits and severity per rater, agreement per competency, alpha, error per competency, fair averages per person.

    What cannot be told is {"refusal": {"code", "id", "en"}}. Same rows, same figures: the redraws have a fixed seed.
    """
    from takar.psychometrics import public as stats

    ratings = stats.Ratings.of(
        stats.Rating(person, rater, code, None if value is None else float(value), instrument)
        for person, rater, code, value, instrument in rows
    )
    if not len(ratings):
        return {"ratings": 0, "raters": {}, "competencies": {}, "persons": {}, "whole": {}, "facets": None}
    facets = stats.analyse(ratings)
    return {
        "ratings": len(ratings),
        "persons_count": len(ratings.persons),
        "left_out": ratings.left_out,
        "raters": _raters(stats, ratings, float(low), float(high), facets),
        "competencies": _competencies(stats, ratings),
        "whole": _whole(stats, ratings),
        "persons": _persons(facets),
        "facets": _refused(facets) if isinstance(facets, Refusal) else _separation(facets),
    }


def _raters(stats: Any, ratings: Any, low: float, high: float, facets: Any) -> dict[str, Any]:
    severity = {} if isinstance(facets, Refusal) else {one.label: one for one in facets.raters}
    found = {}
    for one in stats.habits(ratings, low, high):
        habits = {habit.value: _finding(stats, finding) for habit, finding in one.findings.items()}
        element = severity.get(one.rater)
        found[one.rater] = {
            "persons": one.persons,
            "ratings": one.ratings,
            "habits": habits,
            "alike": _estimate(stats, stats.intercorrelation(ratings, one.rater)),
            "alike_others": _plain(stats.others_intercorrelation(ratings, one.rater)),
            "facet": _element(element) if element else None,
        }
    return found


def _finding(stats: Any, finding: Any) -> dict[str, Any]:
    if isinstance(finding, Refusal):
        return _refused(finding)
    words = stats.of_finding(finding)
    return {
        **_numbers(finding.estimate),
        "reading": finding.reading.value,
        "neutral": _four(finding.habit.like_the_partners),
        "id": words.id,
        "en": words.en,
    }


def _competencies(stats: Any, ratings: Any) -> dict[str, Any]:
    errors = stats.competency_errors(ratings)
    found: dict[str, Any] = {}
    for code in ratings.competencies():
        error = errors[code]
        if isinstance(error, Refusal):
            shown: dict[str, Any] = _refused(error)
        else:
            words = stats.of_competency(error)
            shown = {
                "sem": _four(error.design.sem),
                "reliability": _numbers(error.reliability),
                "strength": error.strength.value,
                "raters": error.raters,
                "id": words.id,
                "en": words.en,
            }
        found[code] = {"error": shown, "icc": _icc(stats, ratings, code)}
    return found


def _icc(stats: Any, ratings: Any, code: str) -> dict[str, Any]:
    """ICC(A,1) per instrument that shows the competency."""
    found = {}
    for item in ratings.items:
        if item.competency != code:
            continue
        agreed = stats.agreement(ratings.of_item(item))
        one = agreed if isinstance(agreed, Refusal) else agreed.forms[stats.Form.AGREE]
        found[item.exercise] = _estimate(stats, one)
    return found


def _whole(stats: Any, ratings: Any) -> dict[str, Any]:
    import numpy as np

    alpha = stats.krippendorff(ratings, stats.Scale.INTERVAL, np.random.default_rng(SEED), DRAWS)
    sources = stats.sources(ratings)
    by = _refused(sources) if isinstance(sources, Refusal) else _said(stats.of_sources(sources))
    return {"alpha": _estimate(stats, alpha), "sources": by, "seed": SEED, "draws": DRAWS}


def _persons(facets: Any) -> dict[str, Any]:
    if isinstance(facets, Refusal):
        return {}
    return {
        one.label: {
            "raw": _four(one.raw),
            "fair": _four(one.fair),
            "se": _four(one.se),
            "ratings": one.ratings,
        }
        for one in facets.persons
    }


def _separation(facets: Any) -> dict[str, Any]:
    return {
        "raters": _four(facets.rater_separation.reliability),
        "persons": _four(facets.person_separation.reliability),
        "not_estimated": list(facets.not_estimated),
    }


def _element(one: Any) -> dict[str, Any]:
    names = ("measure", "se", "low", "high", "infit", "outfit", "raw", "fair")
    return {name: _four(getattr(one, name)) for name in names}


def _estimate(stats: Any, one: Any) -> dict[str, Any]:
    return _refused(one) if isinstance(one, Refusal) else {**_numbers(one), **_said(stats.of_estimate(one))}


def _plain(number: float | Refusal) -> dict[str, Any]:
    return _refused(number) if isinstance(number, Refusal) else {"value": _four(number)}


def _numbers(one: stats.Estimate) -> dict[str, Any]:
    return {"value": _four(one.value), "low": _four(one.low), "high": _four(one.high), "persons": one.persons}


def _said(words: Any) -> dict[str, Any]:
    return {"id": words.id, "en": words.en}


def _refused(refusal: Refusal) -> dict[str, Any]:
    subsets = {"subsets": refusal.data["subsets"]} if "subsets" in refusal.data else {}
    return {"refusal": refusal.code, "id": refusal.id, "en": refusal.en, **subsets}


def _four(number: float) -> str:
    return f"{number:.4f}"

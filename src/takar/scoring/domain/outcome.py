"""A result as the frozen outcome document, and what a participant may see of it (docs/interfaces.md 7)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from takar.ledger.public import COMPETENCIES
from takar.scoring.domain.explain import (
    explanation,
    potential_explanation,
    potential_sentence,
    rating_sentence,
)
from takar.scoring.domain.values import Category, Measured, Potential, Rating, Result, Ruleset

Document = dict[str, Any]

_NUMBERS = (
    "competencies",
    "unassessed",
    "potential",
    "total",
    "standard_total",
    "jpm",
    "category",
    "explanation",
)


def result_document(result: Result, rules: Ruleset) -> Document:
    """Every number of a result as text and whole numbers, with the sentences that explain them."""
    return {
        "competencies": [_competency(one) for one in result.ratings],
        "potential": [_aspect(one) for one in result.potential],
        "total": str(result.total),
        "standard_total": result.standard_total,
        "jpm": str(result.jpm),
        "category": category_json(result.category),
        "explanation": explanation(result, rules),
        "ruleset": f"{rules.code}/{rules.version}",
        "answered": result.answered,
        "items": result.items,
    }


def judged_document(rules: Ruleset) -> Document:
    """The outcome of a sitting that people judge: no number of any kind, and it says so."""
    return {"judged": True, "ruleset": f"{rules.code}/{rules.version}", "answered": 0, "items": 0}


def potential_document(measured: Measured, rules: Ruleset) -> Document:
    """The outcome of a test beside which people judge the competencies: potential, and it says who finds the rest."""
    return {
        "judged": COMPETENCIES,
        "potential": [_aspect(one) for one in measured.potential],
        "explanation": potential_explanation(measured),
        "ruleset": f"{rules.code}/{rules.version}",
        "answered": measured.answered,
        "items": measured.items,
    }


def category_json(category: Category) -> Document:
    return {"code": category.code, "name_id": category.name_id, "name_en": category.name_en}


def shown(document: Mapping[str, Any], parts: frozenset[str], held: bool) -> Document:
    """What the participant sees: `parts` of levels, potential, jpm, category; nothing of them while held."""
    hidden = set(_NUMBERS) if held else _hidden(parts)
    kept = {name: value for name, value in document.items() if name not in hidden}
    if "explanation" in kept and not _told(document) <= parts:
        # A sentence could give away the number that the policy hides.
        del kept["explanation"]
    return kept | {"status": "held" if held else "shown"}


def _told(document: Mapping[str, Any]) -> set[str]:
    """Of which parts the explanation speaks."""
    return {"potential"} if document.get("judged") == COMPETENCIES else {"levels", "jpm", "category"}


def _hidden(parts: frozenset[str]) -> set[str]:
    hidden = set()
    if "levels" not in parts:
        hidden |= {"competencies", "unassessed", "total", "standard_total"}
    if "jpm" not in parts:
        hidden |= {"jpm", "total", "standard_total"}
    if "potential" not in parts:
        hidden.add("potential")
    if "category" not in parts:
        hidden.add("category")
    return hidden


def found_of(one: Rating) -> Document:
    """What is told of a competency, whoever rated it."""
    return {
        "code": one.code,
        "name_id": one.name.id,
        "name_en": one.name.en,
        "required": one.required,
        "level": one.level,
        "rating": str(one.rating),
        "gap": str(one.gap),
    }


def _competency(one: Rating) -> Document:
    return found_of(one) | {
        "items": one.items,
        "points": one.points,
        "answered": one.answered,
        "how": rating_sentence(one),
    }


def _aspect(one: Potential) -> Document:
    return {
        "code": one.code,
        "name_id": one.name.id,
        "name_en": one.name.en,
        "score": str(one.score),
        "band": one.band.code,
        "band_id": one.band.name_id,
        "band_en": one.band.name_en,
        "items": one.items,
        "how": potential_sentence(one),
    }

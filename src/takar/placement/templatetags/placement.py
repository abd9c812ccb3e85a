"""Words and numbers of this context's templates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import get_language

from takar.placement.pages import fairness_words as words
from takar.placement.pages.drawings import thin_x

register = template.Library()


@register.filter
def share(value: float) -> str:
    """0.634 -> 63,4%"""
    return words.percent(float(value), get_language() or "id")


@register.filter
def dec(value: float | str | None, digits: int = 2) -> str:
    """1.2345 -> 1,23; nothing for None."""
    return "–" if value in (None, "") else words.decimal(float(value or 0), get_language() or "id", digits)


@register.filter
def pvalue(value: float) -> str:
    return words.probability(value, get_language() or "id")


@register.filter
def of(table: Mapping[str, Any], key: str) -> Any:
    """The value under a key, "" where there is none."""
    return table.get(key, "")


@register.filter
def thin(x: float, left: float) -> float:
    """A place of a picture of ratios, on a narrow screen."""
    return thin_x(float(x), float(left), 620.0)


@register.filter
def num(value: float) -> str:
    """A coordinate: always with a point."""
    return f"{float(value):.1f}"


@register.filter
def points(share: float) -> str:
    """-0.123 -> −12,3: percentage points."""
    return words.decimal(100 * float(share), get_language() or "id", 1)


@register.filter
def level(value: float) -> str:
    """4.0 -> 4, 3.5 -> 3,5: a level of a standard."""
    return words.decimal(float(value), get_language() or "id", 0 if float(value).is_integer() else 1)


@register.filter
def in_language(names: Mapping[str, str]) -> str:
    """The name in the reader's language."""
    return names["en" if (get_language() or "id").startswith("en") else "id"]

"""Words of the pages about rater quality."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import template
from django.utils.translation import get_language

from takar.kernel.numbers import grouped

register = template.Library()


def _language() -> str:
    return "en" if (get_language() or "id").startswith("en") else "id"


@register.filter
def two(number: str | None) -> str:
    """Two decimals in the reader's notation, with a true minus sign; nothing for nothing."""
    return (
        grouped(str(Decimal(number).quantize(Decimal("0.01"))), _language()).replace("-", "−")
        if number
        else ""
    )


@register.filter
def size(number: Decimal) -> str:
    """How far apart, without a sign."""
    return grouped(str(abs(number)), _language())


@register.filter
def meaning(figure: dict[str, Any]) -> str:
    """The sentence of a habit without its figures, where these stand beside it."""
    whole = in_words(figure)
    _figures, _sep, told = whole.partition("): ")
    return told[:1].upper() + told[1:] if told else whole


@register.filter
def in_words(figure: dict[str, Any] | None) -> str:
    """The sentence of a figure or of its refusal."""
    return str((figure or {}).get(_language(), ""))

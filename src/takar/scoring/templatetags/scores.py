"""Words of the pages of scoring."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language

from takar.scoring.domain import explain

register = template.Library()


@register.filter
def signed(value: str) -> str:
    """+0,40 or −0,60"""
    return explain.signed(value, "en" if (get_language() or "id").startswith("en") else "id")

"""Words of the pages of talent."""

from __future__ import annotations

from typing import Any

from django import template

from takar.talent import words

register = template.Library()


@register.filter
def points(value: float | None, places: int = 2) -> str:
    return words.number(value, places)


@register.filter
def chance(value: float) -> str:
    return words.percent(value)


@register.filter
def named(thing: Any, name: str = "name") -> str:
    """`name_id` or `name_en` of `thing` by the reader's language."""
    return words.spoken(thing, name)


@register.filter
def axis(code: str) -> str:
    return str(words.AXES[code])


@register.filter
def state_word(code: str) -> str:
    return str(words.STATES[code])


@register.filter
def group_word(code: str) -> str:
    return str(words.GROUPS[code])


@register.filter
def register_word(code: str) -> str:
    return str(words.REGISTER_NAMES[code])

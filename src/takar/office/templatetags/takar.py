"""Words of the templates: icons, Indonesian numbers, dates and times."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import get_language

from takar.kernel import clock as words
from takar.kernel.numbers import grouped as _grouped

register = template.Library()


def _language() -> str:
    return "en" if (get_language() or "id").startswith("en") else "id"


def _when(value: datetime | int) -> datetime:
    return words.from_milliseconds(value) if isinstance(value, int) else value


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    """A symbol of the sprite; decoration only, so the words beside it must say everything."""
    return format_html(
        '<svg class="icon {}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        extra,
        static("office/icons.svg"),
        name,
    )


@register.filter
def grouped(value: int | str | Decimal | float | None) -> str:
    """1234567.5 -> 1.234.567,5; nothing for None."""
    return "" if value is None else _grouped(str(value), _language())


@register.filter
def moment(value: datetime | int | None, zone: str = "") -> str:
    """Senin, 5 Januari 2026 pukul 10.42 WIB. Takes a datetime or milliseconds."""
    if value is None:
        return ""
    return words.long_moment(_when(value), zone or settings.TAKAR.zone, _language())


@register.filter
def day(value: date | datetime | int | None) -> str:
    """5 Januari 2026"""
    if value is None:
        return ""
    if isinstance(value, int | datetime):
        value = localtime(_when(value)).date()
    return words.long_date(value, _language())


@register.filter
def weekday(value: date | datetime) -> str:
    """Senin, 5 Januari 2026"""
    if isinstance(value, datetime):
        value = localtime(value).date()
    return words.weekday_date(value, _language())


@register.filter
def clock(value: datetime | int | None, zone: str = "") -> str:
    """10.42.07 WIB"""
    return "" if value is None else words.clock_time(_when(value), zone or settings.TAKAR.zone, seconds=True)


@register.filter
def sentence(refusal: Any) -> str:
    """The sentence of a Refusal in the reader's language."""
    return str(refusal.sentence(_language()))

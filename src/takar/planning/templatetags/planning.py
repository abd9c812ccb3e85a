"""Words of the pages of planning."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import template

from takar.kernel.clock import DAYS, MONTHS, weekday_date
from takar.kernel.numbers import grouped
from takar.planning.pages import shared

register = template.Library()


@register.filter
def said(both: Any) -> str:
    """A sentence that is kept in both languages (a value with id and en, or a mapping)."""
    if isinstance(both, Mapping):
        return str(both.get(shared.language(), ""))
    if isinstance(both, tuple):
        return str(both[1] if shared.language() == "en" else both[0])
    return str(both.en if shared.language() == "en" else both.id)


@register.filter
def job_class_name(code: str) -> str:
    return shared.class_name(code)


@register.filter
def class_mark(code: str) -> str:
    """The CSS class of a job class on the board."""
    return f"kelas-{shared.CLASSES.index(code) + 1 if code in shared.CLASSES else 0}"


@register.filter
def role_name(code: str) -> str:
    return str(shared.ROLE_NAMES.get(code, code))


@register.filter
def kind_name(code: str) -> str:
    return str(shared.KIND_NAMES.get(code, code))


@register.filter
def together_name(code: str) -> str:
    return str(shared.TOGETHER_NAMES.get(code, code))


@register.filter
def short_span(days: Any) -> str:
    """Sel 5–Kam 7 Jan"""
    kept = [getattr(one, "day", one) for one in days]
    kept = [one for one in kept if isinstance(one, date)]
    if not kept:
        return ""
    first, last = kept[0], kept[-1]
    head = _short(first) if first.month != last.month else f"{_weekday(first)} {first.day}"
    return _short(first) if first == last else f"{head}–{_short(last)}"


@register.filter
def plan_state(code: str) -> tuple[Any, str]:
    return shared.PLAN_STATES[code]


@register.filter
def batch_state(code: str) -> tuple[Any, str]:
    return shared.BATCH_STATES[code]


@register.filter
def percent(share: str | float | None) -> str:
    """0.0079 -> 0,79; nothing for None."""
    if share is None:
        return ""
    text = f"{float(share) * 100:.2f}".rstrip("0").rstrip(".")
    return text if shared.language() == "en" else text.replace(".", ",")


@register.filter
def rounded(value: str | float | None) -> str:
    """1836.0 -> 1.836; nothing for None."""
    return "" if value is None else grouped(str(round(float(value))), shared.language())


@register.filter
def at(mapping: Mapping[Any, Any], key: Any) -> Any:
    return mapping.get(key)


def _weekday(day: date) -> str:
    return DAYS[shared.language()][day.weekday()][:3]


def _short(day: date) -> str:
    return f"{_weekday(day)} {day.day} {MONTHS[shared.language()][day.month - 1][:3]}"


@register.filter
def weekday_of(day: date) -> str:
    """Senin, 5 Januari 2026"""
    return weekday_date(day, shared.language())


@register.filter
def iso_day(text: str) -> str:
    """ "2026-01-05" -> Senin, 5 Januari 2026."""
    return weekday_date(date.fromisoformat(text), shared.language())

"""Words of the pages of certificates."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from takar.certificates.domain.reasons import level_words, organiser_words
from takar.certificates.domain.values import State
from takar.certificates.pages.filters import language
from takar.certificates.words import state_label
from takar.kernel.clock import long_date

register = template.Library()
_LOOKS = {
    State.NEVER: "bg-red-lt",
    State.LAPSED: "bg-red-lt",
    State.EXPIRING: "bg-yellow-lt",
    State.VALID: "bg-green-lt",
    State.UNCLEAR: "bg-secondary-lt",
    State.OUTSIDE: "bg-secondary-lt",
}
_STATUSES = {"open": "bg-blue-lt", "partly": "bg-yellow-lt", "complete": "bg-green-lt"}


@register.filter
def state_badge(state: str) -> SafeString:
    return format_html('<span class="badge {}">{}</span>', _LOOKS[State(state)], state_label(State(state)))


@register.filter
def status_badge(status: str) -> SafeString:
    label = {"open": _("menunggu"), "partly": _("sebagian kembali"), "complete": _("lengkap")}[status]
    return format_html('<span class="badge {}">{}</span>', _STATUSES[status], label)


@register.filter
def job_level(thing: Any) -> str:
    """The class and functional level of a person or a certificate."""
    return level_words(thing.job_class or "", thing.level or "", language())


@register.filter
def class_name(code: str) -> str:
    return _("semua kelas jabatan") if code == "semua" else level_words(code, "", language())


@register.filter
def organiser_of(thing: Any) -> str:
    return organiser_words(thing, language())


@register.filter
def titled(edition: Any) -> str:
    """The title of an edition in the reader's language."""
    return str(edition.title_en if language() == "en" else edition.title_id)


@register.filter
def get(mapping: Any, key: str) -> Any:
    return mapping.get(key, "")


@register.filter
def level_of(values: dict[str, str]) -> str:
    """The level in the values of an imported row."""
    return level_words(values["job_class"], values["level"], language())


@register.filter
def iso_day(text: str) -> str:
    """ "2025-05-14" -> 14 Mei 2025"""
    return long_date(date.fromisoformat(text), language()) if text else ""

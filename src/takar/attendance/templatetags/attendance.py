"""Words of the pages of attendance."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from takar.kernel.clock import clock_time, weekday_date

register = template.Library()

_STATUS: dict[str, tuple[Any, str]] = {
    "expected": (_("belum datang"), "bg-secondary-lt"),
    "present": (_("hadir"), "bg-green-lt"),
    "late": (_("terlambat"), "bg-yellow-lt"),
    "left_early": (_("pulang awal"), "bg-yellow-lt"),
    "absent": (_("tidak hadir"), "bg-red-lt"),
    "excused_by_incident": (_("terhalang insiden"), "bg-blue-lt"),
}
_CAUSE = {
    "power": _("listrik padam"),
    "network": _("jaringan terputus"),
    "illness": _("banyak yang sakit"),
    "room": _("ruang tidak dapat dipakai"),
    "other": _("lainnya"),
}
_KIND = {
    "arrived": _("datang"),
    "left": _("pulang"),
    "absent": _("tidak hadir"),
    "corrected": _("koreksi"),
    "incident": _("insiden"),
    "incident_closed": _("insiden selesai"),
    "signed": _("ditandatangani"),
    "out_confirmed": _("dinyatakan gugur"),
    "out_lifted": _("tidak gugur"),
    "rebooked": _("mendapat tempat baru"),
}


@register.filter
def status_label(status: str) -> Any:
    """hadir"""
    return _STATUS[str(status)][0]


@register.filter
def status_look(status: str) -> str:
    """The colour class of a status; the words say it too."""
    return _STATUS[str(status)][1]


@register.filter
def cause_label(cause: str) -> Any:
    return _CAUSE[cause]


@register.filter
def kind_label(kind: str) -> Any:
    return _KIND[kind]


@register.filter
def hour(moment: datetime | None, zone: str = "WIB") -> str:
    """07.52"""
    return clock_time(moment, zone).split(" ")[0] if moment else ""


@register.filter
def weekday_day(value: date) -> str:
    """Senin, 2 Maret 2026"""
    return weekday_date(value, "en" if (get_language() or "id").startswith("en") else "id")

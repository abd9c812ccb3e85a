"""Words of the dashboards."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def step(name: str) -> str:
    """What a number of a programme or batch counts."""
    return {
        "nominated": _("Memegang kursi"),
        "confirmed": _("Bersedia"),
        "waiting": _("Bersedia tanpa tempat"),
        "planned": _("Mendapat tempat"),
        "announced": _("Diumumkan"),
        "present": _("Hadir"),
        "absent": _("Pernah tidak hadir"),
        "excused": _("Terkena insiden"),
        "awaiting": _("Menunggu putusan"),
        "out": _("Gugur"),
        "rebooked": _("Dijadwalkan ulang"),
        "sat": _("Duduk ujian"),
        "sealed": _("Hasil tersegel"),
        "released": _("Hasil terlihat"),
    }[name]


@register.filter
def presence(name: str) -> str:
    """How somebody stands on a day."""
    return {
        "expected": _("Belum tercatat"),
        "present": _("Hadir"),
        "late": _("Terlambat"),
        "left_early": _("Pulang lebih awal"),
        "absent": _("Tidak hadir"),
        "excused_by_incident": _("Terkena insiden"),
    }[name]


@register.filter
def cause(name: str) -> str:
    """What an incident was about."""
    return {
        "power": _("listrik"),
        "network": _("jaringan"),
        "illness": _("sakit"),
        "room": _("ruang"),
        "other": _("lainnya"),
    }[name]


@register.filter
def of(counts: dict[str, int], name: str) -> int:
    """A number of `counts`."""
    return counts[name]


@register.filter
def names(text: str) -> list[str]:
    """The words of a text, to walk over."""
    return text.split()

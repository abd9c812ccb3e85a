"""Words of the plenary's templates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

from takar.kernel.clock import ZONES

register = template.Library()

CHOICES = {"yes": _("setuju"), "no": _("tidak setuju"), "abstain": _("abstain")}
KINDS = {
    "ranking": _("Menetapkan peringkat hasil perhitungan"),
    "departure": _("Menyimpang dari peringkat hasil perhitungan"),
    "readvertise": _("Mengumumkan ulang"),
    "other": _("Usul lain"),
}
PHASES = {
    "running": _("berlangsung"),
    "signing": _("menunggu tanda tangan"),
    "closed": _("berita acara selesai"),
    "handed_over": _("diserahkan kepada PPK"),
    "released": _("diumumkan"),
}


@register.filter
def of(table: Mapping[str, Any], key: str) -> Any:
    """The value under a key, "" where there is none."""
    return table.get(key, "")


@register.filter
def choice_label(code: str) -> Any:
    return CHOICES[code]


@register.filter
def kind_label(code: str) -> Any:
    return KINDS[code]


@register.filter
def phase_label(code: str) -> Any:
    return PHASES[code]


@register.filter
def person(names: Mapping[str, str], user: str) -> str:
    """A member's own name; the user name of anybody else."""
    return names.get(user, user)


@register.filter
def short_moment(value: datetime, zone: str) -> str:
    """21/9 09.00"""
    local = value.astimezone(ZONES[zone])
    return f"{local.day}/{local.month} {local.strftime('%H.%M')}"


@register.filter
def percent(share: float) -> str:
    """0.934 -> 93%"""
    return f"{round(share * 100)}%"


@register.filter
def chart_height(bars: Sequence[Any]) -> int:
    return 28 * len(bars) + 4


@register.filter
def chart_row(place: int) -> int:
    return 28 * place


@register.filter
def shuffled(rows: Sequence[Any], labels: Mapping[str, str]) -> list[Any]:
    """By what raters are called now, so that the order gives away no name that is still hidden."""
    return sorted(
        rows, key=lambda row: labels[row.rater].rjust(4) if labels[row.rater].isdigit() else labels[row.rater]
    )


LEAVES = {
    "pleno": _("pleno"),
    "decision": _("pilihan PPK"),
    "filed": _("keberatan"),
    "answered": _("jawaban keberatan"),
    "amend": _("pembetulan"),
}


@register.filter
def leaf_label(key: str) -> Any:
    return LEAVES[key.partition(":")[0]]

"""Words of the assessor meeting's pages."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django import template
from django.utils.translation import get_language, gettext, gettext_lazy
from django.utils.translation import gettext_noop as _

from takar.exercises.domain.meeting.state import (
    Departed,
    Event,
    Opened,
    Reread,
    Returned,
    Revealed,
    SetAside,
    Signed,
    Written,
)
from takar.kernel.numbers import grouped

register = template.Library()
REASONS = {
    "evidence_misread": _("bukti terbaca keliru"),
    "evidence_of_little_weight": _("bukti kurang berbobot"),
    "standard_misapplied": _("acuan level salah diterapkan"),
    "material_fault": _("gangguan pada simulasi"),
    "other": _("lainnya"),
}
SIGNS = {"+": _("tampak"), "-": _("kurang"), "0": _("netral")}
COLOURS = {"+": "bg-green-lt", "-": "bg-orange-lt", "0": "bg-secondary-lt"}
SECTIONS = {
    "strengths": _("Kekuatan"),
    "development": _("Area pengembangan"),
    "advice": _("Saran pengembangan"),
}


@register.filter
def overall(value: Decimal | str | None) -> str:
    """A figure, or the words for "not assessed"."""
    if value is None or value in ("NE", ""):
        return gettext("tidak dinilai")
    return grouped(str(value), "en" if (get_language() or "id").startswith("en") else "id")


@register.filter
def exercise_clock(seconds: int) -> str:
    """Minutes and seconds of the exercise: 12.05"""
    return f"{seconds // 60}.{seconds % 60:02d}"


@register.filter
def sign_word(sign: str) -> str:
    return gettext(SIGNS.get(sign, sign))


@register.filter
def sign_colour(sign: str) -> str:
    return COLOURS.get(sign, "bg-secondary-lt")


@register.filter
def reason_word(code: str) -> str:
    return gettext(REASONS[code]) if code in REASONS else code


@register.filter
def called(who: str, names: Mapping[str, str] | None) -> str:
    """The name of a person or competency, from what the page has looked up once; what was given where it knows none."""
    return (names or {}).get(who, who)


@register.filter
def step_sentence(event: Event, names: Mapping[str, str] | None = None) -> str:
    """What happened, with old and new value. `names`: of people and competencies."""
    who = called(event.by, names)
    match event:
        case Opened(responsible=responsible):
            return gettext("%(who)s membuka rapat; penanggung jawab %(other)s.") % {
                "who": who,
                "other": called(responsible, names),
            }
        case Revealed():
            return gettext("%(who)s membuka nilai dan nama penilai.") % {"who": who}
        case Departed() | Returned():
            return gettext("%(who)s mengubah %(what)s dari %(old)s menjadi %(new)s: %(why)s") % {
                "who": who,
                "what": called(event.dimension, names),
                "old": overall(event.old),
                "new": overall(event.new),
                "why": event.text,
            }
        case Written(section=section):
            return gettext("%(who)s menyimpan bagian %(what)s.") % {
                "who": who,
                "what": gettext(SECTIONS[section]),
            }
        case SetAside(about=about):
            what = gettext(SECTIONS[about]) if about in SECTIONS else called(about, names)
            return gettext("%(who)s mengusulkan perubahan %(what)s yang datang bersamaan.") % {
                "who": who,
                "what": what,
            }
        case Reread():
            return gettext("%(who)s membaca ulang lembar yang dikunci kembali.") % {"who": who}
        case Signed():
            return gettext("%(who)s menandatangani.") % {"who": who}


LETTER_WORDS = {
    "urgent": gettext_lazy("Mendesak"),
    "important": gettext_lazy("Penting"),
    "later": gettext_lazy("Dapat menunggu"),
    "decide": gettext_lazy("Putuskan sendiri"),
    "delegate": gettext_lazy("Serahkan ke orang lain"),
    "ask": gettext_lazy("Minta keterangan"),
    "postpone": gettext_lazy("Tunda"),
}


@register.filter
def letter_word(code: str) -> str:
    """Priority or action that a participant chose for a letter."""
    return str(LETTER_WORDS.get(code, code))

"""Words of programmes on the screen."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from takar.people.public import JOB_CLASS_NAMES, JobClass
from takar.programmes.domain.priority import top_unit
from takar.programmes.domain.words import METHOD_MEANINGS, METHOD_NAMES, PURPOSE_NAMES, why_called

register = template.Library()


def language() -> str:
    return "en" if (get_language() or "id").startswith("en") else "id"


@register.filter
def class_name(code: str) -> str:
    """pengawas -> Pengawas"""
    return JOB_CLASS_NAMES[JobClass(code)][language()] if code else _("belum diketahui")


@register.filter
def purpose_name(code: str) -> str:
    return PURPOSE_NAMES[code][language()]


@register.filter
def method_name(code: str) -> str:
    return METHOD_NAMES[code][language()]


@register.filter
def method_meaning(code: str) -> str:
    return METHOD_MEANINGS[code][language()]


@register.filter
def said(texts: dict[str, str]) -> str:
    """The text of {"id", "en"} in the reader's language."""
    return texts[language()]


@register.filter
def words(text: str) -> list[str]:
    """ "6 12 24" -> its words, to walk over."""
    return text.split()


@register.filter
def office(unit: str) -> str:
    """The top of a unit's path: the agency's office [OPD]."""
    return top_unit(unit)


@register.filter
def at(table: dict[str, str], key: str) -> str:
    """What a table says of a key; "" for nothing."""
    return table.get(key, "")


@register.filter
def why(nominee: Any) -> str:
    """Why a nominee is called."""
    return why_called(nominee.cause, nominee.due_on)[language()]


@register.filter
def status_name(code: str) -> str:
    return {
        "nominated": _("Diusulkan"),
        "invited": _("Diundang"),
        "confirmed": _("Bersedia"),
        "declined": _("Berhalangan"),
        "withdrawn": _("Dibatalkan"),
        "free": _("Kursi kosong"),
        "live": _("Memegang kursi"),
        "ever_invited": _("Pernah diundang"),
        "overdue": _("Lewat batas jawaban"),
        "unreplaced": _("Belum diganti"),
    }[code]


@register.filter
def status_tone(code: str) -> str:
    """The badge's colour; the word beside it says the same."""
    return {"nominated": "secondary", "invited": "blue", "confirmed": "green", "declined": "yellow"}.get(
        code, "red"
    )


@register.filter
def state_name(code: str) -> str:
    """How somebody stands with his certificates."""
    return {
        "never": _("Belum pernah dinilai"),
        "lapsed": _("Sudah lewat"),
        "expiring": _("Akan berakhir"),
        "valid": _("Masih berlaku"),
        "asked": _("Diminta instansi"),
        "unclear": _("Kelas belum diketahui"),
        "outside": _("Di luar kewajiban"),
    }[code]


@register.filter
def state_tone(code: str) -> str:
    return {"never": "yellow", "lapsed": "red", "expiring": "yellow", "valid": "green"}.get(code, "secondary")


@register.filter
def step_name(code: str) -> str:
    """What happened to a nominee."""
    return {
        "nominate": _("Diusulkan"),
        "replace": _("Diusulkan sebagai pengganti"),
        "invite": _("Diundang"),
        "confirm": _("Menyatakan bersedia"),
        "decline": _("Berhalangan"),
        "withdraw": _("Dibatalkan"),
        "reinstate": _("Diusulkan kembali"),
        "move": _("Dipindahkan dari tahap lain"),
    }[code]

"""Words of a selection on the screen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

register = template.Library()

_STATUS = {
    "started": ("bg-secondary-lt", _("belum dikirim")),
    "submitted": ("bg-blue-lt", _("diperiksa")),
    "eligible": ("bg-green-lt", _("memenuhi syarat")),
    "not_eligible": ("bg-red-lt", _("tidak memenuhi syarat")),
    "withdrawn": ("bg-secondary-lt", _("mengundurkan diri")),
    "dropped": ("bg-orange-lt", _("gugur")),
}
_WORDS = {
    "mutlak": _("Mutlak"),
    "penting": _("Penting"),
    "perlu": _("Perlu"),
    "met": _("memenuhi"),
    "not_met": _("tidak memenuhi"),
    "not_yet": _("belum jelas"),
    "education": _("Pendidikan"),
    "training": _("Pelatihan"),
    "experience": _("Pengalaman kerja"),
    "rank": _("Pangkat/golongan"),
    "age": _("Usia"),
    "performance": _("Kinerja"),
    "other": _("Lainnya"),
    "announcement": _("Pengumuman"),
    "registration": _("Pendaftaran"),
    "administration": _("Administrasi"),
    "track_record": _("Rekam jejak"),
    "paper": _("Makalah"),
    "assessment_centre": _("Asesmen"),
    "interview": _("Wawancara"),
    "plenary": _("Pleno"),
    "release": _("Pengumuman hasil"),
    "objection": _("Keberatan"),
    "entered": _("rubrik"),
    "sheets": _("lembar penilai"),
    "certificate": _("sertifikat"),
}


@register.filter
def status_badge(code: str) -> SafeString:
    look, label = _STATUS.get(code, ("bg-secondary-lt", code))
    return format_html('<span class="badge {}">{}</span>', look, label)


@register.filter
def word(code: str) -> str:
    return str(_WORDS.get(code, code))


@register.filter
def told(thing: Any) -> str:
    """A Sentence in the reader's language."""
    return str(thing.sentence(get_language() or "id"))


@register.filter
def named(thing: Any) -> str:
    """`name_id` or `name_en`."""
    return str(thing.name_en if (get_language() or "id").startswith("en") else thing.name_id)


@register.filter
def of(mapping: Mapping[Any, Any], key: Any) -> Any:
    return mapping.get(key, "")


@register.filter
def unlocal(value: float) -> str:
    """A number of the picture, with a point whatever the language."""
    return f"{value:.1f}"

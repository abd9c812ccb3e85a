"""Codes of a map in words of the reader's language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from takar.kernel.clock import long_date
from takar.kernel.numbers import grouped
from takar.standards.public import TalentBox, TalentComponent, TalentRules
from takar.talent.domain.changing import Change
from takar.talent.domain.values import Cell

AXES = {"performance": gettext_lazy("Kinerja"), "potential": gettext_lazy("Potensi")}
_MISSING = {
    "no_entry": gettext_lazy("belum ada catatan"),
    "too_old": gettext_lazy("sudah tidak berlaku"),
    "not_kept": gettext_lazy("registernya belum lengkap"),
    "no_standard": gettext_lazy("jabatannya belum mempunyai standar"),
    "no_requirement": gettext_lazy("jabatannya tidak mensyaratkan bidang ilmu"),
}
# What to do so that it is there next time.
_REMEDY = {
    "predicate": gettext_lazy("impor predikat kinerja"),
    "competency": gettext_lazy("undang ke penilaian kompetensi"),
    "potential": gettext_lazy("undang ke penilaian potensi"),
}
_CODES = {
    "sangat_baik": gettext_lazy("Sangat Baik"), "baik": gettext_lazy("Baik"),
    "butuh_perbaikan": gettext_lazy("Butuh Perbaikan"), "kurang": gettext_lazy("Kurang"),
    "sangat_kurang": gettext_lazy("Sangat Kurang"), "none": gettext_lazy("tidak ada hukuman disiplin"),
    "ringan": gettext_lazy("hukuman ringan"), "sedang": gettext_lazy("hukuman sedang"), "berat": gettext_lazy("hukuman berat"),
    "dijalani": gettext_lazy("hukuman sedang dijalani"), "match": gettext_lazy("sesuai"), "other": gettext_lazy("bidang lain"),
    "register": gettext_lazy("tidak ada catatan dalam register yang lengkap"), "jpm": gettext_lazy("JPM"),
    "jp": gettext_lazy("jam pelajaran"), "tahun": gettext_lazy("tahun"),
}  # fmt: skip
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
GROUPS = {
    "now": gettext_lazy("Siap sekarang"),
    "soon": gettext_lazy("Siap 1–2 tahun"),
    "later": gettext_lazy("Siap kemudian"),
}
STATES = {
    "planned": gettext_lazy("direncanakan"),
    "running": gettext_lazy("berjalan"),
    "done": gettext_lazy("selesai"),
    "dropped": pgettext_lazy("talenta", "dibatalkan"),
}
REGISTER_NAMES = {
    "awards": gettext_lazy("Penghargaan"),
    "team_tasks": gettext_lazy("Penugasan tim kerja"),
    "development": gettext_lazy("Pengembangan kompetensi"),
    "discipline": gettext_lazy("Hukuman disiplin"),
}


def language() -> str:
    return "en" if (get_language() or "id").startswith("en") else "id"


def spoken(thing: object, name: str = "name") -> str:
    return str(getattr(thing, f"{name}_{language()}"))


def number(value: float | None, places: int = 2) -> str:
    """73,75; a dash for none."""
    return "–" if value is None else grouped(f"{value:.{places}f}", language())


def percent(share: float) -> str:
    """0.473 -> 47 %; the ends as "< 1 %" and "> 99 %", because neither is certain."""
    if 0 < share < 0.01:
        return "< 1 %"
    if 0.99 < share < 1:
        return "> 99 %"
    return f"{share * 100:.0f} %"


def missing(why: str) -> str:
    return str(_MISSING.get(why, why))


def remedy(component: TalentComponent, why: str) -> str:
    """What fills the hole, as an order."""
    if why == "no_standard":
        return _("tetapkan standar jabatannya")
    return str(_REMEDY.get(component.fact, _("lengkapi datanya")))


def how(cell: Cell) -> str:
    """How the points came, in words."""
    return "; ".join(_note(one) for one in cell.note)


def _note(text: str) -> str:
    head, _sign, points = text.rpartition("=")
    if head in ("jp", "tahun"):
        return f"{grouped(points, language())} {_CODES[head]}"
    if head == "register":
        return str(_CODES[head])
    if _DAY.fullmatch(head):
        shown = grouped(Decimal(points).normalize(), language())
        return f"{long_date(date.fromisoformat(head), language())}: {shown}"
    year, _colon, code = head.rpartition(":")
    words = str(_CODES.get(code or points, code or points))
    if points in _CODES:
        return f"{head}: {_CODES[points]}" if head else str(_CODES[points])
    shown = f" = {grouped(points, language())}" if head else ""
    return f"{year} {words}{shown}".strip()


def box_name(box: TalentBox) -> str:
    return f"{box.number} · {spoken(box)}"


def change(one: Change, rules: TalentRules) -> str:
    """The sentence of a nearest edge."""
    told = {
        "axis": str(AXES[one.axis]).lower(),
        "n": number(one.distance),
        "edge": number(one.edge, 0),
        "box": one.box,
    }
    if not one.up:
        return _("Turun ke kotak %(box)s bila nilai %(axis)s turun %(n)s poin ke batas %(edge)s.") % told
    ways = [_way(way.component, way.points, way.needed, rules) for way in one.ways[:3]]
    head = _("Naik ke kotak %(box)s bila nilai %(axis)s naik %(n)s poin melewati batas %(edge)s") % told
    if not ways:
        return head + ". " + _("Tidak ada satu komponen pun yang sendirian mencukupi.")
    return head + ": " + (" " + _("atau") + " ").join(ways) + "."


def _way(code: str, points: float | None, needed: float, rules: TalentRules) -> str:
    told = {"name": spoken(rules.component(code)).lower(), "from": number(points), "to": number(needed)}
    if points is None:
        return _("%(name)s tercatat dengan nilai %(to)s") % told
    return _("%(name)s dari %(from)s menjadi %(to)s") % told


def joined(several: Sequence[str]) -> str:
    return "; ".join(several)

"""What was computed for a point of the front, and what was not: in sentences, with what can still be computed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from takar.placement.pages import drawings, shared


def computed(body: Mapping[str, Any], chosen: Mapping[str, Any]) -> list[str]:
    """One sentence each."""
    effort = body.get("effort") or {}
    kind, draws = (
        effort.get("front", "whole"),
        drawings.number(effort.get("draws", 2000), shared.language(), 0),
    )
    found = [_front(kind), retests_told(body, chosen), _("Rentang: %(n)s tarikan.") % {"n": draws}]
    if chosen["steps"]:
        found += _details(effort, chosen)
    if kind == "prices":
        found.append(_("Janji tanpa galat tidak dihitung pada lingkup sebesar ini."))
    return found


def _front(kind: str) -> str:
    return {
        "whole": _("Setiap jumlah perpindahan dihitung sendiri dan terbukti terbaik."),
        "hull": _(
            "Titik yang tampil: yang terbaik pada suatu harga per perpindahan, masing-masing terbukti."
        ),
        "prices": _(
            "Lingkup besar: hanya beberapa harga per perpindahan yang dihitung, masing-masing dengan batasnya."
        ),
    }[kind]


def retests_told(body: Mapping[str, Any], chosen: Mapping[str, Any]) -> str:
    """On how many retests the chances stand, and when they were added; "" where nobody moves."""
    kind, retests = (body.get("effort") or {}).get("front", "whole"), chosen.get("retests") or 0
    if not chosen["steps"]:
        return ""
    if not retests:
        return _("Peluang bertahan belum dihitung pada titik ini.")
    told = (
        _("Peluang bertahan berdiri di atas %(n)s penilaian ulang dengan jumlah perpindahan yang sama.")
        if kind == "whole"
        else _(
            "Peluang bertahan berdiri di atas %(n)s penilaian ulang dengan harga per perpindahan yang sama."
        )
    ) % {"n": drawings.number(retests, shared.language(), 0)}
    interval = _("Rentang di bawah setiap peluang: 95%, dari banyaknya penilaian ulang itu.")
    return " ".join([told, *_since(chosen.get("counted") or {}), interval])


def _since(counted: Mapping[str, int]) -> list[str]:
    """When further retests were added, where that matters to somebody who decided in between."""
    words = {
        "early": _("%(n)s di antaranya ditambahkan atas permintaan."),
        "since": _("%(n)s di antaranya ditambahkan sesudah rencana dibekukan."),
        "late": _(
            "Sesudah keputusan ditutup selesai dihitung %(n)s lagi, yang tidak disertakan: angka di sini tetap yang mendasari "
            "keputusan."
        ),
    }
    return [
        told % {"n": drawings.number(counted[key], shared.language(), 0)}
        for key, told in words.items()
        if counted.get(key)
    ]


def _details(effort: Mapping[str, Any], chosen: Mapping[str, Any]) -> list[str]:
    """Of what the plan is without each move, and of what undoes it."""
    if any(step["without"] is not None for step in chosen["steps"]):
        return []
    if effort.get("margins"):
        return [_("Rencana tanpa masing-masing perpindahan dan pembaliknya belum dihitung pada titik ini.")]
    if effort.get("more"):
        return [
            _(
                "Perpindahan, rangkaian, atau lingkaran dibatasi: rencana tanpa satu perpindahan dihitung orang demi orang "
                "lewat “Bagaimana jika menolak?”, dan nilai yang membaliknya tidak dihitung pada lingkup sebesar ini."
            )
        ]
    return [
        _(
            "Tidak dihitung oleh versi yang menghitung rencana ini: rencana tanpa masing-masing perpindahan dan pembaliknya."
        )
    ]


@dataclass(frozen=True, slots=True)
class Further:
    """What one more job would compute: `retests`, and `details` (the plan without each move, what undoes it)."""

    retests: int
    first: bool
    details: bool


def further(body: Mapping[str, Any], chosen: Mapping[str, Any]) -> Further | None:
    """None where nothing can be added: nobody moves, or an earlier version solved it."""
    effort = body.get("effort") or {}
    if not effort.get("more") or not chosen["steps"]:
        return None
    missing = all(step["without"] is None for step in chosen["steps"])
    return Further(
        effort["more"],
        not chosen.get("retests"),
        missing and bool(effort.get("margins")) and chosen.get("price") is not None,
    )


def gap_of(chosen: Mapping[str, Any]) -> str:
    """Percent by which a better plan could still exceed this one; "" where it is proved the best."""
    bound, score = float(chosen["bound"]), float(chosen["score"])
    missing = 100 * max(0.0, bound - score) / max(abs(bound), 1e-9)
    return "" if missing < 1e-5 else f"{missing:.4f}" if missing < 0.01 else f"{missing:.2f}"

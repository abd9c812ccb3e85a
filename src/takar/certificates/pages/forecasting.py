"""How many become due, quarter by quarter, as a picture with its table."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from takar.accounts.public import Ability, requires
from takar.certificates.domain.forecast import Forecast, Quarter
from takar.certificates.overviews import forecast
from takar.certificates.pages.filters import Asked, asked, choices, class_names
from takar.standards.public import StandardNotFound

QUARTERS = (4, 8, 12)
# Room right of the longest bar for its number, in percent of the picture.
_WIDEST = 84.0
_ROW, _TOP = 58, 8


@requires(Ability.READ_CERTIFICATES)
def forecasting(request: HttpRequest) -> HttpResponse:
    chosen = asked(request)
    told = request.GET.get("triwulan", "")
    quarters = int(told) if told in {str(n) for n in QUARTERS} else QUARTERS[1]
    try:
        found = forecast(chosen.wanted.people, chosen.wanted.on, quarters)
    except StandardNotFound:
        return render(request, "certificates/no_standards.html")
    classes = _classes(found)
    context: dict[str, Any] = choices(chosen) | {
        "forecast": found,
        "classes": classes,
        "bars": [_bar(place, one, found, classes, chosen) for place, one in enumerate(found.quarters)],
        "height": len(found.quarters) * _ROW + _TOP,
        "quarters": quarters,
        "all_quarters": QUARTERS,
        "already_query": chosen.query(keadaan="wajib", dari="", sampai=""),
        "total": sum(one.total for one in found.quarters),
    }
    return render(request, "certificates/forecast.html", context)


def _classes(found: Forecast) -> list[tuple[int, str, str]]:
    """(number of its colour, code, name) of the classes that occur."""
    occur = {code for one in found.quarters for code in one.counts}
    return [(place, code, name) for place, (code, name) in enumerate(class_names()) if code in occur]


def _bar(
    place: int, one: Quarter, found: Forecast, classes: list[tuple[int, str, str]], chosen: Asked
) -> dict[str, Any]:
    scale, x, segments = _WIDEST / max(1, found.most), 0.0, []
    for colour, code, name in classes:
        width = one.counts.get(code, 0) * scale
        if width:
            segments.append({"colour": colour, "x": f"{x:.3f}%", "width": f"{width:.3f}%", "name": name,
                             "n": one.counts[code]})  # fmt: skip
        x += width
    within = {"keadaan": "", "dari": one.first.isoformat(), "sampai": one.last.isoformat()}
    return {
        "quarter": one,
        "year": one.first.year,
        "number": (one.first.month - 1) // 3 + 1,
        "segments": segments,
        "label_y": place * _ROW + _TOP + 12,
        "y": place * _ROW + _TOP + 20,
        "number_y": place * _ROW + _TOP + 38,
        "end": f"{x + 1:.3f}%",
        "cells": [
            (name, one.counts.get(code, 0), chosen.query(**within, kelas=code)) for _, code, name in classes
        ],
        "query": chosen.query(**within),
    }

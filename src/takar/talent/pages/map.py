"""The map itself: the picture, its nine boxes in numbers, the list beside it; and the points as data for the picture."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from takar.accounts.public import Ability, record_change, requires
from takar.standards.public import TalentRules
from takar.talent.domain.values import BANDS
from takar.talent.models import MapPerson, TalentMap
from takar.talent.pages.shared import (
    YEARS,
    asked,
    class_names,
    context_of,
    map_or_404,
    matching,
    offices_of,
)
from takar.talent.reading import rules_of
from takar.talent.words import spoken
from takar.talent.workbook import workbook

PAGE = 50
# So many points are drawn; a map with more shows every k-th, and says so.
MOST_POINTS = 6_000
_FIELDS = (
    "nip", "name", "performance", "potential", "believed", "box", "chances", "office", "job_class", "retires_on",
)  # fmt: skip
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@requires(Ability.READ_TALENT)
def map_of(request: HttpRequest, number: int) -> HttpResponse:
    drawn = map_or_404(number)
    wanted, rules = asked(request), rules_of(drawn)
    rows = matching(drawn, wanted).filter(box__isnull=False)
    context = context_of(request, drawn) | {
        "asked": wanted,
        "rules": rules,
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "grid": _grid(drawn, rules),
        "offices": offices_of(drawn),
        "classes": class_names(drawn),
        "years": YEARS,
        "unassessed": drawn.people - drawn.assessed,
        "points_url": f"{reverse('talent:points', args=[drawn.pk])}?{wanted.query(kotak='', cari='')}",
    }
    return render(request, "talent/map.html", context)


def _grid(drawn: TalentMap, rules: TalentRules) -> list[dict[str, Any]]:
    """Rows from high performance to low, in each the boxes from low potential to high."""
    rows = []
    for performance in reversed(BANDS):
        boxes = [rules.box_at(performance, potential) for potential in BANDS]
        cells = [
            {"box": one, "count": drawn.counts[one.number - 1], "expected": drawn.expected[one.number - 1]}
            for one in boxes
        ]
        rows.append({"band": rules.band("performance", performance), "cells": cells})
    return rows


@requires(Ability.READ_TALENT)
def points(request: HttpRequest, number: int) -> HttpResponse:
    """What the picture draws: people as rows of numbers, names of offices and classes, edges, boxes."""
    drawn = map_or_404(number)
    rules = rules_of(drawn)
    offices, classes = offices_of(drawn), class_names(drawn)
    rows = matching(drawn, asked(request)).filter(box__isnull=False)
    total = rows.count()
    step = max(1, -(-total // MOST_POINTS))
    at = {name: place for place, name in enumerate(offices)}
    by_class = {code: place for place, (code, _) in enumerate(classes)}
    data = {
        "total": total,
        "step": step,
        "offices": offices,
        "classes": [code for code, _ in classes],
        "edges": [[float(one) for one in rules.edges(axis)] for axis in ("performance", "potential")],
        "boxes": [_box(drawn, rules, one) for one in range(1, 10)],
        "people": [
            _point(row, drawn, at, by_class)
            for place, row in enumerate(rows.values_list(*_FIELDS).iterator())
            if place % step == 0
        ],
    }
    record_change(request.user.get_username(), "talent.read_map", f"talent_map:{drawn.pk}")
    return JsonResponse(data)


def _point(row: Any, drawn: TalentMap, offices: dict[str, int], classes: dict[str, int]) -> list[Any]:
    nip, name, performance, potential, believed, box, chances, office, job_class, retires = row
    years = -1 if retires is None else round((retires - drawn.on).days / 365.25, 1)
    return [nip, name, performance, potential, *(round(one, 2) for one in believed), box, round(chances[box - 1], 3),
            offices.get(office, -1), classes.get(job_class, -1), years]  # fmt: skip


def _box(drawn: TalentMap, rules: TalentRules, number: int) -> dict[str, Any]:
    box = rules.box(number)
    return {
        "number": number,
        "name": spoken(box),
        "at": [BANDS.index(box.performance), BANDS.index(box.potential)],
        "count": drawn.counts[number - 1],
        "expected": round(drawn.expected[number - 1]),
        "pool": box.pool,
    }


@requires(Ability.READ_TALENT)
def excel(request: HttpRequest, number: int) -> HttpResponse:
    """Everybody of the map with the columns that a talent system asks for."""
    drawn = map_or_404(number)
    rows = list(MapPerson.objects.filter(map=drawn))
    response = HttpResponse(workbook(drawn, rules_of(drawn), rows), content_type=_EXCEL)
    response["Content-Disposition"] = f'attachment; filename="peta-talenta-{drawn.pk}-{drawn.on}.xlsx"'
    record_change(
        request.user.get_username(), "talent.download", f"talent_map:{drawn.pk}", after={"people": len(rows)}
    )
    return response

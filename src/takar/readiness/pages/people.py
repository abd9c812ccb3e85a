"""People with holes: the list behind every figure, and one person."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from takar.accounts.public import Ability, requires
from takar.readiness.domain.codes import decode
from takar.readiness.domain.faults import MEANINGS, explain
from takar.readiness.models import Check, CheckState, Fill, HoledPerson, How, Unit
from takar.readiness.packing import cells_of
from takar.readiness.pages.words import group_label, language
from takar.readiness.queries import holed_people, judged_fields, requirement_of

PAGE = 50


@requires(Ability.MANAGE_PEOPLE)
def people(request: HttpRequest, number: int) -> HttpResponse:
    found = get_object_or_404(Check, pk=number, state=CheckState.READY)
    asked = _asked(found, request)
    page = Paginator(_people(found, asked), PAGE).get_page(request.GET.get("page"))
    units = dict(Unit.objects.filter(check_of=found).values_list("number", "name"))
    context = {
        "check": found,
        "asked": asked,
        "purposes": [(each.code, each.called(language())) for each in requirement_of(found).purposes],
        "fields": [(each.key, each.called(language())) for each in judged_fields(found)],
        "units": sorted(units.items(), key=lambda unit: unit[1]),
        "page": page,
        "rows": [
            (person, units.get(person.unit, ""), _badges(found, person, asked["mask"])) for person in page
        ],
    }
    return render(request, "readiness/people.html", context)


def _asked(found: Check, request: HttpRequest) -> dict[str, Any]:
    """The filters, and the marks of the fields that they leave."""
    purpose, key, unit = (request.GET.get(name, "") for name in ("tujuan", "kolom", "unit"))
    fields = [field for field in judged_fields(found, purpose) if not key or field.key == key]
    return {
        "purpose": purpose,
        "field": key,
        "unit": int(unit) if unit.isdecimal() and len(unit) < 9 else None,
        "text": " ".join(request.GET.get("cari", "").split())[:100],
        "closed": request.GET.get("keadaan") == "tertutup",
        "mask": sum(field.mask for field in fields),
    }


def _people(found: Check, asked: dict[str, Any]) -> Any:
    return holed_people(
        found, mask=asked["mask"], unit=asked["unit"], text=asked["text"], closed=asked["closed"]
    )


def _badges(found: Check, person: HoledPerson, mask: int) -> list[tuple[str, str, bool]]:
    """(field, kind of hole, open) of the holes that the filters ask for."""
    fields = requirement_of(found).by_bit
    return [
        (fields[bit].called(language()), group_label(MEANINGS[fault].group), bool(person.open >> bit & 1))
        for bit, fault in decode(person.codes).items()
        if mask >> bit & 1
    ]


@requires(Ability.MANAGE_PEOPLE)
def person(request: HttpRequest, number: int, place: int) -> HttpResponse:
    found = get_object_or_404(Check, pk=number, state=CheckState.READY)
    holed = get_object_or_404(HoledPerson, check_of=found, place=place)
    cells = cells_of(found, [place])[place]
    fills = {
        fill.field: fill
        for fill in Fill.objects.filter(check_of=found, place=place).select_related("delivery")
    }
    unit = Unit.objects.filter(check_of=found, number=holed.unit).first()
    context = {
        "check": found,
        "person": holed,
        "unit": unit,
        "holes": [_hole(found, holed, bit, cells, fills) for bit in decode(holed.codes)],
        "cells": [
            (field.called(language()), cells[field.key])
            for field in requirement_of(found).fields
            if cells.get(field.key) and field.bit not in decode(holed.codes)
        ],
    }
    return render(request, "readiness/person.html", context)


def _hole(
    found: Check, holed: HoledPerson, bit: int, cells: dict[str, str], fills: dict[str, Fill]
) -> dict[str, Any]:
    needed = requirement_of(found)
    field, fault = needed.by_bit[bit], decode(holed.codes)[bit]
    fill = fills.get(field.key)
    return {
        "name": field.called(language()),
        "written": cells.get(field.key, ""),
        "group": group_label(MEANINGS[fault].group),
        "what": explain(field, fault, cells.get(field.key, ""), language()),
        "blocks": [each.called(language()) for each in needed.purposes if each.code in field.blocks],
        "fill": fill,
        "confirmed": fill is not None and fill.how == How.CONFIRMED,
        "emptied": fill is not None and fill.how == How.EMPTIED,
    }

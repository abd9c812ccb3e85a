"""Due, about to lapse and exempt by unit, one level of the tree at a time."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from takar.accounts.public import Ability, requires
from takar.certificates.domain.values import State
from takar.certificates.overviews import UnitLine, unit_lines
from takar.certificates.pages.filters import Asked, asked, choices
from takar.people.public import PeopleFilter, UnitNode, unit_tree
from takar.standards.public import StandardNotFound


@requires(Ability.READ_CERTIFICATES)
def units(request: HttpRequest) -> HttpResponse:
    chosen = asked(request)
    below = chosen.unit.key if chosen.unit else None
    everywhere = replace(chosen.wanted.people, inside=0, directly=False)
    try:
        lines = unit_lines(everywhere, chosen.wanted.on, below)
    except StandardNotFound:
        return render(request, "certificates/no_standards.html")
    total: Counter[State] = sum((line.counts for line in lines), Counter())
    context: dict[str, Any] = choices(chosen) | {
        "lines": [_shown(line, chosen) for line in lines],
        "total": UnitLine(0, "", total),
        "crumbs": _crumbs(chosen.unit),
        "narrowed": everywhere != PeopleFilter(),
    }
    return render(request, "certificates/units.html", context)


def _shown(line: UnitLine, chosen: Asked) -> dict[str, Any]:
    place = {"di": line.key, "langsung": "1" if line.directly and line.key > 0 else ""}
    return {
        "line": line,
        "down": chosen.query(di=line.key, keadaan="", langsung="")
        if line.opens and not line.directly
        else "",
        "cells": [
            (line.due, chosen.query(**place, keadaan="wajib")),
            (line.counts[State.EXPIRING], chosen.query(**place, keadaan="segera")),
            (line.counts[State.VALID], chosen.query(**place, keadaan="berlaku")),
            (line.counts[State.UNCLEAR], chosen.query(**place, keadaan="belum-jelas")),
        ],
    }


def _crumbs(unit: UnitNode | None) -> list[UnitNode]:
    """From the root to the unit."""
    tree, found = unit_tree(), []
    while unit is not None:
        found.append(unit)
        unit = tree.get(unit.parent) if unit.parent is not None else None
    return found[::-1]

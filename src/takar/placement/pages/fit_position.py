"""Who fits one post: the list that holds the best, its picture, everybody's reasons; two to four side by side."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from takar.accounts.public import Ability, requires
from takar.kernel.clock import day_in, utc_now
from takar.kernel.refusals import Refusal
from takar.people.public import people_by_nips
from takar.placement.actions.note_fits import note_fits
from takar.placement.domain.sentences import percent
from takar.placement.matching.asking import classes_asked, names_on
from takar.placement.matching.comparing import compare
from takar.placement.matching.people_for import PeopleFor, people_for
from takar.placement.pages.fit_views import left_people, people_rows, picture_of
from takar.placement.pages.shared import language, mark_of, name_of
from takar.placement.workbooks.fits import people_workbook
from takar.placement.workbooks.sheets import excel_response
from takar.positions.public import Position
from takar.positions.public import position as position_by_code

PER_PAGE = 50
LEAST, MOST = 2, 4


@requires(Ability.READ_PLACEMENT)
def position(request: HttpRequest, code: str) -> HttpResponse:
    """`?dari=sekelas` (the post's own class, the default) or `semua`; `?semua=1&page=` for all ranks."""
    found = _position(code)
    everybody = "semua" in request.GET
    page = Paginator(range(3000), PER_PAGE).get_page(request.GET.get("page")) if everybody else None
    skip = (page.number - 1) * PER_PAGE if page else 0
    told = people_for(
        code, today(), classes=_classes(request, found), skip=skip, most=PER_PAGE if everybody else None
    )
    context: dict[str, Any] = {"position": found, "wide": _wide(request), "everybody": everybody}
    if isinstance(told, Refusal):
        return render(request, "placement/position.html", context | {"refusal": told.sentence(language())})
    page = (
        Paginator(range(told.contenders), PER_PAGE).get_page(request.GET.get("page")) if everybody else None
    )
    return render(request, "placement/position.html", context | _told(told) | {"page": page})


def _told(told: PeopleFor) -> dict[str, Any]:
    people = people_by_nips([*(one.nip for one in told.lines), *(one.nip for one in told.barred)])
    rows = people_rows(told.lines, people, names_on(told.on), language(), told.position.job_class)
    return {
        "told": told,
        "rows": rows,
        "picture": picture_of(told.lines),
        "left": left_people(told.barred, people, language()),
        "held": percent(told.held),
    }


@requires(Ability.READ_PLACEMENT)
def position_file(request: HttpRequest, code: str) -> HttpResponse:
    """The list as Excel, with every competency and every reason."""
    found = _position(code)
    told = people_for(code, today(), classes=_classes(request, found))
    if isinstance(told, Refusal):
        return redirect("placement:position", code)
    people = people_by_nips([*(one.nip for one in told.lines), *(one.nip for one in told.barred)])
    mark = note_fits(f"position:{code}", "Excel", len(told.lines), actor=name_of(request))
    body = people_workbook(told, people, names_on(told.on), language(), mark_of(request, mark))
    return excel_response(body, f"kecocokan-{code}.xlsx")


@requires(Ability.READ_PLACEMENT)
def compare_people(request: HttpRequest, code: str) -> HttpResponse:
    """`?nip=` two to four times."""
    found = _position(code)
    nips = list(dict.fromkeys(request.GET.getlist("nip")))[:MOST]
    context: dict[str, Any] = {"position": found, "few": len(nips) < LEAST}
    told = compare(code, nips, today()) if len(nips) >= LEAST else ()
    if isinstance(told, Refusal):
        return render(
            request, "placement/compare_people.html", context | {"refusal": told.sentence(language())}
        )
    people = people_by_nips([one.nip for one in told])
    rows = people_rows(told, people, names_on(today()), language(), found.job_class)
    return render(
        request,
        "placement/compare_people.html",
        context | {"rows": rows, "picture": picture_of(told), "by_level": _by_level(rows)},
    )


def _by_level(rows: list[Any]) -> list[dict[str, Any]]:
    """Competencies as rows, people as columns."""
    if not rows:
        return []
    tables = [{line.code: line for _name, line in row.levels} for row in rows]
    names = {line.code: name for name, line in rows[0].levels}
    return [
        {
            "name": names[code],
            "standard": tables[0][code].standard,
            "cells": [table.get(code) for table in tables],
        }
        for code in sorted(names)
    ]


def _position(code: str) -> Position:
    found = position_by_code(code)
    if found is None:
        raise Http404
    return found


def _wide(request: HttpRequest) -> bool:
    return request.GET.get("dari") == "semua"


def _classes(request: HttpRequest, found: Position) -> tuple[str, ...]:
    return classes_asked(found.job_class, _wide(request))


def today() -> Any:
    return day_in("WIB", utc_now())

"""Which post fits one person."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from takar.accounts.public import Ability, requires
from takar.kernel.refusals import Refusal
from takar.people.public import Person, find_person
from takar.placement.actions.note_fits import note_fits
from takar.placement.domain.sentences import percent
from takar.placement.matching.asking import classes_asked, names_on
from takar.placement.matching.positions_for import PositionsFor, positions_for
from takar.placement.pages.fit_position import today
from takar.placement.pages.fit_views import left_posts, picture_of, post_rows
from takar.placement.pages.shared import language, mark_of, name_of
from takar.placement.workbooks.fits import posts_workbook
from takar.placement.workbooks.sheets import excel_response
from takar.positions.public import positions_by_codes


@requires(Ability.READ_PLACEMENT)
def person(request: HttpRequest, nip: str) -> HttpResponse:
    """`?dari=sekelas` (posts of the person's own class, the default) or `semua`; `?lowong=1`: only vacant posts."""
    found = _person(nip)
    told = _asked(request, found)
    context: dict[str, Any] = {
        "person": found,
        "wide": request.GET.get("dari") == "semua",
        "vacant": "lowong" in request.GET,
    }
    if isinstance(told, Refusal):
        return render(request, "placement/person.html", context | {"refusal": told.sentence(language())})
    return render(request, "placement/person.html", context | _told(told, found))


def _told(told: PositionsFor, person: Person) -> dict[str, Any]:
    posts = positions_by_codes(
        [*(one.position for one in told.lines), *(one.position for one in told.barred)]
    )
    rows = post_rows(told.lines, posts, names_on(told.on), language(), person)
    return {
        "told": told,
        "rows": rows,
        "picture": picture_of(told.lines),
        "left": left_posts(told.barred, posts, language()),
        "held": percent(told.held),
    }


@requires(Ability.READ_PLACEMENT)
def person_file(request: HttpRequest, nip: str) -> HttpResponse:
    """The posts as Excel."""
    found = _person(nip)
    told = _asked(request, found)
    if isinstance(told, Refusal):
        return redirect("placement:person", nip)
    posts = positions_by_codes(
        [*(one.position for one in told.lines), *(one.position for one in told.barred)]
    )
    code = note_fits(f"person:{nip}", "Excel", len(told.lines), actor=name_of(request))
    body = posts_workbook(told, found, posts, names_on(told.on), language(), mark_of(request, code))
    return excel_response(body, f"kecocokan-{nip}.xlsx")


def _asked(request: HttpRequest, found: Person) -> PositionsFor | Refusal:
    classes = classes_asked(found.job_class, request.GET.get("dari") == "semua")
    return positions_for(found.nip, today(), classes=classes, vacant="lowong" in request.GET)


def _person(nip: str) -> Person:
    found = find_person(nip)
    if found is None:
        raise Http404
    return found

"""Downloads of placement's papers."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpRequest, HttpResponseBase

from takar.accounts.public import Ability, User, requires
from takar.kernel.clock import utc_now
from takar.people.public import find_person
from takar.placement.public import classes_asked
from takar.positions.public import position
from takar.reports.pages.sending import send
from takar.reports.placement.decrees import decrees as make_decrees
from takar.reports.placement.fits import people_paper, posts_paper


@requires(Ability.READ_PLACEMENT)
def decrees(request: HttpRequest, scenario: str) -> HttpResponseBase:
    return send(request, f"scenario:{scenario}", make_decrees(scenario, cast(User, request.user), utc_now()))


@requires(Ability.READ_PLACEMENT)
def people_of_post(request: HttpRequest, code: str) -> HttpResponseBase:
    """Who fits a post; `?dari=semua` as on its page."""
    found = position(code)
    if found is None:
        raise Http404
    classes = classes_asked(found.job_class, _wide(request))
    made = people_paper(code, classes, cast(User, request.user), utc_now())
    return send(request, f"position:{code}", made)


@requires(Ability.READ_PLACEMENT)
def posts_of_person(request: HttpRequest, nip: str) -> HttpResponseBase:
    """Which posts fit a person; `?dari=semua`, `?lowong=1` as on the page."""
    found = find_person(nip)
    if found is None:
        raise Http404
    classes = classes_asked(found.job_class, _wide(request))
    made = posts_paper(nip, classes, "lowong" in request.GET, cast(User, request.user), utc_now())
    return send(request, f"person:{nip}", made)


def _wide(request: HttpRequest) -> bool:
    return request.GET.get("dari") == "semua"

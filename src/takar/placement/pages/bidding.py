"""Hand the posts left vacant on to open bidding."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from takar.accounts.public import Ability, User, requires, roles_with
from takar.kernel.refusals import Refusal
from takar.placement.actions.prepare_selection import prepare_selection
from takar.placement.books import result_of
from takar.placement.pages import shared
from takar.placement.pages.scenario_view import names_of
from takar.placement.results import point_of


@requires(Ability.PLAN_PLACEMENT)
def bidding(request: HttpRequest, scenario: str) -> HttpResponse:
    book, body = shared.found(scenario), result_of(scenario)
    told = request.GET.get("titik", "")
    point = book.state.frozen.point if book.state.frozen else int(told) if told.isdigit() else None
    plan = point_of(body or {}, point)
    if body is None or plan is None:
        raise Http404
    if request.method == "POST":
        names = ("nama", "dasar", "tempat", "sekretaris")
        title, basis, location, secretary = (shared.typed(request, name) for name in names)
        done = prepare_selection(
            scenario, point, (title, basis, location, secretary), actor=shared.name_of(request)
        )
        if not isinstance(done, Refusal):
            messages.success(
                request,
                _("Konsep seleksi “%(title)s” dibuat; sekretarisnya melanjutkan.") % {"title": done.title},
            )
            return redirect("placement:scenario", scenario)
        messages.error(request, shared.say(done))
    posts = names_of(body)[1]
    return render(
        request,
        "placement/bidding.html",
        {
            "book": book,
            "vacancies": [posts[code] for code in plan["vacancies"]],
            "secretaries": secretaries(),
            "given": request.POST,
        },
    )


def secretaries() -> list[User]:
    """Who may run a selection."""
    roles = {role.value for role in roles_with(Ability.MANAGE_SELECTIONS)}
    return [
        user for user in User.objects.filter(is_active=True).order_by("username") if roles & set(user.roles)
    ]

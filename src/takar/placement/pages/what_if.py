"""What else the plan could be: when somebody refuses, after more retests, when a score were another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, requires
from takar.jobs.public import Job
from takar.kernel.refusals import Refusal
from takar.placement.actions.ask_more import ask_refusal, ask_retests
from takar.placement.books import result_of
from takar.placement.effort import WHOLE
from takar.placement.pages import shared
from takar.placement.pages.scenario_view import names_of
from takar.placement.results import point_of
from takar.placement.trying import Tried, flips_at, try_refusal


@requires(Ability.READ_PLACEMENT)
def what_if(request: HttpRequest, scenario: str, nip: str) -> HttpResponse:
    """What the best plan becomes when one person refuses; where that takes long, a button that has it computed."""
    book, body = shared.found(scenario), result_of(scenario)
    asked = shared.asked_point(request, book)
    chosen = point_of(body or {}, asked)
    if body is None or chosen is None or nip not in chosen["assign"]:
        raise Http404
    people, posts = names_of(body)
    context = {
        "book": book,
        "who": people[nip],
        "here": "scenario",
        "chosen": chosen,
        "computes": _computes(request),
    }
    tried = try_refusal(scenario, nip, asked)
    if tried is not None:
        context |= {
            "tried": tried,
            "rows": _changes(tried, people, posts),
            "undone": _undone(scenario, nip, asked),
            "whole": len(people) <= WHOLE,
        }
    return render(request, "placement/what_if.html", context)


def _computes(request: HttpRequest) -> bool:
    return shared.may(request, Ability.PLAN_PLACEMENT) or shared.may(request, Ability.DECIDE_PLACEMENT)


@require_POST
@requires(Ability.READ_PLACEMENT)
def more_retests(request: HttpRequest, scenario: str) -> HttpResponse:
    """Another block of retests of the point that is shown."""
    return _asked(request, scenario, lambda at: ask_retests(scenario, at, actor=shared.name_of(request)))


@require_POST
@requires(Ability.READ_PLACEMENT)
def compute_refusal(request: HttpRequest, scenario: str, nip: str) -> HttpResponse:
    """What one refusal changes, in the background."""
    return _asked(request, scenario, lambda at: ask_refusal(scenario, at, nip, actor=shared.name_of(request)))


def _asked(request: HttpRequest, scenario: str, ask: Callable[[int], Job | Refusal]) -> HttpResponse:
    if not _computes(request):
        raise PermissionDenied
    told = shared.typed(request, "titik")
    job = ask(int(told) if told.isdigit() else -1)
    if isinstance(job, Refusal):
        messages.error(request, shared.say(job))
        return redirect("placement:scenario", scenario)
    return redirect("jobs:job", job.pk)


def _undone(scenario: str, nip: str, point: int | None) -> str | None:
    found = (flips_at(scenario, point, nip) or {}).get(nip)
    return None if found is None else found.get(shared.language(), found["id"])


def _changes(tried: Tried, people: Mapping[str, Any], posts: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        {"who": people[nip], "before": posts.get(before), "after": posts.get(after)}
        for nip, before, after in tried.changes
    ]


@requires(Ability.READ_PLACEMENT)
def undoing(request: HttpRequest, scenario: str) -> HttpResponse:
    """What would undo each move of a point, or those of `?orang=`: fetched by the page when somebody rests at it."""
    book = shared.found(scenario)
    found = flips_at(scenario, shared.asked_point(request, book))
    if found is None:
        raise Http404
    wanted = request.GET.getlist("orang")
    told = {
        nip: one[shared.language()] if shared.language() in one else one["id"]
        for nip, one in found.items()
        if not wanted or nip in wanted
    }
    return render(request, "placement/_undoing.html", {"told": told})

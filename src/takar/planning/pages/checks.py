"""What needs a look in a plan: rules broken since, people without a place, places of people who are out."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, requires
from takar.kernel.refusals import Refusal
from takar.planning.actions.seat_person import release_place, seat_person
from takar.planning.assembling import unplaced
from takar.planning.changing import problem_now
from takar.planning.domain.asking import Ask
from takar.planning.domain.checking import violations
from takar.planning.models import Place
from takar.planning.naming import named
from takar.planning.pages.plan import batch_rows
from takar.planning.pages.shared import actor, found_plan, manages, tell, today

SHOWN = 30


@requires(Ability.READ_PLANS)
def check(request: HttpRequest, plan: int) -> HttpResponse:
    """A part of the page of a plan, fetched after it: it takes longer than the rest."""
    row = found_plan(plan)
    problem = problem_now(row, today())
    context: dict[str, Any] = {"plan": row, "manages": manages(request)}
    if not isinstance(problem, Refusal):
        found = violations(problem, problem.batches)
        out = [one.person for one in found if one.rule == "person_unknown"]
        waiting = unplaced(row, problem, Ask.from_json(row.asked))
        context |= {
            "broken": named([one for one in found if one.rule != "person_unknown"][:SHOWN], row),
            "out": Place.objects.filter(batch__plan=row, nip__in=out, freed_at=None).select_related("batch"),
            "waiting": waiting[:SHOWN],
            "waiting_total": len(waiting),
            "batches": [one for one in batch_rows(row) if one.here < one.capacity],
        }
    return render(request, "planning/_check.html", context)


@require_POST
@requires(Ability.MANAGE_PLANS)
def seat(request: HttpRequest, plan: int) -> HttpResponseBase:
    row = found_plan(plan)
    batch = request.POST.get("ke", "")
    if not row.batches.filter(pk=batch).exists():
        batch = ""
    done = seat_person(
        request.POST.get("nip", ""), batch, actor=actor(request), reason=_reason(request), today=today()
    )
    tell(request, done, gettext("Orang itu sudah mendapat tempat."))
    return redirect("planning:plan", plan)


@require_POST
@requires(Ability.MANAGE_PLANS)
def release(request: HttpRequest, plan: int) -> HttpResponseBase:
    row = found_plan(plan)
    text = request.POST.get("tempat", "")
    place = Place.objects.filter(pk=int(text) if text.isdecimal() else 0, batch__plan=row).first()
    done = release_place(
        place.pk if place else 0, actor=actor(request), reason=_reason(request), today=today()
    )
    tell(request, done, gettext("Tempatnya dilepas."))
    return redirect("planning:plan", plan)


def _reason(request: HttpRequest) -> str:
    return " ".join(request.POST.get("alasan", "").split())[:300]

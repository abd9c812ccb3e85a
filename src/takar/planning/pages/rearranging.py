"""Arranging the rest again: ask, look at the moves, accept or leave it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, requires
from takar.kernel.refusals import Refusal
from takar.planning.actions.rearrange import (
    accept_rearrangement,
    ask_rearrangement,
    discard_rearrangement,
)
from takar.planning.jobs import start_rearranging
from takar.planning.models import Rearrangement
from takar.planning.pages.plans import found_phase
from takar.planning.pages.shared import actor, manages, tell, today


@require_POST
@requires(Ability.MANAGE_PLANS)
def start(request: HttpRequest, plan: int) -> HttpResponseBase:
    done = ask_rearrangement(plan, actor(request), reason=request.POST.get("alasan", ""))
    if isinstance(done, Refusal):
        tell(request, done, "")
        return redirect("planning:plan", plan)
    return redirect("jobs:job", start_rearranging(done, actor=actor(request)).pk)


@requires(Ability.READ_PLANS)
def rearrangement(request: HttpRequest, wanted: int) -> HttpResponse:
    row = _found(wanted)
    owner, phase = found_phase(row.plan.programme, row.plan.phase)
    context = {
        "wanted": row,
        "plan": row.plan,
        "programme": owner,
        "phase": phase,
        "manages": manages(request),
        "people": [one for one in row.moves if "nip" in one],
        "batches": [one for one in row.moves if "batch" in one],
        "impossible": row.outcome.get("impossible") or row.outcome.get("refused"),
    }
    return render(request, "planning/rearrangement.html", context)


@require_POST
@requires(Ability.MANAGE_PLANS)
def accept(request: HttpRequest, wanted: int) -> HttpResponseBase:
    row = _found(wanted)
    done = accept_rearrangement(wanted, actor(request), today=today())
    if tell(request, done, gettext("Perpindahan sudah disimpan.")):
        return redirect("planning:plan", row.plan_id)
    return redirect("planning:rearrangement", wanted)


@require_POST
@requires(Ability.MANAGE_PLANS)
def discard(request: HttpRequest, wanted: int) -> HttpResponseBase:
    row = _found(wanted)
    discard_rearrangement(wanted, actor(request))
    tell(request, None, gettext("Rencana dibiarkan seperti semula."))
    return redirect("planning:plan", row.plan_id)


def _found(wanted: int) -> Rearrangement:
    row = Rearrangement.objects.select_related("plan").filter(pk=wanted).first()
    if row is None:
        raise Http404
    return row

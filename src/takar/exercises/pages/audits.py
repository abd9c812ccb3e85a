"""The auditor's pages about rounds: start an audit of all sheets, read what differs."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, full_names, record_change, requires
from takar.exercises.audit.keeping import audit_of, audits
from takar.exercises.queries import round_of, rounds
from takar.jobs.public import enqueue
from takar.kernel.refusals import Refusal


@requires(Ability.AUDIT)
def audits_page(request: HttpRequest) -> HttpResponse:
    """Rounds that are in the log, with their last audit."""
    last = audits()
    rows = [{"round": one, "last": last.get(one.owner)} for one in rounds() if one.index is not None]
    return render(request, "exercises/audit/rounds.html", {"rows": rows})


@require_POST
@requires(Ability.AUDIT)
def start(request: HttpRequest, owner: str) -> HttpResponseBase:
    view, actor = round_of(owner), str(request.user.get_username())
    if view is None:
        raise Http404
    job = enqueue(
        "exercises.audit",
        {"owner": owner, "actor": actor},
        actor=actor,
        title=gettext("Audit penilaian: %(title)s") % {"title": view.title[:150]},
    )
    record_change(actor, "audit.start", f"round:{owner}")
    return redirect("jobs:job", job.id)


@requires(Ability.AUDIT)
def audited(request: HttpRequest, number: int) -> HttpResponse:
    found = audit_of(number, str(request.user.get_username()))
    if found is None:
        raise Http404
    context: dict[str, Any] = {"refused": found}
    if not isinstance(found, Refusal):
        english = (get_language() or "id").startswith("en")
        listed = [{**one, "words": one["en"] if english else one["id"]} for one in found[1]]
        names = full_names(one["rater"] for one in listed if one["rater"])
        context = {"audit": found[0], "findings": listed, "names": names}
    return render(request, "exercises/audit/audited.html", context)

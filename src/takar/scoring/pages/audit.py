"""The auditor's pages: start an audit, read what it found."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, record_change, requires
from takar.assessments.public import assessment, assessments
from takar.jobs.public import enqueue
from takar.scoring.jobs import AUDIT
from takar.scoring.models import Audit


@requires(Ability.AUDIT)
def audit(request: HttpRequest) -> HttpResponse:
    newest: dict[str, Audit] = {}
    for done in Audit.objects.all():
        newest.setdefault(done.assessment, done)
    views = [one for one in assessments() if one.commit_index is not None]
    rows = [{"view": one, "last": newest.get(one.id)} for one in views]
    return render(request, "scoring/audit.html", {"rows": rows})


@require_POST
@requires(Ability.AUDIT)
def start(request: HttpRequest, assessment: str) -> HttpResponseBase:
    actor = request.user.get_username()
    job = enqueue(
        AUDIT,
        {"assessment": assessment, "actor": actor},
        actor=actor,
        title=gettext("Audit semua skor kegiatan"),
    )
    record_change(actor, "audit.start", f"assessment:{assessment}")
    return redirect("jobs:job", job.id)


@requires(Ability.AUDIT)
def audited(request: HttpRequest, number: int) -> HttpResponse:
    done = get_object_or_404(Audit, pk=number)
    context = {"audit": done, "assessment": assessment(done.assessment)}
    return render(request, "scoring/audited.html", context)

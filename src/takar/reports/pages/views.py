"""Downloads. Each is recorded in the trail with the name of the reader."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, record_change, requires
from takar.assessments.public import assessment as find_assessment
from takar.assessments.public import assessments, participants_in, sessions_of
from takar.jobs.public import enqueue
from takar.kernel.clock import utc_now
from takar.reports import queries
from takar.reports.jobs import archive_of
from takar.reports.pages.sending import refuse, send
from takar.scoring import public as scoring


@requires(Ability.MAKE_REPORTS)
def reports(request: HttpRequest) -> HttpResponseBase:
    """Which assessments have papers to print."""
    rows = [
        {
            "assessment": one,
            "sealed": len(scoring.sealed_sittings(one.id)),
            "people": len(participants_in(one.id)),
        }
        for one in assessments()
        if one.commit_index is not None
    ]
    return render(request, "reports/reports.html", {"rows": rows})


@requires(Ability.MAKE_REPORTS)
def assessment(request: HttpRequest, assessment: str) -> HttpResponseBase:
    """Every paper of one assessment."""
    found = find_assessment(assessment)
    if found is None or found.commit_index is None:
        return refuse(request, queries.NOT_FOUND)
    sealed = set(scoring.sealed_sittings(assessment))
    people = [{"person": p, "sealed": p.sitting in sealed} for p in participants_in(assessment)]
    context = {
        "assessment": found,
        "sessions": sessions_of(assessment),
        "people": people,
        "sealed": len(sealed),
        "held": found.visibility.when == "held" and found.released_at is None,
        "archive": archive_of(assessment).exists(),
    }
    return render(request, "reports/assessment.html", context)


@requires(Ability.MAKE_REPORTS)
def individual(request: HttpRequest, sitting: str) -> HttpResponseBase:
    return send(request, f"sitting:{sitting}", queries.individual(sitting, utc_now()))


@requires(Ability.MAKE_REPORTS)
def recap(request: HttpRequest, assessment: str) -> HttpResponseBase:
    return send(request, f"assessment:{assessment}", queries.recap(assessment))


@requires(Ability.READ_ASSESSMENTS)
def attendance(request: HttpRequest, session: str) -> HttpResponseBase:
    return send(request, f"session:{session}", queries.attendance(session, utc_now()))


@requires(Ability.READ_ASSESSMENTS)
def event_card(request: HttpRequest, assessment: str) -> HttpResponseBase:
    return send(request, f"assessment:{assessment}", queries.card(assessment, utc_now()))


@require_POST
@requires(Ability.MAKE_REPORTS)
def write_all(request: HttpRequest, assessment: str) -> HttpResponseBase:
    job = enqueue(
        "reports.write",
        {"assessment": assessment, "actor": request.user.get_username()},
        actor=request.user.get_username(),
        title=gettext("Membuat semua laporan kegiatan"),
    )
    return redirect("jobs:job", job.id)


@requires(Ability.MAKE_REPORTS)
def archive(request: HttpRequest, assessment: str) -> HttpResponseBase:
    path = archive_of(assessment)
    if not path.exists():
        return refuse(request, queries.NOT_FOUND)
    record_change(
        request.user.get_username(), "reports.download", f"assessment:{assessment}", after=path.name
    )
    return FileResponse(path.open("rb"), as_attachment=True, filename=path.name)

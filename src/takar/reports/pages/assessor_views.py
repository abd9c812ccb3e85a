"""Downloads of assessor meetings; each is recorded with the name of the reader."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from takar.accounts.public import Ability, requires
from takar.exercises import public as exercises
from takar.reports import assessor
from takar.reports.pages.sending import send


@requires(Ability.MAKE_REPORTS)
def report(request: HttpRequest, owner: str, nip: str) -> HttpResponseBase:
    return send(request, f"round:{owner}", assessor.assessor_report(owner, nip))


@requires(Ability.INTEGRATE)
def report_for_lead(request: HttpRequest, owner: str, nip: str) -> HttpResponseBase:
    """The same file, for those who lead the meeting."""
    return send(request, f"round:{owner}", assessor.assessor_report(owner, nip))


@requires(Ability.MAKE_REPORTS)
def rounds(request: HttpRequest) -> HttpResponseBase:
    """Rounds whose meetings have signed outcomes, for whoever prints reports."""
    rows = [(one, exercises.integrations(one.owner)) for one in exercises.rounds()]
    return render(request, "reports/assessor_rounds.html", {"rows": [row for row in rows if row[1]]})


@requires(Ability.INTEGRATE)
def compilation_for_lead(request: HttpRequest, owner: str) -> HttpResponseBase:
    return send(request, f"round:{owner}", assessor.assessor_compilation(owner))


@requires(Ability.MAKE_REPORTS)
def compilation(request: HttpRequest, owner: str) -> HttpResponseBase:
    return send(request, f"round:{owner}", assessor.assessor_compilation(owner))


@requires(Ability.MAKE_REPORTS)
def workbook(request: HttpRequest, owner: str) -> HttpResponseBase:
    return send(request, f"round:{owner}", assessor.assessor_workbook(owner))

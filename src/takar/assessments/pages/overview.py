"""All assessments, and one of them with its way from draft to closed."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from takar.accounts.public import Ability, requires
from takar.assessments.domain.values import AssessmentView
from takar.assessments.models import Assessment
from takar.assessments.pages.shared import found, frame, manages
from takar.assessments.plans import faults_of
from takar.assessments.promises import judged_of, promise_of
from takar.assessments.queries import assessments as all_assessments
from takar.assessments.wiring import shown_by_people
from takar.forms.public import sealed_form
from takar.kernel.clock import utc_now
from takar.standards.public import StandardNotFound, ruleset


@requires(Ability.READ_ASSESSMENTS)
def assessments(request: HttpRequest) -> HttpResponse:
    views = all_assessments()
    counts = _counts()
    rows = [{"view": view, **counts.get(view.id, {"people": 0, "sessions": 0})} for view in views]
    return render(request, "assessments/assessments.html", {"rows": rows, "manages": manages(request)})


@requires(Ability.READ_ASSESSMENTS)
def assessment(request: HttpRequest, assessment: str) -> HttpResponse:
    view = found(assessment)
    row = Assessment.objects.get(pk=view.id)
    context = frame(request, view, "overview") | {
        "missing": faults_of(row, utc_now()) if view.status == "draft" else [],
        "form": sealed_form(view.form) if view.form else None,
        "ruleset": _ruleset(view),
        "shown": promise_of(view),
        "judged": judged_of(view.id, view.form),
        "simulations": bool(shown_by_people(view.id)),
    }
    return render(request, "assessments/assessment.html", context)


def _counts() -> dict[str, dict[str, int]]:
    rows = Assessment.objects.annotate(
        people=Count("participants", distinct=True), rooms=Count("sessions", distinct=True)
    )
    return {row.pk: {"people": row.people, "sessions": row.rooms} for row in rows}


def _ruleset(view: AssessmentView) -> Any:
    try:
        return ruleset(view.ruleset_code, view.ruleset_version)
    except StandardNotFound:
        return None

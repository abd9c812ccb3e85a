"""A finished paper to the browser, with a line in the trail; or why there is none."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language

from takar.accounts.public import record_change
from takar.kernel.refusals import Refusal
from takar.reports.report import Report


def send(request: HttpRequest, subject: str, report: Report | Refusal) -> HttpResponseBase:
    """The file as a download; `subject` is what the trail says it is about."""
    if isinstance(report, Refusal):
        return refuse(request, report)
    record_change(request.user.get_username(), "reports.download", subject, after=report.name)
    response = HttpResponse(report.body, content_type=report.content_type)
    response["Content-Disposition"] = f'attachment; filename="{report.name}"'
    return response


def refuse(request: HttpRequest, refusal: Refusal) -> HttpResponseBase:
    sentence = refusal.sentence(get_language() or "id")
    return render(request, "reports/refused.html", {"sentence": sentence, "code": refusal.code}, status=409)

"""The page of a scenario, and its moves as files."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from takar.accounts.public import Ability, requires
from takar.jobs.public import Job
from takar.placement.actions.ask_more import running_more
from takar.placement.additions import told_of
from takar.placement.models import ScenarioLeaf, ScenarioResult
from takar.placement.pages import scenario_words as words
from takar.placement.pages import shared
from takar.placement.pages.scenario_view import result_view
from takar.placement.results import point_of
from takar.placement.workbooks.moves import moves_csv, moves_workbook
from takar.placement.workbooks.sheets import excel_response


@requires(Ability.READ_PLACEMENT)
def scenario(request: HttpRequest, scenario: str) -> HttpResponse:
    book = shared.found(scenario)
    body = told_of(book)
    context: dict[str, Any] = {"book": book, "here": "scenario", "phase": book.state.phase}
    context |= {
        "label": words.PHASES[book.state.phase],
        "plans": shared.may(request, Ability.PLAN_PLACEMENT),
        "decides": shared.may(request, Ability.DECIDE_PLACEMENT),
        "running": running_more(scenario),
        "job": Job.objects.filter(pk=book.row.job).first() if book.row.job else None,
        "leaves": list(ScenarioLeaf.objects.filter(scenario=scenario, logged=True)),
    }
    context["computes"] = context["plans"] or context["decides"]
    if body is not None:
        context |= result_view(book, body, shared.asked_point(request, book), request.GET.get("page"))
        context["kept"] = ScenarioResult.objects.defer("arrays", "body", "inputs").get(scenario=scenario)
    return render(request, "placement/scenario.html", context)


@requires(Ability.READ_PLACEMENT)
def download(request: HttpRequest, scenario: str, kind: str) -> HttpResponse:
    """The moves of one point as Excel or CSV, in the columns of a mutation proposal."""
    book = shared.found(scenario)
    body = told_of(book)
    if body is None or not body.get("front"):
        raise Http404
    chosen = point_of(body, shared.asked_point(request, book))
    assert chosen is not None
    if kind == "csv":
        response = HttpResponse(moves_csv(book, body, chosen), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="usulan-mutasi.csv"'
        return response
    return excel_response(moves_workbook(book, body, chosen), "rencana-penempatan.xlsx")

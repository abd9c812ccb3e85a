"""Frame-of-reference training and licences."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from takar.accounts.public import Ability, full_names, requires
from takar.exercises.pages.meeting import name
from takar.exercises.training.cases import (
    Tried,
    attempt,
    attempts_of,
    current_cases,
    licence_of,
    licence_rules,
    licences,
    load_shipped_cases,
)
from takar.kernel.clock import day_in, utc_now
from takar.kernel.refusals import Refusal


@requires(Ability.RATE)
def cases_page(request: HttpRequest) -> HttpResponse:
    """Cases to practise on, one's own attempts and licence."""
    today, me = day_in(settings.TAKAR.zone, utc_now()), name(request)
    mine, attempts = licence_of(me, today), attempts_of(me)
    context = {
        "cases": [(one, _newest(one.code, attempts)) for one in current_cases()],
        "attempts": attempts,
        "passed": len({one.case.code for one in attempts if one.passed}),
        "licence": mine,
        "state": licence_state(mine, today),
        "rules": licence_rules(today),
    }
    return render(request, "exercises/training/cases.html", context)


@requires(Ability.RATE)
def case_page(request: HttpRequest, code: str) -> HttpResponse:
    """Rate blind; what the experts gave comes after handing in."""
    case = next((one for one in current_cases() if one.code == code), None)
    if case is None:
        return redirect("exercises:training")
    typed: dict[str, str] = {}
    if request.method == "POST":
        typed = {key.removeprefix("nilai-"): str(value) for key, value in request.POST.items()}
        done = attempt(code, name(request), typed)
        if not isinstance(done, Refusal):
            return redirect(f"{request.path}?hasil=1")
        messages.error(request, done.sentence(get_language() or "id"))
    result = next((one for one in attempts_of(name(request)) if one.case.pk == case.pk), None)
    again = _again(result)
    # Whoever knows the experts' values is not asked to rate the case before he may.
    shown = result if "hasil" in request.GET or again else None
    context: dict[str, Any] = {"case": case, "rows": _rows(case.body, typed), "result": shown, "again": again}
    if shown:
        why = {one["code"]: one for one in case.body["dimensions"]}
        context["feedback"] = [(why[one.code], one) for one in shown.distances]
    return render(
        request, "exercises/training/case.html", context, status=409 if request.method == "POST" else 200
    )


def _again(last: Tried | None) -> date | None:
    """The day from which a case may be repeated; None where that is today already."""
    if last is None:
        return None
    today = day_in(settings.TAKAR.zone, utc_now())
    first = day_in(settings.TAKAR.zone, last.at + timedelta(days=licence_rules(today).wait_days))
    return first if first > today else None


@requires(Ability.READ_RATER_QUALITY)
def licences_page(request: HttpRequest) -> HttpResponse:
    """Everybody's licence, those without or with the nearest end first."""
    if request.method == "POST":
        load_shipped_cases(name(request))
        return redirect("exercises:licences")
    today = day_in(settings.TAKAR.zone, utc_now())
    known = licences(today)
    names = full_names(user for user, _ in known)
    rows = [(names[user], one, licence_state(one, today)) for user, one in known]
    context = {"rows": rows, "rules": licence_rules(today), "cases": len(current_cases())}
    return render(request, "exercises/training/licences.html", context)


def _newest(code: str, attempts: list[Tried]) -> Tried | None:
    return next((one for one in attempts if one.case.code == code), None)


def licence_state(one: Any, today: Any) -> str:
    """none | over | soon | valid"""
    if one is None:
        return "none"
    if not one.valid(today):
        return "over"
    return "soon" if one.expiring(today, licence_rules(today).warn_days) else "valid"


def _rows(body: dict[str, Any], typed: dict[str, str]) -> list[dict[str, Any]]:
    scale = range(int(body["scale"]["least"]), int(body["scale"]["most"]) + 1)
    return [
        {
            "code": one["code"],
            "name": one["name"],
            "anchors": sorted(one["anchors"].items()),
            "choices": [(str(n), typed.get(one["code"]) == str(n)) for n in scale],
        }
        for one in body["dimensions"]
    ]
